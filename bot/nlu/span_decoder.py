"""The spans that chances of words make: the likeliest legal ones, each with its chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.encoder.words import OUTSIDE, Word, spans_of
from bot.examples.span import Span

Scores = npt.NDArray[np.float64]

# As in learning the encoder: of two readings as likely the one with a span is worth more.
_OUTSIDE: Final = float(np.log(0.5))
_NEVER: Final = -1e9


@dataclass(frozen=True)
class WeightedSpan:
    """A span, and the chance that it stands exactly so."""

    span: Span
    weight: float


class SpanDecoder:
    """Finds the spans of `labels` ("O", "B-when", "I-when", …).

    An I- goes on after a B- or I- of its own label only; all else is legal.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self._outside = self.labels.index(OUTSIDE)
        number = {label: place for place, label in enumerate(labels)}
        self._inner = np.array(
            [place for place, label in enumerate(labels) if label.startswith("I-")], int
        )
        self._begins = np.array(
            [number[f"B-{labels[place][2:]}"] for place in self._inner], int
        )
        self._first = np.array(
            [place for place, label in enumerate(labels) if label[:2] != "I-"], int
        )

    def spans(self, words: Sequence[Word], logs: Scores) -> list[WeightedSpan]:
        """The spans in the order of the text; `logs` are the words' log chances (words, labels)."""
        if not words:
            return []
        path = self._best(logs)
        found = spans_of(words, [self.labels[place] for place in path])
        before, after = self._before(logs), self._after(logs)
        whole = _sum(before[-1])
        starts = {word.start: row for row, word in enumerate(words)}
        ends = {word.end: row for row, word in enumerate(words)}
        return [
            WeightedSpan(
                span,
                self._weight(
                    span.label,
                    starts[span.start],
                    ends[span.end],
                    logs,
                    before,
                    after,
                    whole,
                ),
            )
            for span in found
        ]

    def _best(self, logs: Scores) -> list[int]:
        """The likeliest legal labels (Viterbi 1967)."""
        scores = logs.copy()
        scores[:, self._outside] += _OUTSIDE
        best = self._opened(scores[0])
        came = np.zeros(scores.shape, int)
        for row in range(1, len(scores)):
            last = int(best.argmax())
            came[row] = last
            reached = np.full(scores.shape[1], best[last])
            going_on = np.where(
                best[self._inner] >= best[self._begins], self._inner, self._begins
            )
            came[row, self._inner] = going_on
            reached[self._inner] = best[going_on]
            best = reached + scores[row]
        path = [int(best.argmax())]
        for row in range(len(scores) - 1, 0, -1):
            path.append(int(came[row, path[-1]]))
        return path[::-1]

    def _opened(self, first: Scores) -> Scores:
        opened = np.full(len(first), _NEVER)
        opened[self._first] = first[self._first]
        return opened

    def _before(self, logs: Scores) -> Scores:
        """The log chance of all legal labels up to each word, by that word's label."""
        held = np.empty(logs.shape)
        held[0] = self._opened(logs[0])
        for row in range(1, len(logs)):
            last = held[row - 1]
            reached = np.full(logs.shape[1], _sum(last))
            reached[self._inner] = np.logaddexp(last[self._inner], last[self._begins])
            held[row] = reached + logs[row]
        return held

    def _after(self, logs: Scores) -> Scores:
        """The log chance of all legal labels behind each word, by that word's label."""
        held = np.zeros(logs.shape)
        for row in range(len(logs) - 2, -1, -1):
            following = held[row + 1] + logs[row + 1]
            anything = _sum(following[self._first])
            reached = np.full(logs.shape[1], anything)
            going_on = np.logaddexp(anything, following[self._inner])
            reached[self._inner] = going_on
            reached[self._begins] = going_on
            held[row] = reached
        return held

    def _weight(
        self,
        label: str,
        start: int,
        end: int,
        logs: Scores,
        before: Scores,
        after: Scores,
        whole: float,
    ) -> float:
        """The chance that exactly the words from `start` to `end` are one span of `label`."""
        begins = self.labels.index(f"B-{label}")
        inner = self.labels.index(f"I-{label}")
        chance = float(logs[start, begins])
        if start > 0:
            chance += _sum(before[start - 1])
        chance += float(logs[start + 1 : end + 1, inner].sum())
        if end + 1 < len(logs):
            following = after[end + 1] + logs[end + 1]
            # Whatever follows but this span going on.
            chance += _sum(following[self._first])
        return float(np.exp(min(0.0, chance - whole)))


def _sum(logs: Scores) -> float:
    return float(np.logaddexp.reduce(logs))
