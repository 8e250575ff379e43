"""Turns in the form: what is kept, what is asked next, what is said."""

from __future__ import annotations

import pytest

from dialogue.state import SUBMIT, Stage, State
from fields import FIELDS
from fields.reading import Choose
from tests.dialogue import (
    CONTEXT,
    FIRM,
    asking,
    pressed,
    reviewing,
    said,
    spoken,
    turn_in,
)


def test_an_answer_is_kept_and_the_next_question_is_put() -> None:
    state = asking("country")
    talk = turn_in(state, said("[Malta](country_lived)", "answer"))
    assert (state.values["country"], state.open) == ("MT", "category")
    assert talk.says[-1].asks == "category"


def test_a_question_beside_the_answer_is_answered_first() -> None:
    talk = turn_in(
        asking("country"),
        said("[Malta](country_lived), is it free?", "answer", "ask cost"),
    )
    assert spoken(talk) == ["utter_ask_cost", "utter_question_category"]


@pytest.mark.parametrize("what", ["talk", "reproach", "insult", "nonsense"])
@pytest.mark.parametrize("field", ["full_name", "desired_resolution", "description"])
def test_talk_is_never_stored_however_often(field: str, what: str) -> None:
    state = asking(field)
    for _ in range(4):
        turn_in(state, said("you lot are a joke", f"nothing {what}"))
    assert state.values[field] is None
    assert state.open == field


def test_waiting_keeps_the_question_open_and_does_not_put_it_again() -> None:
    state = asking("occurred")
    talk = turn_in(state, said("one moment", "request wait"))
    assert spoken(talk) == ["utter_wait"]
    assert talk.says[-1].asks == "occurred"
    assert [o.title for o in state.offers] == ["I don't know"]


def test_words_not_understood_are_said_to_be_so_and_twice_at_most() -> None:
    state = asking("occurred")
    first = turn_in(state, said("this that and the other"))
    assert spoken(first) == ["utter_not_understood", "utter_again_occurred"]
    turn_in(state, said("this that and the other"))
    third = turn_in(state, said("this that and the other"))
    assert "utter_left_out" in spoken(third)
    assert state.values["occurred"] == {}


def test_an_account_number_not_to_hand_is_left_open_and_marked() -> None:
    state = asking("account_id")
    talk = turn_in(state, said("the papers are in storage", "answer not_to_hand"))
    assert state.values["account_id"] == ""
    assert state.not_given == ["account_id"]
    assert spoken(talk)[0] == "utter_left_open_account_id"


def test_no_account_is_said_in_the_firms_words() -> None:
    state = asking("account_id")
    turn_in(state, said("never had one", "answer none"))
    assert state.values["account_id"] == FIRM.account_id.none
    assert state.not_given == []


@pytest.mark.parametrize("field", ["full_name", "country"])
def test_who_would_rather_not_say_is_not_pushed(field: str) -> None:
    state = asking(field)
    turn_in(state, said("I'd prefer to keep that to myself", "answer refused"))
    assert state.values[field] == ""
    assert field in state.not_given


def test_an_address_is_needed_all_the_same() -> None:
    state = asking("email")
    talk = turn_in(state, said("I'd prefer to keep that to myself", "answer refused"))
    assert state.open == "email"
    assert talk.says[-1].response == "utter_wrong_email_needed"


def test_what_is_left_open_can_be_given_later() -> None:
    state = asking("full_name")
    turn_in(state, said("no", "answer refused"))
    turn_in(state, said("[Ana Silva](own_name) then", "volunteer full_name"))
    assert state.values["full_name"] == "Ana Silva"
    assert state.not_given == []


def test_a_wrong_answer_says_what_is_wrong_in_place_of_the_question() -> None:
    talk = turn_in(asking("email"), said("ana at home", "answer"))
    assert spoken(talk) == ["utter_wrong_email_missing"]


def test_a_third_try_that_looks_like_an_answer_is_taken_as_typed() -> None:
    state = asking("email")
    for _ in range(3):
        turn_in(state, said("ana@home", "answer"))
    assert state.values["email"] == "ana@home"
    assert state.as_typed == ["email"]


def test_a_third_try_that_does_not_look_like_one_is_left_open() -> None:
    state = asking("country")
    for _ in range(3):
        turn_in(state, said("the blue planet", "answer"))
    assert state.values["country"] == ""
    assert state.not_given == ["country"]


def test_none_of_the_categories_fits() -> None:
    state = asking("country")
    turn_in(state, said("Malta", "answer"))
    first = turn_in(state, said("none of them", "take none"))
    assert len(first.says[-1].offers) >= len(FIRM.categories)
    turn_in(state, said("none", "answer none"))
    assert state.values["category"] == "other"


