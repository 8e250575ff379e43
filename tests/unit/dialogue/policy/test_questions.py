"""The client's own questions are answered from what is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogue.acts import Answer, Ask, AskAbout, Foreign, Request
from dialogue.state import Kept, Offer, Stage, State
from fields import FIELDS, Value
from languages import responses
from tests.unit.dialogue.policy.turns import (
    COMPLAINT,
    REFERENCE,
    ROOT,
    STORY,
    WHO,
    filed,
    said,
    standing,
    take,
    values_of,
)

README = ROOT / "data" / "en" / "readings" / "README.md"
RESPONSES = ROOT / "data" / "en" / "responses"


def asked_for(field: str, **values: object) -> State:
    """In the form, where that field is asked for."""
    return standing(Stage.FORM, dict(values), open=field)


def test_every_question_that_is_read_has_an_answer() -> None:
    row = next(
        line for line in README.read_text("utf-8").splitlines() if "| `ask X` |" in line
    )
    about = set(re.findall(r"`([a-z_]+)`", row.partition("`ask X`")[2]))
    assert {"how_long", "human_reads", "other"} <= about
    written = {name for path in RESPONSES.glob("*.yml") for name in _said_in(path)}
    answered_by_what_is_known = {"status", "is_that_all"}
    missing = {
        f"utter_ask_{one}" for one in about - answered_by_what_is_known
    } - written
    assert not missing


def _said_in(path: Path) -> set[str]:
    return set(responses(path.name, "en"))


def test_a_question_that_designers_add_needs_no_python() -> None:
    talk = take(asked_for("email"), Ask("favourite_colour"), text="?")
    assert said(talk) == ["utter_ask_favourite_colour", "utter_question_email"]


def test_the_questions_that_are_left_are_counted_with_the_open_one() -> None:
    talk = take(asked_for("country", **WHO | {"country": None}), Ask("questions_left"))
    left = len(FIELDS) - 3
    assert values_of(talk, "utter_ask_questions_left") == {"count": str(left)}


def test_an_answer_beside_the_question_counts_before_it() -> None:
    state = asked_for("desired_resolution", **COMPLAINT | {"desired_resolution": None})
    answer = Answer("desired_resolution", Value("Pay it back"), "Pay it back")
    talk = take(state, answer, Ask("is_that_all"), text="Pay it back. Is that all?")
    assert said(talk) == ["utter_ask_questions_left_none", "utter_review"]


def test_the_last_question_is_called_the_last() -> None:
    state = asked_for("desired_resolution", **COMPLAINT | {"desired_resolution": None})
    assert "utter_ask_questions_left_one" in said(take(state, Ask("questions_left")))


def test_after_filing_nothing_is_left_to_do() -> None:
    assert said(take(filed(), Ask("is_that_all"))) == ["utter_ask_is_that_all_filed"]


def test_what_was_stored_is_listed_with_its_labels() -> None:
    state = asked_for("full_name", email=WHO["email"], account_id="")
    known = values_of(
        take(state, Ask("what_do_you_have")), "utter_ask_what_do_you_have"
    )["known"]
    assert known.splitlines() == [
        "• E-mail: ada@example.com",
        "• Public Account ID: Not given",
    ]


def test_a_long_story_is_shown_shortened() -> None:
    talk = take(asked_for("email", description="x " * 900), Ask("what_do_you_have"))
    known = values_of(talk, "utter_ask_what_do_you_have")["known"]
    assert known.endswith("x …")
    assert len(known) < 400


def test_words_that_are_kept_before_a_complaint_opens_are_shown() -> None:
    state = State(kept=Kept("the card is frozen"))
    known = values_of(
        take(state, Ask("what_do_you_have")), "utter_ask_what_do_you_have"
    )
    assert known == {"known": "• What happened: the card is frozen"}


def test_whether_it_came_through() -> None:
    assert said(take(State(), Ask("did_you_get_it"))) == [
        "utter_ask_did_you_get_it_nothing"
    ]
    talk = take(asked_for("account_id", email="a@b.example"), Ask("did_you_get_it"))
    assert values_of(talk, "utter_ask_did_you_get_it") == {"known": "E-mail"}
    talk = take(filed(), Ask("did_you_get_it"))
    known = values_of(talk, "utter_ask_did_you_get_it_filed")
    assert known["reference"] == REFERENCE


def test_the_address_that_the_answer_goes_to_is_named() -> None:
    talk = take(filed(), Ask("which_address"), text="to which mail?")
    assert values_of(talk, "utter_ask_which_address")["email"] == WHO["email"]
    assert "utter_ask_which_address_unknown" in said(
        take(asked_for("email"), Ask("which_address"))
    )


def test_a_chat_that_may_be_closed_is_spoken_of_as_it_stands() -> None:
    assert said(take(State(), Ask("still_open"))) == ["utter_ask_still_open_opening"]
    state = standing(Stage.PAUSED, {"description": STORY})
    assert said(take(state, Ask("still_open"))) == ["utter_ask_still_open"]
    assert said(take(filed(), Ask("still_open"))) == ["utter_ask_still_open_filed"]


def test_an_answer_leaves_what_is_offered_on_the_screen() -> None:
    state = standing(Stage.SUPPORT)
    state.offers = [Offer("This is a complaint", "this_is_complaint")]
    take(state, Ask("how_long"), Ask("cost"), text="how long, and what does it cost?")
    assert [offer.intent for offer in state.offers] == ["this_is_complaint"]


@pytest.mark.parametrize("field", FIELDS)
def test_why_is_answered_for_the_open_field(field: str) -> None:
    talk = take(asked_for(field), AskAbout("why"), text="why?")
    assert said(talk)[0] == f"utter_ask_why_needed_{field}"


@pytest.mark.parametrize("act", [AskAbout("how"), Ask("where_account_id")])
def test_where_the_account_id_is_stands_in_its_question(act: Ask | AskAbout) -> None:
    state = asked_for("account_id", email=WHO["email"])
    assert said(take(state, act, text="where is it?")) == ["utter_again_account_id"]


def test_how_is_not_said_of_the_question_that_follows_an_answer() -> None:
    state = asked_for("email")
    answer = Answer("email", Value("a@b.example"), "a@b.example")
    talk = take(state, answer, AskAbout("how"), text="like a@b.example?")
    assert said(talk) == ["utter_question_account_id"]


def test_a_question_about_the_review_says_how_to_submit() -> None:
    state = standing(Stage.REVIEW, COMPLAINT, open="submit")
    talk = take(state, AskAbout("what"), text="what is that line?")
    assert said(talk)[0] == "utter_how_to_submit"


def test_where_the_support_page_is() -> None:
    state = standing(Stage.SUPPORT, kept=Kept("", topic="fees"))
    values = values_of(take(state, AskAbout("how")), "utter_support_where")
    assert values["url"].startswith("https://")


def test_another_language_is_told_once_and_its_words_are_kept() -> None:
    state = State()
    assert said(take(state, Foreign("fr"), text="Mon argent est bloqué")) == [
        "utter_other_language"
    ]
    take(state, Foreign("fr"), Request("complaint"), text="une plainte")
    assert state.values["description"] == "Mon argent est bloqué\n\nune plainte"
