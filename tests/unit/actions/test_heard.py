"""What the action server takes from Rasa's tracker."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions.turns.heard import context_of, state_of, turn_key, turn_of
from actions.turns.said import slots_of
from dialogue.state import Stage, State
from dialogue.turn import Press, Span
from tests.unit.actions.conftest import asking, pressed, typed

HOUR = 3600.0


def tracker(*events: dict[str, Any], **slots: Any) -> Tracker:
    """A tracker with these events."""
    return Tracker("a-session", slots, {}, list(events), False, None, {}, "")  # type: ignore[arg-type]


def test_the_words_are_as_they_were_typed() -> None:
    assert turn_of(tracker(typed("  Nine days.\n"))).text == "  Nine days.\n"


def test_what_was_understood_comes_with_its_weights() -> None:
    message = typed("Ana Silva, is it free?", "answer", "ask cost", intent="ask_cost")
    message["parse_data"] |= {
        "intent_ranking": [
            {"name": "ask_cost", "confidence": 0.6},
            {"name": "support_fees", "confidence": 0.3},
        ],
        "triage": {"route": "process", "routes": {"process": 0.7, "support": 0.3}},
    }
    span = {"label": "own_name", "start": 0, "end": 9, "weight": 0.9}
    message["parse_data"]["reading"]["spans"] = [span]
    turn = turn_of(tracker(message))
    assert turn.acts == {"answer": 0.95, "ask cost": 0.95}
    assert turn.spans == (Span("own_name", 0, 9, 0.9),)
    assert turn.said(turn.spans[0]) == "Ana Silva"
    assert (turn.intent, turn.route) == ("ask_cost", "process")
    assert turn.routes == {"process": 0.7, "support": 0.3}
    assert turn.topics == {"fees": 0.3}
    assert turn.press is None


def test_a_message_that_nothing_was_read_in_has_no_acts() -> None:
    message = typed("hello", intent="greet")
    del message["parse_data"]["reading"]
    turn = turn_of(tracker(message))
    assert (turn.acts, turn.spans, turn.intent) == ({}, (), "greet")


def test_a_press_is_its_intent_and_values_and_its_title_the_words() -> None:
    turn = turn_of(tracker(pressed("inform", "Spain", country="ES")))
    assert turn.press == Press("inform", {"country": "ES"})
    assert (turn.text, turn.acts) == ("Spain", {})


def test_a_client_who_comes_back_was_away_for_so_many_hours() -> None:
    first, second = typed("hello"), typed("I am back")
    first["timestamp"], second["timestamp"] = 10 * HOUR, 40 * HOUR
    assert turn_of(tracker(first, second)).hours_away == 30
    assert turn_of(tracker(first)).hours_away == 0


def test_the_state_is_as_the_turn_before_left_it() -> None:
    state = asking("country")
    state.offers = []
    slots = {slot["name"]: slot["value"] for slot in slots_of(state, {})}
    assert state_of(tracker(typed("Spain"), **slots)) == state
    assert state_of(tracker(typed("hello"))) == State(stage=Stage.OPENING)


def test_a_country_that_was_not_given_is_none_to_read_words_by() -> None:
    conversation, state = tracker(typed("hello")), State()
    assert context_of(conversation, state).country is None
    state.values["country"] = ""
    assert context_of(conversation, state).country is None
    state.values["country"] = "MT"
    assert context_of(conversation, state).country == "MT"


def test_a_turn_that_is_run_again_has_the_same_key_for_the_same_purpose() -> None:
    message = tracker(pressed("submit", message="m-1"))
    assert turn_key(message, "complaint") == turn_key(message, "complaint")
    assert turn_key(message, "complaint") != turn_key(message, "note")
    other = tracker(pressed("submit", message="m-2"))
    assert turn_key(message, "complaint") != turn_key(other, "complaint")
