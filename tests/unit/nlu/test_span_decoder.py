"""Spans are legal, the likeliest, and as sure as all readings together say."""

from itertools import product

import numpy as np
import pytest

from bot.encoder.words import words_of
from bot.nlu.span_decoder import SpanDecoder

LABELS = ("O", "B-when", "I-when", "B-own_name", "I-own_name")
WORDS = words_of("Ann on 3 May")


def logs(*rows: tuple[float, ...]) -> np.ndarray:
    chances = np.array(rows)
    return np.log(chances / chances.sum(axis=1, keepdims=True) + 1e-12)


def test_the_words_of_a_span_are_joined() -> None:
    found = SpanDecoder(LABELS).spans(
        WORDS,
        logs((1, 0, 0, 9, 0), (1, 9, 0, 0, 0), (1, 0, 9, 0, 0), (1, 0, 9, 0, 0)),
    )
    assert [(one.span.label, one.span.start, one.span.end) for one in found] == [
        ("own_name", 0, 3),
        ("when", 4, 12),
    ]


def test_no_span_goes_on_that_did_not_begin() -> None:
    decoder = SpanDecoder(LABELS)
    found = decoder.spans(WORDS[:2], logs((9, 0, 0, 1, 0), (3, 1, 9, 0, 0)))
    assert found == []


def test_the_weight_is_the_share_of_all_legal_readings() -> None:
    dice = np.random.default_rng(3)
    rows = logs(*dice.random((4, 5)) ** 3)
    legal = {
        path: float(np.exp(sum(rows[place, label] for place, label in enumerate(path))))
        for path in product(range(5), repeat=4)
        if all(
            label not in (2, 4) or (place and path[place - 1] in (label - 1, label))
            for place, label in enumerate(path)
        )
    }
    found = SpanDecoder(LABELS).spans(WORDS, rows)
    assert found
    for one in found:
        begins = LABELS.index(f"B-{one.span.label}")
        first = next(i for i, w in enumerate(WORDS) if w.start == one.span.start)
        after = next(i for i, w in enumerate(WORDS) if w.end == one.span.end) + 1
        wanted = (begins, *[begins + 1] * (after - first - 1))
        share = sum(
            chance
            for path, chance in legal.items()
            if path[first:after] == wanted and (after == 4 or path[after] != begins + 1)
        )
        assert one.weight == pytest.approx(share / sum(legal.values()))


def test_no_words_have_no_spans() -> None:
    assert SpanDecoder(LABELS).spans([], np.zeros((0, 5))) == []
