"""After filing: status, notes, changes, files, taking back, mail, and what is told besides."""

from __future__ import annotations

import pytest

from dialogue.acts import (
    Alarm,
    Answer,
    Ask,
    Correct,
    How,
    Nothing,
    NoValue,
    Request,
    Take,
    Tell,
    Unclear,
    Volunteer,
    Without,
)
from dialogue.errands import Errand, Order, Outcome
from dialogue.state import Stage, State
from dialogue.talk import Talk
from dialogue.turn import Press
from fields import Value
from tests.unit.dialogue.policy.turns import (
    REFERENCE,
    STORY,
    WHO,
    carry_out,
    filed,
    offered,
    said,
    standing,
    take,
    values_of,
)

EMAIL = WHO["email"]


def _carry_out_status(talk: Talk, stage: str) -> None:
    carry_out(
        talk,
        reference=REFERENCE,
        stage=stage,
        received="2026-11-20",
        acknowledge_by="2026-11-24",
        resolve_by="2026-12-01",
    )


def test_the_status_of_what_this_chat_filed_is_asked_without_a_question() -> None:
    talk = take(filed(), Request("status"), text="how far is it?")
    assert talk.order == Order(Errand.STATUS, REFERENCE, EMAIL)
    _carry_out_status(talk, "investigating")
    assert said(talk) == ["utter_case_status"]
    values = values_of(talk, "utter_case_status")
    assert values["stage"] == "being looked into by an official"
    assert values["resolve_by"] == "Tuesday 1 December 2026"
    assert talk.state.stage is Stage.FILED


@pytest.mark.parametrize("stage", ["waiting_for_client", "resolved", "withdrawn"])
def test_a_stage_in_which_no_answer_is_to_come_has_its_own_words(stage: str) -> None:
    talk = take(filed(), Ask("status"), text="any news?")
    _carry_out_status(talk, stage)
    assert said(talk) == [f"utter_case_status_{stage}"]


def test_another_complaint_is_asked_for_by_reference_and_e_mail() -> None:
    state = State()
    talk = take(state, Request("status"), text="where is my complaint")
    assert said(talk) == ["utter_question_case_reference"]
    talk = take(state, Unclear(), text="kr 7k3m9qxv2f4t8c")
    assert said(talk) == ["utter_question_case_email"]
    talk = take(state, Volunteer("email", Value(EMAIL), EMAIL), text=EMAIL)
    assert talk.order == Order(Errand.STATUS, "kr 7k3m9qxv2f4t8c", EMAIL)
    _carry_out_status(talk, "received")
    assert (state.stage, state.filed) == (Stage.FILED, REFERENCE)


def test_reference_and_e_mail_in_one_message_need_no_question() -> None:
    text = f"status of {REFERENCE}, {EMAIL}"
    talk = take(State(), Request("status"), text=text)
    assert talk.order == Order(Errand.STATUS, REFERENCE, EMAIL)


def test_a_reference_may_be_typed_without_its_prefix() -> None:
    state = State()
    take(state, Request("status"), text="status please")
    take(state, Answer("", Value(""), ""), text="7K3M 9QXV 2F4T 8C")
    assert state.case["reference"] == "7K3M 9QXV 2F4T 8C"


def test_an_address_that_may_hold_a_slip_is_taken_as_it_was_typed() -> None:
    state = State()
    take(state, Request("status"), text=f"status of {REFERENCE}")
    talk = take(state, Unclear(), text="ada@gmial.com")
    assert talk.order is not None
    assert talk.order.email == "ada@gmial.com"


def test_after_two_wrong_answers_a_person_is_named() -> None:
    state = State()
    take(state, Request("status"), text="status")
    assert said(take(state, Unclear(), text="dunno what")) == [
        "utter_wrong_case_reference"
    ]
    lost = NoValue("", Without.NOT_TO_HAND)
    assert said(take(state, lost, text="lost it")) == [
        "utter_wrong_case_reference_lost"
    ]
    assert said(take(state, Unclear(), text="hm")) == ["utter_case_given_up"]
    assert state.stage is Stage.OPENING


def test_words_told_with_the_wish_to_add_are_the_note() -> None:
    talk = take(
        filed(), Request("add"), Tell("The bank wrote."), text="add: The bank wrote."
    )
    assert talk.order == Order(Errand.NOTE, REFERENCE, EMAIL, "The bank wrote.")
    carry_out(talk)
    assert said(talk) == ["utter_note_added"]


def test_the_wish_to_add_asks_for_the_words_and_takes_them_whole() -> None:
    state = filed()
    talk = take(state, Request("add"), text="can I add something?")
    assert said(talk) == ["utter_question_case_note"]
    talk = take(state, Unclear(), text="I lost 900 pounds!")
    assert talk.order == Order(Errand.NOTE, REFERENCE, EMAIL, "I lost 900 pounds!")


