"""Triage by what errors cost: a complaint must not be sent away."""

import itertools

import pytest

from bot.nlu.triage import Decision, Thresholds, decide, route_by, thresholds_of

ROUTES = {
    "file_complaint": "complaint",
    "grievance": "complaint",
    "vent": "complaint",
    "support_card": "support",
    "support_fees": "support",
    "ask_status": "process",
    "greet": "chitchat",
    "out_of_scope": "out_of_scope",
    "urgent_security": "urgent",
    "self_harm": "care",
}
THRESHOLDS = Thresholds(
    complaint_from=0.8,
    support_below=0.3,
    matter_from=0.6,
    other_from=0.5,
    complaint_below=0.1,
    urgent_from=0.4,
    care_from=0.2,
)


def decided(**intents: float) -> Decision:
    """The decision on these chances of intents, whose sum is 1."""
    assert sum(intents.values()) == pytest.approx(1.0)
    chances = {name: intents.get(name, 0.0) for name in ROUTES}
    routes = dict.fromkeys(ROUTES.values(), 0.0)
    for name, chance in chances.items():
        routes[ROUTES[name]] += chance
    return decide(routes, chances, ROUTES, THRESHOLDS)


def test_a_sure_complaint_takes_the_likeliest_of_its_intents() -> None:
    found = decided(grievance=0.6, file_complaint=0.3, support_card=0.1)
    assert (found.route, found.intent) == ("complaint", "grievance")
    assert found.confidence == pytest.approx(0.9)
    assert found.topic == "card"


def test_a_sure_question_takes_its_topic() -> None:
    found = decided(support_fees=0.7, support_card=0.2, grievance=0.1)
    assert (found.route, found.intent, found.topic) == (
        "support",
        "support_fees",
        "fees",
    )


def test_between_complaint_and_support_it_asks_and_knows_the_topic() -> None:
    found = decided(support_fees=0.5, grievance=0.5)
    assert (found.route, found.intent, found.topic) == ("clarify", "doubt", "fees")
    assert found.confidence == pytest.approx(1.0)


def test_the_likelier_route_does_not_win_when_the_error_costs_more() -> None:
    assert decided(support_fees=0.6, grievance=0.4).route == "clarify"
    assert decided(greet=0.8, grievance=0.2).route == "clarify"
    assert decided(out_of_scope=0.85, grievance=0.15).route == "clarify"
    assert decided(ask_status=0.85, grievance=0.15).route == "clarify"


def test_with_no_complaint_in_sight_the_others_are_answered() -> None:
    assert decided(greet=0.9, support_card=0.1).intent == "greet"
    assert decided(out_of_scope=0.9, greet=0.1).intent == "out_of_scope"
    assert decided(ask_status=0.9, grievance=0.1 - 1e-9, greet=1e-9).intent == (
        "ask_status"
    )


def test_knowing_nothing_is_a_fallback() -> None:
    found = decided(greet=0.4, out_of_scope=0.3, support_card=0.3)
    assert (found.route, found.intent) == ("clarify", "nlu_fallback")
    assert found.confidence == pytest.approx(0.6)


def test_anger_without_content_is_asked_what_happened() -> None:
    found = decided(vent=0.7, grievance=0.2, support_card=0.1)
    assert (found.route, found.intent) == ("clarify", "vent")


def test_a_lane_that_must_not_wait_needs_less_than_half() -> None:
    assert decided(urgent_security=0.45, support_card=0.55).intent == "urgent_security"
    assert decided(self_harm=0.25, grievance=0.75).intent == "self_harm"
    # Care goes before all else.
    assert decided(self_harm=0.25, urgent_security=0.75).intent == "self_harm"


def test_no_chances_at_all_send_a_likely_complaint_away() -> None:
    steps = range(11)
    for complaint, support, chitchat, other in itertools.product(steps, repeat=4):
        if complaint + support + chitchat + other != 10 or complaint < 5:
            continue
        chances = {
            "complaint": complaint / 10,
            "support": support / 10,
            "chitchat": chitchat / 10,
            "out_of_scope": other / 10,
        }
        assert route_by(chances, THRESHOLDS) in ("complaint", "clarify"), chances


def test_more_of_a_complaint_never_moves_a_message_away_from_one() -> None:
    order = {"support": 0, "clarify": 1, "complaint": 2}
    found = [
        order[route_by({"complaint": part / 50, "support": 1 - part / 50}, THRESHOLDS)]
        for part in range(51)
    ]
    assert found == sorted(found)
    assert set(found) == {0, 1, 2}


def test_a_model_without_topics_names_none() -> None:
    found = decide({"chitchat": 1.0}, {"greet": 1.0}, {"greet": "chitchat"}, THRESHOLDS)
    assert found.topic is None


def test_thresholds_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="support_below"):
        Thresholds(complaint_from=0.3, support_below=0.4)
    with pytest.raises(ValueError, match="no such threshold: complain_from"):
        thresholds_of({"complain_from": 0.4})
    assert thresholds_of({"care_from": "0.1"}).care_from == 0.1
