"""Scores tell apart what is right, touches, is wrong, missed or made up."""

from bot.encoder.context import OPENING
from bot.encoder.lessons import Lesson, fingerprint, part_of, parted
from bot.encoder.scores import Answer, scores_of
from bot.examples.span import Span


def answer(spans=(), read=(), acts=("answer",), weights=None, intent="thank"):
    lesson = Lesson(OPENING, "", "v", "p", tuple(spans), acts, intent)
    return Answer(
        lesson,
        tuple(read),
        (1.0,) * len(read),
        weights or {"answer": 0.9},
        {"thank": 0.6, "greet": 0.4},
    )


def test_a_span_is_right_touching_wrong_missed_or_made_up():
    marked = [Span(at, at + 5, "when") for at in (0, 10, 20, 30)]
    read = [
        Span(0, 5, "when"),
        Span(11, 15, "when"),
        Span(20, 25, "ticket"),
        Span(50, 55, "ticket"),
    ]
    spans = scores_of([answer(marked, read)])["spans"]
    parts = ("right", "touching", "wrong", "missed", "made_up")
    assert [spans["all"][part] for part in parts] == [0.25] * 5
    assert spans["when"]["marked"] == 4
    assert spans["ticket"]["made_up"] == 1


def test_acts_are_scored_at_the_threshold_that_serves_all_best():
    sure = answer(weights={"answer": 0.65, "tell": 0.3})
    acts = scores_of([sure, sure])["acts"]
    assert 0.3 < acts["threshold"] <= 0.65
    assert acts["f1"] == {"all": 1.0, "answer": 1.0}
    assert acts["whole_messages"] == 1


def test_the_likeliest_intent_counts():
    intents = scores_of([answer(), answer(intent="greet")])["intents"]
    assert intents == {"rows": 2, "right": 0.5}


def test_a_voice_is_held_out_with_all_that_it_says():
    lessons = [Lesson(OPENING, text, voice, "") for text in "ab" for voice in "xyz"]
    known, unseen = parted(lessons, lambda voice: voice == "y")
    assert {lesson.voice for lesson in known} == {"x", "z"}
    assert [lesson.text for lesson in unseen] == ["a", "b"]


def test_every_voice_falls_into_one_part():
    assert {part_of(f"voice {number}", 5) for number in range(100)} == {0, 1, 2, 3, 4}


def test_the_fingerprint_changes_with_a_mark_and_not_with_a_line_number():
    one = Lesson(OPENING, "a", "v", "file:1", (Span(0, 1, "when"),))
    moved = Lesson(OPENING, "a", "v", "file:2", (Span(0, 1, "when"),))
    other = Lesson(OPENING, "a", "v", "file:1", (Span(0, 1, "other_time"),))
    assert fingerprint([one]) == fingerprint([moved]) != fingerprint([other])
