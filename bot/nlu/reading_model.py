"""The reading of a message: which acts it is, and which of its words are what.

Two linear heads on the encoder's states: on those of words a label a word, on the mean of
all pieces each act for itself. Where the encoder was adapted, both begin at the heads that
were learned with it, so that an example added since then counts at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from bot.encoder.adapter import ARRAYS, read_adapter
from bot.encoder.labels import labels_in
from bot.encoder.lessons import Lesson
from bot.encoder.words import labels_of
from bot.nlu.encoder import Encoded
from bot.nlu.linear_head import (
    Array,
    Head,
    Numbers,
    each,
    fit,
    one_of,
    sigmoid,
    softmax,
)
from bot.nlu.span_decoder import SpanDecoder, WeightedSpan

# The inverse of the penalty: a new example moves its own score by up to 4, and others like it.
STRENGTH: Final = 0.01
# Scores become chances by these, set on voices that the encoder was adapted without
# (docs/encoder.md): what it has seen it would be too sure of.
ACT_SLOPE: Final = 0.8
WORD_SLOPE: Final = 0.9
_ARRAYS: Final = "reading.npz"
_LABELS: Final = "reading.json"


@dataclass(frozen=True)
class Prior:
    """Heads known from before, with their labels."""

    words: tuple[Sequence[str], Head]
    acts: tuple[Sequence[str], Head]


@dataclass(frozen=True)
class ReadingModel:
    """Both heads with the labels of their rows."""

    word_labels: Sequence[str]
    act_labels: Sequence[str]
    words: Head
    acts: Head

    def weights(self, encoded: Sequence[Encoded]) -> Array:
        """The chance of each act for each message, (messages, acts)."""
        scores = self.acts.scores(np.array([one.mean for one in encoded]))
        return sigmoid(ACT_SLOPE * scores)

    def acts_of(self, encoded: Encoded, least: float = 0.0) -> dict[str, float]:
        """The chances of acts above `least`, the likeliest first."""
        chances = self.weights([encoded])[0]
        return {
            self.act_labels[place]: float(chances[place])
            for place in np.argsort(-chances, kind="stable")
            if chances[place] > least
        }

    def spans_of(self, encoded: Encoded) -> list[WeightedSpan]:
        """The spans of the message in their order."""
        chances = softmax(WORD_SLOPE * self.words.scores(encoded.states))
        logs = np.log(chances.astype(np.float64) + 1e-12)
        return SpanDecoder(self.word_labels).spans(encoded.words, logs)

    def save(self, folder: Path) -> None:
        """Writes the model into `folder`."""
        np.savez(
            folder / _ARRAYS,
            words=self.words.weight,
            words_bias=self.words.bias,
            acts=self.acts.weight,
            acts_bias=self.acts.bias,
        )
        labels = {"words": self.word_labels, "acts": self.act_labels}
        (folder / _LABELS).write_text(json.dumps(labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> ReadingModel:
        """The model that `save` wrote into `folder`."""
        labels = json.loads((folder / _LABELS).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS) as held:
            return cls(
                labels["words"],
                labels["acts"],
                Head(held["words"], held["words_bias"]),
                Head(held["acts"], held["acts_bias"]),
            )


def train(
    lessons: Sequence[Lesson],
    encoded: Sequence[Encoded],
    prior: Prior | None = None,
) -> ReadingModel:
    """The model of these lessons, near `prior` where one is known."""
    labels = labels_in(lessons)
    size = len(encoded[0].mean)
    words = _prior_of(labels.words, prior.words if prior else None, size)
    acts = _prior_of(labels.acts, prior.acts if prior else None, size)
    rows = list(zip(lessons, encoded, strict=True))
    return ReadingModel(
        labels.words,
        labels.acts,
        fit(*_of_words(rows, labels.words), one_of, words, STRENGTH),
        fit(*_of_acts(rows, labels.acts), each, acts, STRENGTH),
    )


def _of_words(
    rows: Sequence[tuple[Lesson, Encoded]], labels: Sequence[str]
) -> tuple[Array, Numbers]:
    """The states of words (words, hidden), and the number of each one's label."""
    number = {label: place for place, label in enumerate(labels)}
    taught = [(one, said) for one, said in rows if one.spans is not None]
    states = np.concatenate([said.states for _, said in taught])
    named = [
        number[label]
        for one, said in taught
        for label in labels_of(said.words, one.spans or ())
    ]
    return states, np.array(named)


def _of_acts(
    rows: Sequence[tuple[Lesson, Encoded]], labels: Sequence[str]
) -> tuple[Array, Array]:
    """The means of messages (messages, hidden), and 1 or 0 for each act."""
    number = {act: place for place, act in enumerate(labels)}
    taught = [(one, said) for one, said in rows if one.acts is not None]
    acts = np.zeros((len(taught), len(labels)), np.float32)
    for row, (one, _) in enumerate(taught):
        acts[row, [number[act] for act in one.acts or ()]] = 1
    return np.array([said.mean for _, said in taught]), acts


def _prior_of(
    labels: Sequence[str], known: tuple[Sequence[str], Head] | None, size: int
) -> Head:
    """The head of `labels` as far as it is known; rows of other labels are empty."""
    head = Head.empty(len(labels), size)
    if known is not None:
        rows = {label: row for row, label in enumerate(known[0])}
        for place, label in enumerate(labels):
            if label in rows:
                head.weight[place] = known[1].weight[rows[label]]
                head.bias[place] = known[1].bias[rows[label]]
    return head


def known_heads() -> Prior | None:
    """The heads that were learned with the encoder; None where it is as packaged."""
    if not ARRAYS.is_file():
        return None
    adapter = read_adapter()

    def known(name: str) -> tuple[Sequence[str], Head]:
        arrays = adapter.arrays
        head = Head(arrays[f"heads.{name}.weight"], arrays[f"heads.{name}.bias"])
        return adapter.record["labels"][name], head

    return Prior(known("words"), known("acts"))
