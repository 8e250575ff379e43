"""The reading model on invented states, in which what a word is stands plainly."""

from pathlib import Path

import numpy as np
import pytest

from bot.encoder.context import OPENING
from bot.encoder.lessons import Lesson
from bot.encoder.words import words_of
from bot.examples.span import Span
from bot.nlu.encoder import Encoded
from bot.nlu.linear_head import Head
from bot.nlu.reading_model import Prior, ReadingModel, train

SIGNS = {"Ann": 0, "Bo": 0, "today": 1, "why": 2, "bye": 3}
SAID = ("I am Ann", "today", "why today", "Bo", "bye", "bye Bo", "why", "so what")


def encoded(text: str) -> Encoded:
    words = words_of(text)
    states = np.zeros((len(words), 6), np.float32)
    for row, word in enumerate(words):
        states[row, SIGNS.get(text[word.start : word.end], 5)] = 1
    return Encoded(words, states, states.mean(axis=0) * 3)


def lesson(text: str, number: int) -> Lesson:
    labels = {"Ann": "own_name", "Bo": "own_name", "today": "when"}
    spans = tuple(
        Span(word.start, word.end, labels[text[word.start : word.end]])
        for word in words_of(text)
        if text[word.start : word.end] in labels
    )
    acts = [("answer",)] if spans else []
    acts += [("ask_about why",)] if "why" in text else []
    acts += [("nothing goodbye",)] if "bye" in text else []
    flat = tuple(act for one in acts for act in one)
    return Lesson(OPENING, text, f"voice {number}", "", spans, flat or ("tell",))


LESSONS = [lesson(text, number) for number in range(12) for text in SAID]


@pytest.fixture(scope="module")
def model() -> ReadingModel:
    return train(LESSONS, [encoded(one.text) for one in LESSONS])


def test_acts_that_go_together_are_both_read(model: ReadingModel) -> None:
    acts = model.acts_of(encoded("why today"), 0.3)
    assert set(acts) == {"answer", "ask_about why"}
    assert list(acts.values()) == sorted(acts.values(), reverse=True)


def test_spans_are_places_in_the_text(model: ReadingModel) -> None:
    (found,) = model.spans_of(encoded("well, Bo it is"))
    assert found.span == Span(6, 8, "own_name")
    assert 0.5 < found.weight <= 1


def test_a_stored_model_reads_as_before(model: ReadingModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    stored = ReadingModel.load(tmp_path)
    said = encoded("why Ann")
    assert stored.acts_of(said) == pytest.approx(model.acts_of(said), abs=1e-6)
    assert [one.span for one in stored.spans_of(said)] == [
        one.span for one in model.spans_of(said)
    ]


def test_what_was_learned_with_the_encoder_is_where_learning_begins() -> None:
    head = Head(np.zeros((1, 6), np.float32), np.zeros(1, np.float32))
    head.weight[0, 4] = 9
    nothing = Head(np.zeros((1, 6), np.float32), np.zeros(1, np.float32))
    prior = Prior((["O"], nothing), (["nothing goodbye"], head))
    said = Encoded([], np.zeros((0, 6), np.float32), np.eye(6, dtype=np.float32)[4])
    lessons = [encoded(one.text) for one in LESSONS]
    weights = [
        train(LESSONS, lessons, known).acts_of(said)["nothing goodbye"]
        for known in (None, prior)
    ]
    assert weights[1] > weights[0]
