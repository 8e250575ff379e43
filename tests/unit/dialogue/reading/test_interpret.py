"""One message in view of what is open: which acts, with which values."""

from __future__ import annotations

import pytest

from dialogue.acts import (
    Alarm,
    Answer,
    Ask,
    Correct,
    Doubt,
    How,
    Nothing,
    NoValue,
    Refuse,
    Request,
    Take,
    TakeBoth,
    Tell,
    Unclear,
    Volunteer,
    Without,
)
from dialogue.state import Offer, OpenChoice, Stage, State
from dialogue.turn import Press
from fields.reading import Value, Wrong
from tests.dialogue import acts_of, asking, pressed, reviewing, said

TWO = [
    Offer("Malta", "inform", {"country": "MT"}),
    Offer("Spain", "inform", {"country": "ES"}),
]


def _choosing() -> State:
    state = asking("country")
    state.choice = OpenChoice(
        "country", "country_several", [("Malta", "MT"), ("Spain", "ES")]
    )
    state.offers = list(TWO)
    return state


def test_a_press_is_the_offer_that_was_pressed() -> None:
    assert acts_of(asking("country"), pressed("skip")) == [Take(Press("skip"))]


def test_the_title_of_an_offer_is_the_offer_whatever_was_understood() -> None:
    turn = said("malta", "nothing talk")
    assert acts_of(_choosing(), turn) == [Take(TWO[0].press)]


def test_an_offer_shown_before_can_still_be_named() -> None:
    state = asking("category")
    state.offers_before = list(TWO)
    assert acts_of(state, said("Spain")) == [Take(TWO[1].press)]


@pytest.mark.parametrize(
    ("act", "meant"),
    [
        ("take 2", Take(TWO[1].press)),
        ("take last", Take(TWO[1].press)),
        ("take yes", Take(TWO[0].press)),
        ("take both", TakeBoth()),
        ("take none", Refuse()),
        ("take 3", Unclear()),
    ],
)
def test_an_offer_is_meant_by_its_place_or_a_word(act: str, meant: object) -> None:
    assert acts_of(_choosing(), said("that one there", act)) == [meant]


def test_the_value_is_taken_from_the_words_that_hold_it() -> None:
    turn = said(
        "well, [Malta](country_lived) these days, how long will it be?",
        "answer",
        "ask how_long",
    )
    answer, question = sorted(
        acts_of(asking("country"), turn), key=lambda a: type(a).__name__
    )
    assert answer == Answer("country", Value("MT"), "Malta")
    assert question == Ask("how_long")


def test_a_country_that_the_client_left_is_no_answer() -> None:
    turn = said("not [Spain](other_country) any more, [Malta](country_lived)", "answer")
    assert acts_of(asking("country"), turn) == [Answer("country", Value("MT"), "Malta")]


def test_talk_is_no_answer_where_anything_could_be_one() -> None:
    turn = said("you are having a laugh", "nothing talk")
    assert acts_of(asking("desired_resolution"), turn) == [Nothing("talk")]


def test_a_text_in_the_clients_own_words_is_the_whole_message() -> None:
    turn = said(" [my money](wanted), with interest! ", "answer")
    [answer] = acts_of(asking("desired_resolution"), turn)
    assert answer == Answer(
        "desired_resolution",
        Value(" my money, with interest! "),
        " my money, with interest! ",
    )


def test_beside_a_question_only_the_answer_is_kept_of_it() -> None:
    turn = said("[my money](wanted). And who reads this?", "answer", "ask who_reads")
    assert Answer("desired_resolution", Value("my money"), "my money") in acts_of(
        asking("desired_resolution"), turn
    )


def test_what_happened_is_kept_to_the_last_character_beside_a_question_too() -> None:
    text = "[You took 20 euros](story). Is it free?"
    turn = said(text, "answer", "ask cost")
    answers = [a for a in acts_of(asking("description"), turn) if isinstance(a, Answer)]
    assert [a.words for a in answers] == ["You took 20 euros. Is it free?"]


def test_words_that_a_field_reads_need_no_more_signs() -> None:
    assert acts_of(asking("country"), said("Malta")) == [
        Answer("country", Value("MT"), "Malta")
    ]


def test_words_that_nothing_speaks_for_are_unclear() -> None:
    assert acts_of(asking("occurred"), said("this that and the other")) == [Unclear()]


def test_of_two_ways_to_answer_the_likelier_counts() -> None:
    turn = said("no idea", "answer")
    turn = type(turn)(turn.text, acts={"answer unknown": 0.9, "answer none": 0.6})
    assert acts_of(asking("account_id"), turn) == [
        NoValue("account_id", Without.UNKNOWN)
    ]


def test_a_story_at_another_question_is_no_wrong_answer_to_it() -> None:
    turn = said("you froze my coins and nobody says why", "tell", "answer")
    assert acts_of(asking("email"), turn) == [
        Tell("you froze my coins and nobody says why")
    ]


