"""Stories told before the form opened, and offers that are answered in words."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from actions.ask_what_happened import AskWhatHappened
from actions.clarify import Clarify
from actions.form.besides import says_more
from actions.form.corrections import correction_in
from actions.form.two_in_one import answer_and_question, question_besides
from actions.nothing_open import NothingOpen
from actions.offer_to_stop import OfferToStop
from actions.say_goodbye import SayGoodbye
from actions.settings import firm
from actions.turns.alarms import theft_under_way
from actions.turns.turn import Turn
from actions.validate_complaint_form import ValidateComplaintForm
from fields.context import Context
from tests.unit.actions.conftest import COMPLAINT, Run, opened, pressed, typed

FORM = ValidateComplaintForm()
DRAFT = {"email": "ana@example.com", "form_notes": {"asked": ["email", "account_id"]}}


def did(action: str) -> dict[str, Any]:
    """The event of an action that answered the message before."""
    return {"event": "action", "name": action}


def at(hours: float, event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "timestamp": hours * 3600}


def followed_by(run: Run) -> list[str]:
    return [event["name"] for event in run.events if event["event"] == "followup"]


def test_messages_in_doubt_and_statements_before_the_grievance_are_the_story() -> None:
    run = Run(
        FORM,
        typed("hello", "greet"),
        typed("my deposit never came ", "doubt"),
        typed("the bank says it was sent on Monday", "support_cash_transfer"),
        typed("your agent laughed at me", "grievance"),
        opened(),
    )
    assert run.slots["description"] == (
        "my deposit never came \n\nthe bank says it was sent on Monday\n\n"
        "your agent laughed at me"
    )


def test_a_question_to_support_ends_what_was_told() -> None:
    run = Run(
        FORM,
        typed("they never answered my letter", "grievance"),
        typed("how do I reset my password?", "support_account_access"),
        typed("your agent laughed at me", "grievance"),
        opened(),
    )
    assert run.slots["description"] == "your agent laughed at me"


def test_what_was_told_days_ago_is_another_story() -> None:
    run = Run(
        FORM,
        at(0, typed("my deposit never came", "doubt")),
        at(72, typed("your agent laughed at me", "grievance")),
        opened(),
    )
    assert run.slots["description"] == "your agent laughed at me"


def test_anger_and_a_wish_to_complain_tell_no_story() -> None:
    angry = typed("this is ridiculous", "vent")
    run = Run(FORM, angry, typed("I want to complain", "file_complaint"), opened())
    assert "description" not in run.slots


def test_doubt_asks_once_and_then_the_story_goes_on() -> None:
    first, more = typed("my card is late", "doubt"), typed("since May", "doubt")
    run = Run(Clarify(), first, did("action_clarify"), more, in_form=False)
    assert followed_by(run) == ["complaint_form"]
    assert run.messages == []


@pytest.mark.parametrize("words", ["support", "I need support please", "help"])
def test_support_in_words_is_for_what_was_written_before(words: str) -> None:
    first, said = typed("my card is late", "doubt"), typed(words, "doubt")
    first["parse_data"]["intent_ranking"] += [{"name": "support_card", "confidence": 0}]
    run = Run(Clarify(), first, did("action_clarify"), said, in_form=False)
    assert run.last["card"]["topic"] == "card"


def test_nothing_open_and_no_draft_says_so() -> None:
    run = Run(NothingOpen(), typed("yes", "affirm"), in_form=False)
    assert run.says == ["utter_nothing_open"]


def test_a_yes_to_the_draft_goes_on_and_a_no_leaves_it() -> None:
    hello = (typed("hello", "greet"), did("action_greet"))
    yes = Run(NothingOpen(), *hello, typed("yes", "affirm"), in_form=False, **DRAFT)
    assert followed_by(yes) == ["complaint_form"]
    no = Run(NothingOpen(), *hello, typed("no", "deny"), in_form=False, **DRAFT)
    assert no.says == ["utter_draft_stays"]
    assert followed_by(no) == []


def test_a_yes_to_starting_over_empties_the_complaint_and_a_no_does_not() -> None:
    asked = (typed("start over", "start_over"), did("action_answer_and_pause"))
    yes = Run(NothingOpen(), *asked, typed("yes", "affirm"), in_form=False, **DRAFT)
    assert yes.slots["form_notes"] is None
    assert "email" not in yes.slots
    assert followed_by(yes) == ["complaint_form"]
    no = Run(NothingOpen(), *asked, typed("no", "deny"), in_form=False, **DRAFT)
    assert no.slots == {}
    assert followed_by(no) == ["complaint_form"]


def test_an_unexpected_yes_deletes_nothing() -> None:
    asked = (typed("stop", "cancel"), did("action_offer_to_stop"))
    run = Run(NothingOpen(), *asked, typed("yes", "affirm"), in_form=False, **DRAFT)
    assert run.says == ["utter_draft_kept"]
    assert run.slots == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("delete it", "utter_discarded"),
        ("keep it for now", "utter_draft_stays"),
        ("stop asking", "utter_offer_to_stop"),
    ],
)
def test_what_becomes_of_the_draft_can_be_said(words: str, says: str) -> None:
    asked = (typed("stop", "cancel"), did("action_offer_to_stop"))
    said = typed(words, "cancel")
    run = Run(OfferToStop(), *asked, said, in_form=False, **DRAFT)
    assert run.says == [says]


def test_delete_it_said_out_of_the_blue_deletes_nothing() -> None:
    run = Run(OfferToStop(), typed("delete it", "cancel"), **DRAFT)
    assert run.says == ["utter_offer_to_stop"]
    assert "email" not in run.slots


def test_a_goodbye_in_mid_form_leaves_it_with_the_draft_kept() -> None:
    run = Run(SayGoodbye(), typed("bye", "goodbye"), **DRAFT)
    assert run.says == ["utter_goodbye_draft_kept"]
    assert run.slots == {"requested_slot": None}


def test_an_answer_given_while_the_draft_rests_is_taken_when_they_go_on() -> None:
    early = (typed("AA12 N84G WQRX 4ASV"), did("action_nothing_open"))
    run = Run(FORM, *early, typed("yes", "affirm"), opened(), **DRAFT)
    assert run.slots["account_id"] == "AA12N84GWQRX4ASV"
    assert "description" not in run.slots
    assert run.last["asks"] == "full_name"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "it's bob@example.com, why do you need it?",
            ("it's bob@example.com", "why do you need it?"),
        ),
        ("no ticket. how long is it", ("no ticket", "how long is it")),
        ("why do you need that?", None),
        ("I was there, he was not", None),
    ],
)
def test_an_answer_and_a_question(text: str, parts: tuple[str, str] | None) -> None:
    assert answer_and_question(text) == parts


def test_a_story_with_a_question_in_it_is_no_question() -> None:
    text = "You took my money. how long will this take?"
    told = Turn(text, "nlu_fallback", 0.4, (("ask_how_long", 0.6),), True, {})
    assert question_besides(told, "description") is None
    assert question_besides(told, "country") == "ask_how_long"


def test_values_and_leading_words_are_no_story() -> None:
    context = Context(firm=firm(), now=datetime.now(timezone.utc), country=None)
    found = {"account_id": "No Account", "full_name": "Bob Stone"}
    assert not says_more("no account and my name is Bob Stone", found, context)
    told = "My name is Bob Stone and you blocked my card twice"
    assert says_more(told, found, context)


@pytest.mark.parametrize(
    ("text", "under_way"),
    [
        ("you stole my money", False),
        ("you guys robbed me", False),
        ("someone is stealing my coins right now", True),
        ("a hacker got in because you took no care", True),
    ],
)
def test_a_reproach_is_no_theft_under_way(text: str, under_way: bool) -> None:
    turn = Turn(text, "urgent_security", 0.9, (), True, {})
    assert theft_under_way(turn) is under_way


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("my name is spelled wrong", "full_name", ""),
        ("no, not the ticket, the date", "occurred", ""),
        ("no i mean bob@example.com", "email", "bob@example.com"),
    ],
)
def test_corrections_in_haste(text: str, field: str, words: str) -> None:
    turn = Turn(text, "correct", 0.9, (("correct", 0.9),), True, {})
    found = correction_in(turn, "ticket_numbers", "category", answers=False)
    assert found is not None
    assert (found.field, found.words) == (field, words)


def test_the_same_question_back_is_not_put_for_ever() -> None:
    slots = {"email": "ana@example.com", "requested_slot": "account_id"}
    first = Run(FORM, typed("none", "deny"), **slots)
    assert first.last["asks"] == "account_id"
    notes = first.slots["form_notes"]
    again = Run(FORM, typed("none", "deny"), **slots, form_notes=notes)
    assert again.slots["account_id"] == "No Account"


def test_the_button_under_no_account_is_for_those_who_have_one() -> None:
    slots = {"email": "ana@example.com", "requested_slot": "account_id"}
    run = Run(FORM, typed("none", "deny"), **slots)
    titles = [button["title"] for button in run.messages[-1]["buttons"]]
    assert titles == ["No Account", "I can't find it"]
    notes = run.slots["form_notes"]
    skipped = Run(FORM, pressed("skip", "I can't find it"), **slots, form_notes=notes)
    assert skipped.slots["form_notes"]["flags"] == ["account_id"]


def test_a_bare_list_of_name_address_and_country_fills_all_three() -> None:
    said = typed("Pat Doe, pat@example.com, Ireland")
    run = Run(FORM, said, requested_slot="email")
    assert (run.slots["full_name"], run.slots["country"]) == ("Pat Doe", "IE")
    assert run.slots["email"] == "pat@example.com"


def test_what_happened_beside_a_ticket_number_is_not_lost() -> None:
    text = "you overcharged me on 3 March, ticket 4471203"
    run = Run(FORM, typed(text, "doubt"), email="a@example.com", requested_slot="email")
    assert run.slots["description"] == text
    assert run.slots["ticket_numbers"] == ["4471203"]


def test_a_question_nobody_can_answer_here_is_no_failed_try() -> None:
    said = typed("will you pay me compensation?", "nlu_fallback")
    run = Run(FORM, said, email="a@example.com", requested_slot="account_id")
    assert run.says == ["utter_for_the_official", "utter_question_account_id"]
    assert run.slots["form_notes"]["tries"] == {}


def test_back_from_the_first_question_is_said_to_lead_nowhere() -> None:
    run = Run(FORM, typed("go back", "go_back"), requested_slot="email")
    assert run.says == ["utter_nothing_before", "utter_question_email"]


def test_never_mind_with_nothing_open_is_not_asked_about() -> None:
    filed = {"email": "a@example.com", "filed_reference": "KR-7K3M-9QXV-2F4T-8C"}
    run = Run(OfferToStop(), typed("never mind", "cancel"), in_form=False, **filed)
    assert run.says == ["utter_nothing_to_stop"]


def test_a_doubt_about_a_reference_is_about_the_filed_complaint() -> None:
    said = typed("status KR-7K3M-9QXV-2F4T-8C", "doubt")
    assert followed_by(Run(Clarify(), said, in_form=False)) == ["case_form"]


def test_this_is_a_complaint_in_words_takes_the_question_before_it() -> None:
    asked = typed("can you get my coins back?", "support_security")
    said = typed("this is a complaint", "file_complaint")
    run = Run(FORM, asked, did("action_redirect_to_support"), said, opened())
    assert run.slots["description"] == "can you get my coins back?"


def test_a_new_value_with_an_afterthought_is_taken() -> None:
    said = typed("my name is Tim Brown actually", "correct")
    slots = {"full_name": "Tim", "email": "a@example.com", "requested_slot": "country"}
    run = Run(FORM, said, **slots)
    assert run.slots["full_name"] == "Tim Brown"


def test_a_story_does_not_settle_a_question_back_about_the_category() -> None:
    slots = {"email": "a@example.com", "account_id": "No Account", "country": "BE"}
    slots |= {"full_name": "Noor Haddad", "requested_slot": "category"}
    asked = Run(FORM, typed("withdraw"), **slots)
    choice = asked.slots["form_notes"]
    story = (
        "I asked to send 3000 euros to my bank and it is under review. Nobody says why."
    )
    run = Run(FORM, typed(story, "grievance"), **slots, form_notes=choice)
    assert run.slots["description"] == story
    assert "category" not in run.slots


def test_two_fields_changed_in_one_message_both_change() -> None:
    text = "change country to France, and the date to 6 May"
    run = Run(FORM, typed(text, "correct"), **COMPLAINT, requested_slot="submit")
    assert run.slots["country"] == "FR"
    assert run.slots["occurred"]["text"] == "6 May"
    assert run.says == ["utter_corrected", "utter_corrected", "utter_review"]


def test_more_anger_in_answer_to_what_happened_is_the_story() -> None:
    angry = (typed("your service is bad", "vent"), did("action_ask_what_happened"))
    more = typed("bad support, bad app", "vent")
    assert followed_by(Run(AskWhatHappened(), *angry, more, in_form=False)) == [
        "complaint_form"
    ]
    run = Run(FORM, *angry, more, opened())
    assert run.slots["description"] == "your service is bad\n\nbad support, bad app"
