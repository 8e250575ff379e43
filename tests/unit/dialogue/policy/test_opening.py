"""Where nothing is open, a complaint is never lost to a wrong guess."""

from __future__ import annotations

from dialogue.acts import Alarm, Ask, Doubt, Request, Take, TakeBoth, Tell, Unclear
from dialogue.state import Kept, Stage, State
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


def test_a_wish_to_complain_opens_the_form_at_its_first_question() -> None:
    talk = take(State(), Request("complaint"), text="I want to complain")
    assert said(talk) == ["utter_form_opened", "utter_question_email"]
    assert talk.steps == [("started", "")]


def test_a_story_opens_the_form_and_is_kept_to_the_letter() -> None:
    state = State()
    talk = take(state, Tell(STORY), text=STORY)
    assert state.values["description"] == STORY
    assert said(talk)[0] == "utter_story_taken"
    assert "this_is_support" in offered(talk)


def test_a_wish_with_a_story_beside_it_tells_the_story_once() -> None:
    state = State()
    take(state, Request("complaint"), Tell(STORY), text=f"I complain. {STORY}")
    assert state.values["description"] == STORY


def test_words_under_a_support_answer_become_the_story_when_it_is_a_complaint() -> None:
    state = State()
    words = "Why is my withdrawal held for eight days"
    talk = take(state, Ask("support_crypto_transfer"), text=words, acts={"tell": 0.3})
    assert state.stage is Stage.SUPPORT
    assert offered(talk) == ["this_is_complaint"]
    press = Press("this_is_complaint", {"topic": "crypto_transfer"})
    talk = take(state, Take(press), text="This is a complaint", press=press)
    assert state.values["description"] == words
    assert ("this_is_a_complaint", "crypto_transfer") in talk.steps


def test_what_is_told_after_a_support_answer_joins_what_was_said_before_it() -> None:
    state = State()
    take(state, Ask("support_app"), text="It crashes daily", acts={"tell": 0.4})
    take(state, Tell(STORY), text=STORY)
    assert state.values["description"] == f"It crashes daily\n\n{STORY}"


def test_a_plain_support_question_is_no_story() -> None:
    state = State()
    take(state, Ask("support_fees"), text="What is the fee?", acts={"tell": 0.01})
    take(state, Request("complaint"), text="I want to complain")
    assert state.values["description"] is None


def test_a_support_answer_in_the_form_puts_the_question_again() -> None:
    state = standing(Stage.FORM, open="email")
    talk = take(state, Ask("support_fees"), text="what are the fees?")
    assert said(talk) == ["utter_support", "utter_question_email"]
    assert offered(talk).count("this_is_complaint") == 0


def test_the_same_support_page_is_shown_once_in_a_turn() -> None:
    talk = take(
        State(),
        Request("support"),
        Ask("support_app"),
        text="support please, the app hangs",
        topics={"app": 0.9},
    )
    assert said(talk) == ["utter_support"]


def test_needing_support_leaves_the_form_with_the_complaint_kept() -> None:
    state = standing(Stage.FORM, {"description": STORY}, open="email")
    state.kept = Kept("", topic="crypto_transfer")
    press = Press("this_is_support")
    talk = take(state, Take(press), text="I need support", press=press)
    assert state.stage is Stage.PAUSED
    assert state.values["description"] == STORY
    assert talk.says[0].card is not None
    assert talk.says[0].card["topic"] == "crypto_transfer"
    assert offered(talk) == ["keep_going"]
    assert ("left", "") in talk.steps


def test_doubt_asks_once_and_keeps_the_words() -> None:
    state = State()
    talk = take(state, Doubt("card"), text="my card is frozen")
    assert said(talk) == ["utter_clarify"]
    assert talk.says[0].asks == "clarify"
    assert state.kept == Kept("my card is frozen", topic="card")


def test_a_second_doubt_opens_the_form_with_both_texts() -> None:
    state = State()
    take(state, Doubt("card"), text="my card is frozen")
    talk = take(state, Doubt("card"), text="since Monday")
    assert state.values["description"] == "my card is frozen\n\nsince Monday"
    assert "utter_clarify" not in said(talk)
    assert "this_is_support" in offered(talk)