def test_a_story_brings_its_values_along() -> None:
    turn = said(
        "I am [Ana Silva](own_name), I live in [Portugal](country_lived). You froze my coins [on 3 March](when)",
        "tell",
    )
    [tell] = acts_of(State(stage=Stage.FORM, open="email"), turn)
    assert isinstance(tell, Tell)
    assert {v.field: v.words for v in tell.found} == {
        "full_name": "Ana Silva",
        "country": "Portugal",
        "occurred": "on 3 March",
    }


def test_a_clause_that_a_name_cuts_is_whole_again() -> None:
    turn = said("[I asked](tried) [Tom](staff_name) [twice](tried)", "answer")
    [answer, *_] = acts_of(asking("actions_taken"), turn)
    assert isinstance(answer, Answer)
    assert answer.words == "I asked Tom twice"


def test_doubtful_words_are_asked_about_rather_than_taken() -> None:
    turn = said("they said [Ana](own_name) was fine", "nothing talk", weight=0.5)
    found = [
        a
        for a in acts_of(State(stage=Stage.FORM, open="email"), turn)
        if isinstance(a, Volunteer)
    ]
    assert found == []


def test_a_field_is_corrected_while_another_is_asked() -> None:
    turn = said(
        "Malta, and it is [Ana Silva](own_name) with one l", "correct full_name"
    )
    [correct] = acts_of(asking("category"), turn)
    assert correct == Correct("full_name", How.REPLACE, Value("Ana Silva"), "Ana Silva")


def test_a_correction_without_its_value_asks_for_it() -> None:
    [correct] = acts_of(reviewing(), said("the date is wrong", "correct occurred"))
    assert correct == Correct("occurred", How.REPLACE)


def test_a_number_that_was_wrong_in_the_story_is_told_in_the_whole_sentence() -> None:
    [correct] = acts_of(
        reviewing(), said("it was [400](story), not 4,000", "correct description")
    )
    assert isinstance(correct, Correct)
    assert correct.words == "it was 400, not 4,000"


def test_only_what_is_to_be_added_is_added() -> None:
    [correct] = acts_of(
        reviewing(),
        said("put in that [the app was down](story)", "correct description add"),
    )
    assert isinstance(correct, Correct)
    assert (correct.how, correct.words) == (How.ADD, "the app was down")


def test_an_answer_of_the_wrong_shape_says_what_is_wrong() -> None:
    [answer] = acts_of(asking("email"), said("ana at home", "answer"))
    assert isinstance(answer, Answer)
    assert isinstance(answer.reading, Wrong)


@pytest.mark.parametrize(
    ("route", "meant"),
    [
        ("care", Alarm("self_harm")),
        ("urgent", Alarm("theft")),
        ("clarify", Doubt("")),
    ],
)
def test_where_nothing_is_open_the_triage_decides(route: str, meant: object) -> None:
    assert meant in acts_of(State(), said("some words", route=route))


def test_a_complaint_that_tells_nothing_is_a_wish_to_complain() -> None:
    turn = said("I wish to complain", "request complaint", route="complaint")
    assert acts_of(State(), turn) == [Request("complaint")]


def test_a_complaint_and_a_support_question_are_both_heard() -> None:
    turn = said(
        "[You froze my coins](story). And where are my tax papers?",
        "tell",
        "ask support_records",
        route="complaint",
    )
    acts = acts_of(State(), turn)
    assert Tell("You froze my coins") in acts
    assert Ask("support_records") in acts


def test_the_card_s_own_label_and_a_colon_change_the_field() -> None:
    [correct] = acts_of(reviewing(), said("What you want: an answer, but soon"))
    assert correct == Correct(
        "desired_resolution",
        How.REPLACE,
        Value("an answer, but soon"),
        "an answer, but soon",
    )


def test_adding_to_what_happened_never_replaces_it() -> None:
    turn = said(
        "add to what happened: [the app was down](story)", "correct description add"
    )
    [correct] = acts_of(reviewing(), turn)
    assert isinstance(correct, Correct)
    assert (correct.how, correct.whole) == (How.ADD, False)
    [unread] = acts_of(reviewing(), said("one more to what happened: the app was down"))
    assert not (isinstance(unread, Correct) and unread.whole)


def test_a_part_of_a_title_is_enough_where_only_one_has_it() -> None:
    state = _choosing()
    state.offers = [
        Offer("North Korea", "inform", {"country": "KP"}),
        Offer("South Korea", "inform", {"country": "KR"}),
    ]
    assert acts_of(state, said("south")) == [Take(state.offers[1].press)]
    assert acts_of(state, said("korea")) != [Take(state.offers[0].press)]


def test_a_value_of_another_field_is_given_to_that_field() -> None:
    turn = said("AA12 3456 7890 ABCD", "answer")
    [given] = acts_of(State(stage=Stage.FORM, open="email"), turn)
    assert isinstance(given, Volunteer)
    assert (given.field, given.meant) == ("account_id", True)


def test_a_name_beside_nobody_is_somebody() -> None:
    turn = said("nobody but [Priya](staff_name)", "answer none")
    [answer] = acts_of(asking("individuals"), turn)
    assert isinstance(answer, Answer)
    assert answer.reading == Value(["Priya"])
