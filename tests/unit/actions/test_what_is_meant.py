"""Messages whose meaning the understanding alone cannot tell."""

from __future__ import annotations

import pytest

from actions.form.corrections import correction_in
from actions.form.digressions import is_digression
from actions.form.pointing import asks_why, points_at_question
from actions.form.stories import is_story
from actions.form.typed import is_explicit_yes
from actions.turns.alarms import needs_care, wants_person
from actions.turns.turn import Turn
from fields.reading import Value, Wrong, WrongKind


def turn(text: str, intent: str = "inform", confidence: float = 0.9) -> Turn:
    """A typed message, understood as this intent with this confidence."""
    return Turn(text, intent, confidence, ((intent, confidence),), True, {})


@pytest.mark.parametrize(
    "text",
    ["why?", "what for?", "where do I find that?", "What’s this?", "which one"],
)
def test_a_question_that_only_points_is_about_the_open_question(text: str) -> None:
    assert points_at_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "where is my money",
        "how long does it take?",
        "why was I blocked",
        "what now",
        "that",
    ],
)
def test_a_question_that_names_something_is_not(text: str) -> None:
    assert not points_at_question(text)


def test_why_and_what_for_ask_for_the_reason() -> None:
    assert asks_why("why should i give you that")
    assert asks_why("what is that for?")
    assert not asks_why("where do I find that")


@pytest.mark.parametrize(
    "text", ["yes please send", "Submit", "ok, go ahead", "yes that is all correct"]
)
@pytest.mark.parametrize("intent", ["affirm", "support_general", "nlu_fallback"])
def test_nothing_but_words_of_a_yes_is_a_yes(text: str, intent: str) -> None:
    assert is_explicit_yes(turn(text, intent))


@pytest.mark.parametrize(
    "text",
    [
        "yes?",
        "ok but wait",
        "/submit",
        "yes, not now",
        "hmm, let me see",
        "send me a copy first",
    ],
)
def test_a_doubt_is_no_yes(text: str) -> None:
    assert not is_explicit_yes(turn(text, "affirm"))


@pytest.mark.parametrize(
    "text", ["no, I want a human being", "give me a person", "somebody real please"]
)
def test_a_wish_for_a_person_is_no_cry_for_help(text: str) -> None:
    heard = turn(text, "self_harm", 0.21)
    assert wants_person(heard)
    assert not needs_care(heard)


@pytest.mark.parametrize(
    "text",
    [
        "I want to talk to someone before I kill myself",
        "there is no point in going on, get me a person",
        "I don't want to live any more",
    ],
)
def test_words_of_self_harm_are_heard_at_small_chances_too(text: str) -> None:
    heard = turn(text, "self_harm", 0.15)
    assert needs_care(heard)
    assert not wants_person(heard)
    assert is_digression(heard, "full_name", Value(text))


def test_a_faint_cry_that_says_nothing_of_harm_is_read_as_an_answer() -> None:
    heard = turn("Willem van der Berg", "self_harm", 0.12)
    assert not is_digression(heard, "full_name", Value("Willem van der Berg"))


def test_a_story_goes_on_where_who_they_are_is_asked() -> None:
    missing = Wrong("email_missing")
    more = turn("and my husband is furious with me", "vent")
    assert is_story(more, "email", missing, told=True, story_open=True)
    assert not is_story(turn("idk", "skip"), "email", missing, True, True)
    assert not is_story(
        turn("I have no e-mail address at all"),
        "email",
        Wrong("email_needed", kind=WrongKind.NEEDED),
        True,
        True,
    )


def test_a_long_doubt_where_the_address_is_asked_is_a_story() -> None:
    told = turn("YOU STOLE 4000 DOLLARS FROM ME", "doubt")
    assert is_story(told, "email", Wrong("email_missing"), False, False)


def test_a_telephone_number_where_tickets_are_asked_is_no_story() -> None:
    said = turn("call me at +84 24 3825 5555", "doubt")
    wrong = Wrong("ticket_numbers_phone")
    assert not is_story(said, "ticket_numbers", wrong, True, True)


def test_a_readable_answer_corrects_nothing() -> None:
    said = turn("Yes, the number is 7730215.", "correct", 0.9)
    assert correction_in(said, "ticket_numbers", "description", answers=True) is None


def test_a_plain_wish_with_its_value_is_believed_anywhere() -> None:
    said = turn("change the date to 3 May 2026", "inform", 0.2)
    found = correction_in(said, "actions_taken", "individuals", answers=True)
    assert found is not None
    assert (found.field, found.words) == ("occurred", "3 May 2026")


@pytest.mark.parametrize(
    ("text", "back"),
    [("40 quid back", False), ("go back please", True), ("give it all back", False)],
)
def test_money_back_is_no_step_back(text: str, back: bool) -> None:
    said = turn(text, "go_back", 0.95)
    found = correction_in(said, "desired_resolution", "actions_taken", answers=True)
    assert (found is not None) == back


def test_words_without_a_meaning_are_no_small_talk() -> None:
    heard = Turn("purple elephants", "chitchat", 0.7, (("chitchat", 0.49),), True, {})
    assert not is_digression(heard, "occurred", Wrong("occurred_unclear"))


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("stop", True),
        ("I don’t want to go on with this, cancel the complaint", True),
        ("I want to cancel this complaint please", True),
        ("forget it, I’d like to stop now", True),
        ("stop it and give it back", False),
        ("cancel the transfer and return my coins", False),
    ],
)
def test_where_a_wish_is_the_answer_leaving_takes_words_of_leaving_alone(
    text: str, leaves: bool
) -> None:
    said = turn(text, "cancel")
    assert is_digression(said, "desired_resolution", Value(text)) is leaves