def test_nothing_to_add_leaves_it() -> None:
    state = filed()
    take(state, Request("add"), text="add")
    talk = take(state, NoValue("", Without.NONE), text="nothing after all")
    assert said(talk) == ["utter_case_left"]
    assert state.stage is Stage.FILED


def test_a_fact_told_after_filing_is_kept_and_asked_about() -> None:
    state = filed()
    talk = take(state, Tell("Now it is closed too."), text="Now it is closed too.")
    assert said(talk) == ["utter_told_after_filing"]
    assert offered(talk) == ["add_to_filed", "new_complaint"]
    press = Press("add_to_filed")
    talk = take(state, Take(press), text="Add it", press=press)
    assert talk.order == Order(Errand.NOTE, REFERENCE, EMAIL, "Now it is closed too.")
    carry_out(talk)
    assert state.loose == ""


def test_a_change_of_what_is_filed_goes_to_the_official_in_the_clients_words() -> None:
    text = "it was the 12th, thanks"
    act = Correct("occurred", How.REPLACE, Value({"text": "the 12th"}), "the 12th")
    talk = take(filed(), act, Nothing("thanks"), text=text)
    assert talk.order == Order(Errand.NOTE, REFERENCE, EMAIL, text)
    carry_out(talk)
    assert said(talk) == ["utter_correction_added"]


def test_a_change_without_a_value_asks_for_it_and_passes_both_on() -> None:
    state = filed()
    talk = take(state, Correct("occurred", How.REPLACE), text="the date is wrong")
    assert said(talk) == ["utter_question_case_correction"]
    assert talk.says[0].values == {"field": "When it happened"}
    act = Correct("occurred", How.REPLACE, Value({"text": "12 May"}), "12 May")
    talk = take(state, act, text="12 May")
    assert talk.order is not None
    assert talk.order.words == "the date is wrong\n\n12 May"


def test_the_clients_words_go_before_another_errand_of_the_same_message() -> None:
    text = "Ticket is 7719. Status?"
    act = Correct("ticket_numbers", How.REPLACE, Value(["7719"]), "7719")
    talk = take(filed(), Request("status"), act, text=text)
    assert talk.order == Order(Errand.NOTE, REFERENCE, EMAIL, text)
    carry_out(talk)
    assert "ask_status" in offered(talk)


def test_taking_back_what_is_filed_is_passed_on_with_the_clients_words() -> None:
    talk = take(filed(), Request("take_back"), text="cancel it, they paid")
    assert talk.order == Order(
        Errand.TAKE_BACK, REFERENCE, EMAIL, "cancel it, they paid"
    )
    carry_out(talk)
    assert said(talk) == ["utter_take_back_passed_on"]


def test_taking_back_what_is_not_filed_deletes_it() -> None:
    state = standing(Stage.FORM, {"description": STORY}, open="email")
    talk = take(state, Request("take_back"), text="cancel my complaint")
    assert talk.order is None
    assert said(talk) == ["utter_ask_to_delete"]


@pytest.mark.parametrize(
    ("act", "response"),
    [
        (Request("status"), "utter_ask_status"),
        (Request("add"), "utter_add_information"),
        (Request("files"), "utter_add_evidence"),
        (Request("resend_mail"), "utter_ask_mail_sent"),
        (Ask("mail_sent"), "utter_ask_mail_sent"),
    ],
)
def test_in_the_form_a_filed_complaint_is_for_later(
    act: Request | Ask, response: str
) -> None:
    talk = take(standing(Stage.FORM, open="email"), act, text="…")
    assert said(talk) == [response, "utter_question_email"]


@pytest.mark.parametrize("state", ["sent", "queued", "failed"])
def test_whether_the_mail_went_is_known_from_the_desk(state: str) -> None:
    talk = take(filed(), Ask("mail_sent"), text="did you send it?")
    assert talk.order == Order(Errand.MAIL, REFERENCE, EMAIL)
    carry_out(talk, state=state)
    assert said(talk) == [f"utter_mail_{state}"]
    assert values_of(talk, f"utter_mail_{state}")["email"] == EMAIL


def test_a_mail_goes_out_again_or_it_is_said_why_not() -> None:
    talk = take(filed(), Request("resend_mail"), text="send it again")
    assert talk.order == Order(Errand.RESEND, REFERENCE, EMAIL)
    carry_out(talk, state="queued", fresh=True)
    assert said(talk) == ["utter_mail_resent"]
    talk = take(filed(), Request("resend_mail"), text="send it again")
    carry_out(talk, state="failed", fresh=False)
    assert said(talk) == ["utter_mail_failed"]


