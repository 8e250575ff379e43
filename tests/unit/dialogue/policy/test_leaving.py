"""Leaving keeps what was told; only a word to delete deletes it."""

from __future__ import annotations

import pytest

from dialogue.acts import Alarm, Nothing, Refuse, Request, Take, Tell
from dialogue.state import Offer, Stage, State
from dialogue.turn import Press
from tests.unit.dialogue.policy.turns import (
    COMPLAINT,
    STORY,
    WHO,
    filed,
    offered,
    said,
    standing,
    take,
)


def asked() -> State:
    """In the form, with a story told and the e-mail asked for."""
    return standing(Stage.FORM, {"description": STORY}, open="email")


def test_stop_asks_what_becomes_of_what_was_told() -> None:
    state = asked()
    talk = take(state, Request("stop"), text="stop")
    assert said(talk) == ["utter_offer_to_stop"]
    assert offered(talk) == ["keep_going", "discard"]
    assert (state.stage, state.values["description"]) == (Stage.PAUSED, STORY)
    assert talk.steps == [("left", "")]


def test_later_says_that_it_is_kept_and_how_to_come_back() -> None:
    state = asked()
    talk = take(state, Request("later"), Nothing("goodbye"), text="later, bye")
    assert said(talk) == ["utter_kept_for_later"]
    assert state.stage is Stage.PAUSED


def test_stop_before_anything_was_told_closes_the_form() -> None:
    state = standing(Stage.FORM, open="email")
    assert said(take(state, Request("stop"), text="stop")) == ["utter_stopped"]
    assert state.stage is Stage.OPENING


def test_stop_in_an_empty_second_complaint_leaves_the_filed_one_as_it_is() -> None:
    state = filed()
    take(state, Request("new_complaint"), text="another")
    assert said(take(state, Request("stop"), text="stop")) == ["utter_stopped"]
    assert state.stage is Stage.FILED
    assert state.values["email"] == WHO["email"]


def test_stop_where_nothing_is_made_says_so() -> None:
    assert said(take(State(), Request("stop"))) == ["utter_nothing_to_stop"]
    assert said(take(filed(), Request("stop"))) == ["utter_nothing_to_stop_filed"]


def test_delete_in_the_form_asks_once_and_then_deletes() -> None:
    state = asked()
    talk = take(state, Request("delete"), text="delete it")
    assert said(talk) == ["utter_ask_to_delete"]
    assert state.values["description"] == STORY
    talk = take(state, Request("delete"), text="yes, delete it")
    assert said(talk) == ["utter_discarded"]
    assert not any(state.values.values())
    assert state.stage is Stage.OPENING


def test_delete_after_stop_is_not_asked_a_second_time() -> None:
    state = asked()
    take(state, Request("stop"), text="stop")
    assert said(take(state, Request("delete"))) == ["utter_discarded"]


def test_what_is_deleted_cannot_be_brought_back() -> None:
    state = asked()
    take(state, Request("stop"))
    press = Press("discard")
    take(state, Take(press), text="Delete it", press=press)
    take(state, Request("undo"), text="put it back")
    assert not any(state.values.values())


def test_deleting_a_second_complaint_leaves_the_filed_one() -> None:
    state = filed()
    take(state, Request("new_complaint"), Tell("The card too."), text="The card too.")
    take(state, Request("delete"))
    talk = take(state, Request("delete"))
    assert said(talk) == ["utter_discarded_second"]
    assert (state.stage, state.values["email"]) == (Stage.FILED, WHO["email"])
    assert state.values["description"] is None


def test_a_filed_complaint_is_not_deleted_from_here() -> None:
    state = filed()
    assert said(take(state, Request("delete"))) == ["utter_filed_not_deleted"]
    press = Press("discard")
    talk = take(state, Take(press), text="Delete it", press=press)
    assert said(talk) == ["utter_nothing_to_stop"]
    assert state.values["email"] == WHO["email"]


