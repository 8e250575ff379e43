import pytest

from bot.nlu.routes import route_of
from bot.nlu.triage import Decision, Thresholds, decide, route_by, thresholds_of

CUTS = Thresholds(
    complaint_from=0.8,
    support_below=0.2,
    matter_from=0.6,
    other_from=0.5,
    complaint_below=0.1,
    urgent_from=0.3,
    care_from=0.1,
)


def chances(**routes: float) -> dict[str, float]:
    rest = 1.0 - sum(routes.values())
    assert rest >= -1e-9
    return {"process": max(rest, 0.0), **routes}


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        ({"complaint": 0.9, "support": 0.1}, "complaint"),
        ({"complaint": 0.1, "support": 0.9}, "support"),
        ({"complaint": 0.5, "support": 0.5}, "clarify"),
        ({"complaint": 0.79, "support": 0.21}, "clarify"),
        ({"complaint": 0.45, "support": 0.05, "chitchat": 0.4}, "clarify"),
        ({"chitchat": 0.9}, "chitchat"),
        ({"out_of_scope": 0.9}, "out_of_scope"),
        ({"out_of_scope": 0.6, "complaint": 0.3}, "clarify"),
        ({"chitchat": 0.35, "out_of_scope": 0.33}, "chitchat"),
        ({"chitchat": 0.24, "out_of_scope": 0.24, "support": 0.4}, "clarify"),
        ({"process": 0.75, "complaint": 0.25}, "process"),
        ({"process": 0.65, "complaint": 0.35}, "clarify"),
        ({"process": 0.8}, "process"),
        ({"complaint": 0.6, "urgent": 0.35}, "urgent"),
        ({"complaint": 0.85, "care": 0.12}, "care"),
        ({"urgent": 0.6, "care": 0.3}, "care"),
    ],
)
def test_the_route_follows_the_chances(routes: dict[str, float], expected: str) -> None:
    assert route_by(chances(**routes), CUTS) == expected


def decided(routes: dict[str, float], intents: dict[str, float]) -> Decision:
    return decide(routes, intents, {name: route_of(name) for name in intents}, CUTS)


def test_the_intent_is_the_likeliest_of_the_route() -> None:
    found = decided(
        {"complaint": 0.9, "support": 0.1},
        {"grievance": 0.5, "file_complaint": 0.4, "support_fees": 0.1},
    )
    assert found == Decision("complaint", "grievance", 0.9)


def test_doubt_between_complaint_and_support_is_asked() -> None:
    found = decided(
        {"complaint": 0.5, "support": 0.5}, {"grievance": 0.5, "support_card": 0.5}
    )
    assert (found.route, found.intent) == ("clarify", "doubt")


def test_where_nothing_fits_the_fallback_asks() -> None:
    found = decided(
        {"chitchat": 0.25, "out_of_scope": 0.2, "support": 0.4, "process": 0.15},
        {"greet": 0.25, "out_of_scope": 0.2, "support_card": 0.4, "ask_cost": 0.15},
    )
    assert (found.route, found.intent) == ("clarify", "nlu_fallback")


def test_anger_without_content_asks_what_happened() -> None:
    found = decided(
        {"complaint": 0.95, "support": 0.05}, {"vent": 0.9, "support_app": 0.1}
    )
    assert (found.route, found.intent) == ("clarify", "vent")


def test_thresholds_that_cross_are_refused() -> None:
    with pytest.raises(ValueError, match="support_below"):
        Thresholds(complaint_from=0.2, support_below=0.5)


def test_an_unknown_threshold_is_named() -> None:
    with pytest.raises(ValueError, match="suport_below"):
        thresholds_of({"suport_below": 0.1})
