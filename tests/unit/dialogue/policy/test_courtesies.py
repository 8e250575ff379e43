"""Words that ask for nothing are answered in a sentence, and nothing is stored of them."""

from __future__ import annotations

import pytest

from dialogue.acts import Answer, Nothing, Request
from dialogue.state import Kept, Stage, State
from fields import Value
from tests.unit.dialogue.policy.turns import (
    COMPLAINT,
    STORY,
    filed,
    offered,
    said,
    standing,
    take,
)


def asked() -> State:
    """In the form, with a story told and the e-mail asked for."""
    return standing(Stage.FORM, {"description": STORY}, open="email")


def paused() -> State:
    return standing(Stage.PAUSED, {"description": STORY})


def test_a_greeting_is_another_one_at_each_stage() -> None:
    greets = Nothing("greets")
    assert said(take(State(), greets)) == ["utter_greet"]
    assert said(take(asked(), greets)) == [
        "utter_greet_in_form",
        "utter_question_email",
    ]
    assert said(take(asked(), greets, hours_away=20.0))[0] == "utter_returned"
    assert said(take(paused(), greets)) == ["utter_welcome_back"]
    assert said(take(filed(), greets)) == ["utter_filed_stands"]


def test_thanks_do_not_open_anything() -> None:
    assert said(take(filed(), Nothing("thanks"), text="ta")) == ["utter_thank"]


def test_a_goodbye_pauses_the_form_and_keeps_the_draft() -> None:
    state = asked()
    talk = take(state, Nothing("goodbye"), text="bye")
    assert said(talk) == ["utter_goodbye_draft_kept"]
    assert (state.stage, talk.steps) == (Stage.PAUSED, [("left", "")])


def test_thanks_and_goodbye_are_both_returned() -> None:
    talk = take(filed(), Nothing("thanks"), Nothing("goodbye"), text="thanks, bye")
    assert said(talk) == ["utter_thank", "utter_goodbye_filed"]


def test_ok_is_no_consent() -> None:
    state = standing(Stage.REVIEW, COMPLAINT, open="submit")
    talk = take(state, Nothing("ok"), text="ok")
    assert said(talk) == ["utter_how_to_submit", "utter_review"]
    assert not talk.submit


def test_ok_after_filing_closes_in_a_sentence() -> None:
    assert said(take(filed(), Nothing("ok"), text="noted")) == ["utter_filed_closed"]


def test_a_reproach_in_the_form_names_what_is_kept_and_asks_on() -> None:
    talk = take(asked(), Nothing("reproach"), text="I told you already")
    assert said(talk) == ["utter_reproach_in_form", "utter_question_email"]
    assert talk.says[0].values == {"known": "What happened"}


def test_a_reproach_before_an_answer_does_not_hold_the_answer_up() -> None:
    state = asked()
    answer = Answer("email", Value("a@b.example"), "a@b.example")
    take(state, Nothing("reproach"), answer, text="again? a@b.example")
    assert state.values["email"] == "a@b.example"
    assert state.open == "account_id"


def test_a_reproach_where_complaint_or_support_was_asked_takes_it_for_a_complaint() -> (
    None
):
    state = standing(Stage.CLARIFY, kept=Kept("the card is frozen"))
    take(state, Nothing("reproach"), text="I said what I want")
    assert state.values["description"] == "the card is frozen"


def test_anger_without_a_story_is_asked_what_happened_and_then_taken() -> None:
    state = State()
    assert said(take(state, Nothing("insult"), text="thieves")) == ["utter_vent"]
    take(state, Nothing("insult"), text="all thieves")
    assert state.values["description"] == "thieves\n\nall thieves"


@pytest.mark.parametrize(
    "what", ["insult", "talk", "outside", "other_firm", "nonsense"]
)
def test_in_the_form_such_words_are_stored_nowhere(what: str) -> None:
    state = asked()
    talk = take(state, Nothing(what), text="purple")
    assert state.values["description"] == STORY
    assert [name for name, had in state.values.items() if had] == ["description"]
    assert len(said(talk)) == 2


def test_nothing_is_added_to_what_was_answered_already() -> None:
    talk = take(filed(), Nothing("thanks"), Request("wait"), text="thanks, one sec")
    assert said(talk) == ["utter_wait"]


def test_another_firms_matter_is_sent_there() -> None:
    state = State()
    take(state, Nothing("greets"), text="hello")
    talk = take(state, Nothing("other_firm"), text="my other bank")
    assert said(talk) == ["utter_other_firm"]
    assert offered(talk) == ["file_complaint", "support_general"]
