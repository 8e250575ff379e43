"""What is handed to Rasa: utterances for the page, and slots until the next turn."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.turns.said import say, slots_of
from dialogue.saying.utterance import Utterance
from dialogue.state import Offer, State
from tests.unit.actions.conftest import asking, reviewing


def said(utterance: Utterance) -> dict[str, Any]:
    """The message that Rasa is given."""
    dispatcher = CollectingDispatcher()
    say(utterance, dispatcher)
    message: dict[str, Any] = dispatcher.messages[0]
    return message


def kept(state: State, submit: bool = False, **before: Any) -> dict[str, Any]:
    """The slots that are set, by name."""
    return by_name(slots_of(state, before, submit))


def by_name(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The slots that these events set."""
    return {slot["name"]: slot["value"] for slot in events}


def test_a_response_is_filled_from_the_firm_and_by_the_dialogue() -> None:
    message = said(Utterance("utter_corrected", {"field": "E-mail"}))
    assert message["response"] == "utter_corrected"
    assert (message["field"], message["resolve_days"]) == ("E-mail", "7")


def test_offers_are_buttons_that_only_the_chat_obeys() -> None:
    offers = (
        Offer("Côte d’Ivoire", "inform", {"country": "CI"}),
        Offer("Skip", "skip"),
    )
    assert said(Utterance("utter_question_country", offers=offers))["buttons"] == [
        {"title": "Côte d’Ivoire", "payload": '/inform{"country": "CI"}'},
        {"title": "Skip", "payload": "/skip"},
    ]


def test_the_page_is_told_only_what_there_is_to_tell() -> None:
    step = {"step": 1, "of": 3}
    asked = said(Utterance("utter_question_email", asks="email", progress=step))
    assert asked["custom"] == {"asks": "email", "progress": step}
    assert said(Utterance("utter_goodbye"))["custom"] == {}


def test_only_fields_that_changed_are_set() -> None:
    state = asking("country")
    before = kept(state)
    state.values["country"] = "MT"
    assert kept(state, **before).keys() == {"country", "form_notes", "requested_slot"}


def test_a_turn_always_sets_a_slot_beside_the_requested_one() -> None:
    state = asking("country")
    assert "form_notes" in kept(state, **kept(state))


def test_the_open_field_is_requested_and_with_nothing_open_the_form_ends() -> None:
    assert kept(asking("country"))["requested_slot"] == "country"
    assert kept(reviewing())["requested_slot"] == "submit"
    assert kept(State())["requested_slot"] is None


def test_a_confirmed_review_ends_the_form_and_says_so_to_the_rules() -> None:
    slots = kept(reviewing(), submit=True)
    assert (slots["submit"], slots["requested_slot"]) == (True, None)


def test_a_yes_of_an_earlier_turn_is_taken_back() -> None:
    assert by_name(slots_of(State(), {"submit": True}))["submit"] is None


def test_the_key_of_a_complaint_that_was_dropped_is_not_used_for_the_next() -> None:
    posted = {"key": "k", "body": {}}
    assert "submission" not in kept(reviewing(), submission=posted)
    assert kept(State(), submission=posted)["submission"] is None


def test_the_understanding_is_told_where_the_next_message_is_said() -> None:
    state = asking("country")
    state.offers = [Offer("Spain", "inform", {"country": "ES"})]
    assert kept(state)["scene"] == {"at": "country", "field": None, "offers": ["Spain"]}