def test_start_over_asks_once_keeps_who_they_are_and_can_be_undone() -> None:
    state = standing(Stage.FORM, WHO | {"description": STORY}, open="category")
    talk = take(state, Request("start_over"), text="start over")
    assert said(talk) == ["utter_start_over"]
    press = Press("start_over_now")
    talk = take(state, Take(press), text="Start over", press=press)
    assert said(talk)[0] == "utter_form_opened_again"
    assert (state.values["email"], state.values["description"]) == (WHO["email"], None)
    take(state, Request("undo"), text="put it back")
    assert state.values["description"] == STORY


def test_no_to_starting_over_goes_on_where_it_was() -> None:
    state = asked()
    take(state, Request("start_over"))
    talk = take(state, Refuse(), text="no")
    assert said(talk) == ["utter_resumed", "utter_question_email"]


def test_no_to_going_on_leaves_it_where_it_is() -> None:
    state = asked()
    take(state, Request("stop"))
    assert said(take(state, Refuse(), text="no")) == ["utter_draft_stays"]
    assert state.stage is Stage.PAUSED


def test_go_on_asks_the_open_question() -> None:
    state = asked()
    take(state, Request("stop"))
    talk = take(state, Request("go_on"), text="go on")
    assert said(talk) == ["utter_resumed", "utter_question_email"]


def test_go_on_at_the_review_says_how_to_submit() -> None:
    state = standing(Stage.REVIEW, COMPLAINT, open="submit")
    talk = take(state, Request("go_on"), text="next")
    assert said(talk)[0] == "utter_how_to_submit"


@pytest.mark.parametrize("stage", [Stage.FORM, Stage.PAUSED, Stage.FILED])
def test_waiting_asks_nothing_again(stage: Stage) -> None:
    state = standing(stage, {"description": STORY}, open="email")
    assert said(take(state, Request("wait"), text="hold on")) == ["utter_wait"]


def test_waiting_keeps_what_was_offered() -> None:
    state = standing(Stage.SUPPORT)
    state.offers = [Offer("This is a complaint", "this_is_complaint")]
    assert offered(take(state, Request("wait"))) == ["this_is_complaint"]


def test_self_harm_is_answered_first_and_nothing_is_asked() -> None:
    state = asked()
    talk = take(state, Alarm("self_harm"), text="…")
    assert said(talk) == ["utter_self_harm"]
    assert offered(talk) == ["keep_going"]
    assert (state.stage, state.values["description"]) == (Stage.PAUSED, STORY)


def test_self_harm_beside_a_story_opens_no_form_and_keeps_the_story() -> None:
    state = State()
    talk = take(state, Alarm("self_harm"), Tell(STORY), text=STORY)
    assert said(talk) == ["utter_self_harm"]
    assert state.kept is not None
    assert state.kept.words == STORY


def test_a_person_asked_for_twice_pauses_the_form() -> None:
    state = asked()
    talk = take(state, Request("person"), text="a person please")
    assert said(talk) == ["utter_human", "utter_question_email"]
    assert talk.steps == [("person_asked", "")]
    talk = take(state, Request("person"), text="a person!")
    assert said(talk) == ["utter_human_again"]
    assert offered(talk) == ["keep_going"]
    assert state.stage is Stage.PAUSED


def test_what_is_said_with_the_wish_for_a_person_is_kept_for_the_story() -> None:
    state = State()
    words = "eleven days and nobody talks to me"
    take(state, Request("person"), text=words, acts={"tell": 0.4})
    take(state, Request("complaint"), text="it is a complaint then")
    assert state.values["description"] == words


def test_a_theft_in_the_form_goes_on_with_the_form() -> None:
    talk = take(asked(), Alarm("theft"), text="they are in it now")
    assert said(talk) == ["utter_urgent_security", "utter_question_email"]
    assert talk.steps == [("sent_to_support", "security")]
