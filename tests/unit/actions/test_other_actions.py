"""The actions beside the form."""

from __future__ import annotations

from actions.answer import Answer
from actions.answer_and_pause import AnswerAndPause
from actions.clarify import Clarify
from actions.discard_complaint import DiscardComplaint
from actions.greet import Greet
from actions.offer_to_stop import OfferToStop
from actions.redirect_to_support import RedirectToSupport
from tests.unit.actions.conftest import COMPLAINT, Run, pressed, typed


def test_an_answer_is_named_after_its_intent_and_filled_from_the_firm() -> None:
    run = Run(Answer(), typed("how long?", "ask_how_long"))
    assert run.says == ["utter_ask_how_long"]
    assert run.messages[0]["resolve_days"] == "7"


def test_a_support_question_gets_its_channel_and_a_way_back() -> None:
    asked = typed("how do I reset 2fa", "support_account_access")
    run = Run(RedirectToSupport(), asked, in_form=False)
    assert run.last["card"]["topic"] == "account_access"
    assert run.last["card"]["url"].startswith("https://")
    assert [b["title"] for b in run.messages[0]["buttons"]] == ["This is a complaint"]


def test_a_support_question_inside_the_form_has_no_way_into_the_form() -> None:
    run = Run(RedirectToSupport(), typed("what are the fees?", "support_fees"))
    assert run.messages[0]["buttons"] == []


def test_i_need_support_pressed_in_the_form_leads_out_of_it_and_keeps_the_draft() -> (
    None
):
    run = Run(RedirectToSupport(), pressed("this_is_support"), **COMPLAINT)
    assert [b["title"] for b in run.messages[0]["buttons"]] == ["This is a complaint"]
    assert run.events[0]["name"] is None
    assert not set(COMPLAINT) & set(run.slots)


def test_i_need_support_takes_the_topic_of_what_was_typed_before() -> None:
    told = typed("card not here yet, it is late", "doubt")
    told["parse_data"]["intent_ranking"] = [
        {"name": "grievance", "confidence": 0.5},
        {"name": "support_card", "confidence": 0.4},
    ]
    run = Run(RedirectToSupport(), told, pressed("this_is_support"), in_form=False)
    assert run.last["card"]["topic"] == "card"


def test_a_firm_without_a_channel_for_the_topic_sends_to_the_general_one() -> None:
    run = Run(RedirectToSupport(), pressed("this_is_support"), in_form=False)
    assert run.last["card"]["topic"] == "general"


def test_doubt_asks_one_question_with_two_buttons() -> None:
    run = Run(Clarify(), typed("my card is late", "doubt"), in_form=False)
    assert run.last["asks"] == "clarify"
    assert len(run.messages[0]["buttons"]) == 2


def test_stopping_keeps_the_draft_until_the_client_decides() -> None:
    run = Run(OfferToStop(), typed("stop", "cancel"), email="a@example.com")
    assert run.says == ["utter_offer_to_stop"]
    assert not set(COMPLAINT) & set(run.slots)
    assert run.events[0]["name"] is None  # the form is left


def test_deleting_empties_every_field() -> None:
    run = Run(DiscardComplaint(), pressed("discard"), **COMPLAINT)
    assert all(run.slots[name] is None for name in COMPLAINT)


def test_who_comes_back_days_later_is_told_where_the_draft_stands() -> None:
    before, now = typed("maria.lopez@example.com"), typed("hello", "greet")
    before["timestamp"], now["timestamp"] = 0.0, 3 * 24 * 3600.0
    draft = {"email": "maria.lopez@example.com", "form_notes": {"asked": ["email"]}}
    assert Run(Greet(), before, now, **draft).says == ["utter_returned"]
    assert Run(Greet(), before, now, in_form=False, **draft).says == [
        "utter_welcome_back"
    ]


def test_hello_a_minute_later_is_just_a_hello() -> None:
    before, now = typed("maria.lopez@example.com"), typed("hello", "greet")
    before["timestamp"], now["timestamp"] = 0.0, 60.0
    assert Run(Greet(), before, now).says == ["utter_greet_in_form"]


def test_a_wish_for_a_person_heard_as_self_harm_gets_the_contact() -> None:
    run = Run(AnswerAndPause(), typed("no, a human being", "self_harm", 0.2))
    assert run.says == ["utter_human"]


def test_words_of_self_harm_get_the_humane_answer_and_leave_the_form() -> None:
    run = Run(AnswerAndPause(), typed("I want to kill myself", "self_harm", 0.2))
    assert run.says == ["utter_self_harm"]
    assert run.slots["requested_slot"] is None