def test_a_correction_is_said_back_and_undone_by_a_word() -> None:
    state = reviewing()
    before = state.values["country"]
    talk = turn_in(state, said("make it [Malta](country_lived)", "correct country"))
    assert talk.says[0].values == {"field": "Country of residence", "value": "Malta"}
    assert state.values["country"] == "MT"
    turn_in(state, said("put it back", "request undo"))
    assert state.values["country"] == before


def test_undoing_an_answer_asks_for_it_again() -> None:
    state = asking("country")
    turn_in(state, said("[Malta](country_lived)", "answer"))
    turn_in(state, said("undo", "request undo"))
    assert state.open == "country"


def test_several_fields_are_corrected_in_one_message() -> None:
    state = reviewing()
    turn_in(
        state,
        said(
            "[Malta](country_lived), and [Bo Ek](own_name)",
            "correct country",
            "correct full_name",
        ),
    )
    assert (state.values["country"], state.values["full_name"]) == ("MT", "Bo Ek")


def test_a_correction_of_the_story_adds_to_it() -> None:
    state = reviewing()
    story = state.values["description"]
    turn_in(state, said("it was [400](story), not 4,000", "correct description"))
    assert state.values["description"] == f"{story}\n\nit was 400, not 4,000"


def test_the_story_is_replaced_where_the_client_edits_it() -> None:
    state = reviewing()
    turn_in(state, pressed("edit", slot="description"))
    assert state.open == "description"
    turn_in(state, said("You froze my coins. All of them.", "answer"))
    assert state.values["description"] == "You froze my coins. All of them."
    assert state.stage is Stage.REVIEW


def test_one_of_a_list_is_taken_out() -> None:
    state = reviewing()
    turn_in(state, said("strike [A-89](ticket)", "correct ticket_numbers remove"))
    assert state.values["ticket_numbers"] == ["1234567"]


def test_one_is_added_to_a_list() -> None:
    state = reviewing()
    turn_in(state, said("and [B-77001](ticket)", "correct ticket_numbers add"))
    assert state.values["ticket_numbers"] == ["1234567", "A-89", "B-77001"]


def test_going_back_keeps_the_answer_until_there_is_another() -> None:
    state = asking("category")
    country = state.values["country"]
    talk = turn_in(state, said("one back please", "request back"))
    assert state.open == "country"
    assert state.values["country"] == country
    assert "utter_as_it_stands" in spoken(talk)


def test_at_the_first_question_there_is_nothing_to_go_back_to() -> None:
    assert "utter_nothing_before" in spoken(
        turn_in(asking("email"), said("back", "request back"))
    )


@pytest.mark.parametrize("act", ["nothing ok", "nothing thanks", "request go_on"])
def test_nothing_is_sent_without_a_word_of_sending(act: str) -> None:
    state = reviewing()
    talk = turn_in(state, said("right", act))
    assert not talk.submit
    assert state.open == SUBMIT


def test_consent_in_plain_words_sends() -> None:
    assert turn_in(reviewing(), said("off it goes, send", "request submit")).submit


def test_a_change_in_the_same_breath_is_shown_before_it_is_sent() -> None:
    state = reviewing()
    turn = said(
        "make it [Malta](country_lived) and send", "correct country", "request submit"
    )
    talk = turn_in(state, turn)
    assert not talk.submit
    assert spoken(talk) == ["utter_corrected", "utter_check_first", "utter_review"]
    assert turn_in(state, said("send it", "request submit")).submit


def test_a_complaint_is_not_sent_from_the_middle_of_the_form() -> None:
    talk = turn_in(asking("country"), said("send it", "request submit"))
    assert not talk.submit
    assert talk.says[-1].asks == "country"


def test_both_of_a_question_back_are_taken_where_the_field_holds_several() -> None:
    state = asking("country")
    state.values["country"] = None
    reading = FIELDS["country"].read("Georgia", CONTEXT)
    assert isinstance(reading, Choose)
    turn_in(state, said("Georgia", "answer"))
    talk = turn_in(state, said("both", "take both"))
    assert spoken(talk)[0] == "utter_one_of_them"
    assert state.values["country"] is None


def test_another_value_is_volunteered_without_replacing_what_was_told() -> None:
    state = asking("category")
    told = state.values["full_name"]
    turn_in(state, said("signed [Bo Ek](own_name)", "nothing talk"))
    assert state.values["full_name"] == told


def test_every_turn_says_something_and_every_question_is_remembered() -> None:
    state = State()
    talk = turn_in(state, said("complain", "request complaint", route="complaint"))
    assert talk.says
    assert state.asked == ["email"]