def test_files_get_a_link() -> None:
    talk = take(filed(), Request("files"), text="I have a film")
    carry_out(talk, url="https://desk.example/files/x", expires="2026-12-04")
    assert said(talk) == ["utter_upload_link"]
    assert values_of(talk, "utter_upload_link")["expires"] == "Friday 4 December 2026"


def test_a_desk_without_a_public_address_has_no_link() -> None:
    talk = take(filed(), Request("files"), text="I have a film")
    carry_out(talk, url="")
    assert said(talk) == ["utter_upload_nowhere"]


def test_an_unknown_pair_reveals_nothing_and_keeps_the_note() -> None:
    state = filed()
    talk = take(state, Request("add"), Tell("More."), text="add: More.")
    carry_out(talk, outcome=Outcome.UNKNOWN)
    assert said(talk) == ["utter_case_unknown"]
    assert state.loose == "More."


@pytest.mark.parametrize(
    ("wish", "response"),
    [
        ("status", "utter_status_refused"),
        ("files", "utter_evidence_refused"),
        ("take_back", "utter_take_back_refused"),
        ("resend_mail", "utter_resend_refused"),
    ],
)
def test_what_the_desk_refuses_is_said(wish: str, response: str) -> None:
    talk = take(filed(), Request(wish), text="do it")
    carry_out(talk, outcome=Outcome.REFUSED)
    assert said(talk) == [response]


@pytest.mark.parametrize("wish", ["take_back", "resend_mail", "status", "files"])
def test_trying_again_after_the_desk_was_away_asks_for_nothing(wish: str) -> None:
    state = State()
    first = take(state, Request(wish), text=f"do it for {REFERENCE} {EMAIL}")
    ordered = first.order
    carry_out(first, outcome=Outcome.UNAVAILABLE)
    assert said(first) == ["utter_case_unavailable"]
    press = Press(offered(first)[-1])
    again = take(state, Take(press), text="Try again", press=press)
    assert again.order == ordered


def test_a_note_that_the_desk_could_not_take_is_tried_again_as_it_was() -> None:
    state = filed()
    first = take(state, Request("add"), Tell("More."), text="add: More.")
    ordered = first.order
    carry_out(first, outcome=Outcome.UNAVAILABLE)
    press = Press(offered(first)[-1])
    assert take(state, Take(press), text="Try again", press=press).order == ordered


def test_an_errand_goes_back_to_the_complaint_that_is_kept() -> None:
    state = standing(Stage.PAUSED, {"description": STORY})
    talk = take(state, Request("status"), text=f"status of {REFERENCE}, {EMAIL}")
    _carry_out_status(talk, "received")
    assert (state.stage, state.filed) == (Stage.PAUSED, None)
    assert offered(talk) == ["keep_going"]


def test_a_question_asked_in_between_is_answered_and_the_errand_goes_on() -> None:
    state = State()
    take(state, Request("status"), text="status")
    talk = take(state, Ask("cost"), text="does it cost anything?")
    assert said(talk) == ["utter_ask_cost", "utter_question_case_reference"]


def test_stop_leaves_the_errand() -> None:
    state = filed()
    take(state, Request("add"), text="add")
    assert said(take(state, Request("stop"), text="leave it")) == ["utter_case_left"]
    assert state.stage is Stage.FILED


def test_a_theft_after_filing_keeps_what_was_told_of_it() -> None:
    state = filed()
    talk = take(state, Alarm("theft"), Tell("again!"), text="again!")
    assert said(talk) == ["utter_urgent_security", "utter_told_after_filing"]
    assert state.loose == "again!"


def test_a_second_complaint_told_at_once_is_not_added_to_the_first() -> None:
    state = filed()
    told = Tell("The card was blocked.")
    talk = take(state, Request("new_complaint"), told, text="second: card blocked")
    assert talk.order is None
    assert state.values["description"] == "The card was blocked."


def test_a_change_of_the_filed_one_beside_a_second_is_passed_on_before_it_goes_on() -> (
    None
):
    state = filed()
    act = Correct("individuals", How.REPLACE, Value(["Ryan"]), "Ryan")
    talk = take(state, act, Request("new_complaint"), text="it was Ryan. another one")
    assert talk.order is not None
    carry_out(talk)
    assert said(talk) == [
        "utter_form_opened_again",
        "utter_correction_added",
        "utter_question_category",
    ]
    assert state.stage is Stage.FORM


def test_a_story_told_in_place_of_the_reference_is_kept_for_a_complaint() -> None:
    state = State()
    take(state, Request("status"), text="status")
    talk = take(state, Tell(STORY), text=STORY)
    assert offered(talk) == ["file_complaint"]
    press = Press("file_complaint")
    take(state, Take(press), text="Make a complaint", press=press)
    assert state.values["description"] == STORY