def test_two_answers_that_say_neither_open_the_form_with_what_was_told() -> None:
    state = State()
    take(state, Doubt("card"), text="my card is frozen")
    talk = take(state, Unclear(), text="hm")
    assert said(talk) == ["utter_clarify_again"]
    take(state, Unclear(), text="hm hm")
    assert state.values["description"] == "my card is frozen"


def test_choosing_support_shows_the_page_of_what_was_told() -> None:
    state = State()
    take(state, Doubt("card"), text="my card is frozen")
    press = Press("this_is_support")
    talk = take(state, Take(press), text="I need support", press=press)
    assert talk.steps == [("sent_to_support", "card")]
    assert state.kept == Kept("my card is frozen", topic="card")


def test_both_gives_the_support_page_and_opens_the_form() -> None:
    state = State()
    take(state, Doubt("card"), text="my card is frozen")
    talk = take(state, TakeBoth(), text="both")
    assert said(talk)[:2] == ["utter_support", "utter_story_taken"]
    assert state.values["description"] == "my card is frozen"


def test_a_second_complaint_keeps_who_the_client_is_and_nothing_else() -> None:
    state = filed(as_typed=["account_id", "category"], not_given=["country"])
    talk = take(state, Request("new_complaint"), text="I have another complaint")
    assert {name: state.values[name] for name in WHO} == WHO
    assert state.values["description"] is None
    assert (state.as_typed, state.not_given) == (["account_id"], ["country"])
    assert said(talk)[0] == "utter_form_opened_again"
    assert state.open == "category"


def test_what_was_told_after_filing_becomes_the_story_of_another_complaint() -> None:
    state = filed(loose="The card was blocked too.")
    press = Press("new_complaint")
    take(state, Take(press), text="Make another complaint", press=press)
    assert state.values["description"] == "The card was blocked too."
    assert state.loose == ""


def test_another_complaint_does_not_mix_with_one_that_is_being_made() -> None:
    state = standing(Stage.FORM, {"description": STORY}, open="email")
    talk = take(state, Request("new_complaint"), text="and a different complaint")
    assert said(talk) == ["utter_one_at_a_time", "utter_question_email"]
    assert state.values["description"] == STORY


def test_a_story_while_the_complaint_is_kept_goes_on_with_it() -> None:
    state = standing(Stage.PAUSED, WHO | {"description": STORY})
    talk = take(state, Tell("They rang again."), text="They rang again.")
    assert said(talk)[:2] == ["utter_resumed", "utter_story_added"]
    assert state.values["description"] == f"{STORY}\n\nThey rang again."


def test_a_theft_that_opens_the_form_is_told_once() -> None:
    state = State()
    words = "somebody is emptying my account"
    talk = take(state, Alarm("theft"), Tell(words), text=words)
    assert said(talk)[:2] == ["utter_urgent_security", "utter_story_taken"]
    assert state.values["description"] == words


def test_not_understood_at_the_start_says_what_can_be_done() -> None:
    talk = take(State(), Unclear(), text="blorp")
    assert said(talk) == ["utter_nlu_fallback"]
    assert offered(talk) == ["file_complaint", "support_general"]


def test_a_long_message_that_is_not_understood_is_kept_for_the_story() -> None:
    state = State()
    words = "one two three four five six seven eight nine ten eleven twelve"
    take(state, Unclear(), text=words)
    take(state, Request("complaint"), text="I complain")
    assert state.values["description"] == words


def test_a_reference_that_is_typed_asks_for_its_e_mail() -> None:
    state = State()
    talk = take(state, Doubt(""), text="KR-7K3M-9QXV-2F4T-8C")
    assert said(talk) == ["utter_question_case_email"]


def test_the_complaint_that_was_filed_is_not_sent_again_by_a_new_one() -> None:
    state = filed()
    take(state, Request("complaint"), text="complaint")
    assert [name for name in COMPLAINT if state.values[name] is not None] == list(WHO)
