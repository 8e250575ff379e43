"""The report on readings: figures, mistakes with their neighbours, and the adapter's age."""

from typing import Any

import numpy as np
import pytest

from bot.encoder.adapter import Adapter
from bot.encoder.context import Scene
from bot.encoder.lessons import Lesson, fingerprint
from bot.encoder.scores import Answer
from bot.evaluation import reading_report as module
from bot.evaluation.reading_report import (
    MANY,
    act_figures,
    age_of,
    judge,
    wrong_readings,
)
from bot.examples.span import Span
from bot.nlu.encoder import Encoded
from tests.unit.nlu.test_reading_model import LESSONS, encoded


def lesson(text: str, voice: str, *acts: str, spans: tuple[Span, ...] = ()) -> Lesson:
    return Lesson(Scene("email"), text, voice, f"{voice}.yml", spans, acts)


YES = lesson("yes, Ann", "nurse", "answer", spans=(Span(5, 8, "own_name"),))
BYE = lesson("bye", "cook", "nothing goodbye")
NO = lesson("no", "nurse", "answer none")
ANSWERS = [
    Answer(YES, (), (), {"answer": 0.9, "tell": 0.6}, {}),
    Answer(BYE, (), (), {"nothing goodbye": 0.8}, {}),
    Answer(NO, (), (), {"answer": 0.7}, {}),
]
VECTORS = [
    Encoded((), np.zeros((0, 2), np.float32), np.array(mean, np.float32))
    for mean in ((1, 0), (1, 1), (1, 0.1))
]


def test_figures_of_an_act_are_of_its_question() -> None:
    figures = {one.act: one for one in act_figures(ANSWERS, 0.5)}
    assert (figures["answer"].told, figures["answer"].precision) == (1, 0.5)
    assert figures["answer"].recall == 1.0
    assert figures["answer none"].f1 == 0.0
    assert {one.at for one in figures.values()} == {"email"}


def test_what_is_read_wrongly_stands_beside_examples_of_other_voices() -> None:
    first, second = wrong_readings(ANSWERS, VECTORS, 0.5)
    assert [first.lesson, second.lesson] == [YES, NO]
    assert (first.missed, first.made_up) == ([], ["tell"])
    assert first.spans_missed == ["own_name: Ann"]
    assert first.nearest == [BYE]


def test_every_example_is_read_by_who_has_not_heard_its_voice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    train, heard = module.train, []

    def watched(lessons: Any, *others: Any) -> Any:
        heard.append({one.voice for one in lessons})
        return train(lessons, *others)

    monkeypatch.setattr(module, "train", watched)
    answers = judge(LESSONS, [encoded(one.text) for one in LESSONS], folds=2)
    assert [one.lesson for one in answers] == LESSONS
    assert len(heard) == 2
    assert not heard[0] & heard[1]


@pytest.mark.parametrize(
    ("more", "act", "pays"),
    [(0, "answer", False), (MANY, "answer", True), (0, "x", True)],
)
def test_adapting_anew_pays_for_a_new_label_or_many_examples(
    more: int, act: str, pays: bool
) -> None:
    lessons = [lesson(str(number), "cook", act) for number in range(10)]
    labels = {"words": ["O"], "acts": ["answer"], "intents": []}
    record = {
        "examples": 10 - more,
        "data": fingerprint(lessons),
        "labels": labels,
        "held_out": {},
    }
    age = age_of(Adapter({}, record), lessons)
    assert age.pays is pays
    assert age.unseen == more
    assert age.is_same
