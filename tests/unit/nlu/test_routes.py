"""Every intent of the domain has the route that the conversation expects."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.routes import MATTER, ROUTES, SHARES, group_of, route_of

ROOT = Path(__file__).parents[3]
UNTRAINED = {
    "doubt",
    "nlu_fallback",
    "this_is_complaint",
    "this_is_support",
    "add_to_filed",
    "edit",
    "see_all_categories",
    "submit",
    "keep_going",
    "discard",
    "start_over_now",
}
EXPECTED = {
    "file_complaint": "complaint",
    "grievance": "complaint",
    "vent": "complaint",
    "human": "support",
    "add_information": "process",
    "add_evidence": "process",
    "urgent_security": "urgent",
    "self_harm": "care",
    "out_of_scope": "out_of_scope",
}


def intents() -> list[str]:
    """The trained intents; the others are decided by the triage, or pressed."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    named = [
        one if isinstance(one, str) else next(iter(one)) for one in domain["intents"]
    ]
    return [name for name in named if name not in UNTRAINED]


def expected(intent: str) -> str:
    if intent.startswith("support_"):
        return "support"
    if intent.startswith("ask_"):
        return "process"
    return EXPECTED.get(intent, "chitchat")


@pytest.mark.parametrize("intent", intents())
def test_an_intent_of_the_domain_goes_its_way(intent: str) -> None:
    assert route_of(intent) == expected(intent)


def test_the_domain_uses_every_route() -> None:
    assert {route_of(intent) for intent in intents()} == set(ROUTES)


def test_complaint_and_support_are_told_apart_together() -> None:
    assert group_of("complaint") == group_of("support") == MATTER
    assert group_of("process") == "process"


def test_an_intent_without_a_route_is_named() -> None:
    with pytest.raises(ValueError, match="support_card"):
        route_of("support_card", {"complaint": ("grievance",)})


def test_every_route_is_expected_to_come() -> None:
    assert set(SHARES) == set(ROUTES)
    assert sum(SHARES.values()) == pytest.approx(1.0)
