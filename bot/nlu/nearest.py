"""The nearest training example of each class: its cosine to a text.

A linear model weighs words and forgets the examples, so it would have to guess even at
a text that stands, or almost stands, in the training data. The nearest example knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nlu.calibration import Matrix
from bot.nlu.features import Dense

Rows = npt.NDArray[np.intp]

# Texts at a time: likeness to all examples of a large file would fill the memory.
_BATCH = 512


@dataclass(frozen=True)
class Neighbours:
    """The examples of each class: `order` has their row numbers, class after class.

    `starts` is where each class begins in `order`; every class has an example.
    """

    order: Rows
    starts: Rows

    @classmethod
    def of(
        cls, labels: Sequence[str], rows: Rows, classes: Sequence[str]
    ) -> Neighbours:
        """The neighbours in `rows`, whose labels are `labels`.

        Raises ValueError for a class without any.
        """
        number = np.array([classes.index(label) for label in labels])
        counts = np.bincount(number, minlength=len(classes))
        if not counts.all():
            raise ValueError("a class without examples has no neighbours")
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        return cls(rows[np.argsort(number, kind="stable")], starts)

    def nearest(self, likeness: Dense) -> Matrix:
        """The likeness of the nearest example of each class, (texts, classes).

        `likeness` is that to every example (texts, examples).
        """
        near = np.maximum.reduceat(likeness[:, self.order], self.starts, axis=1)
        return np.asarray(near, dtype=np.float64)


def likeness(vectors: Dense, examples: Dense) -> Dense:
    """Cosines of texts to examples, (texts, examples); all vectors have length 1."""
    return np.asarray(vectors @ examples.T)


def nearest_of(vectors: Dense, examples: Dense, neighbours: Neighbours) -> Matrix:
    """`Neighbours.nearest` of many texts, (texts, classes), a batch at a time."""
    batches = [
        neighbours.nearest(likeness(vectors[start : start + _BATCH], examples))
        for start in range(0, len(vectors), _BATCH)
    ]
    return np.concatenate(batches)


def held_out_nearest(
    vectors: Dense, labels: Sequence[str], held: Rows, classes: Sequence[str]
) -> Matrix:
    """The likeness of the nearest example of each class outside a text's own fold.

    The shape is (texts, classes). A class without an example outside the fold is as far
    as the farthest class.
    """
    near = np.zeros((len(labels), len(classes)))
    for fold in np.unique(held):
        out, rest = np.flatnonzero(held == fold), np.flatnonzero(held != fold)
        if len(rest) == 0:
            continue
        known = sorted({labels[row] for row in rest})
        neighbours = Neighbours.of([labels[row] for row in rest], rest, known)
        found = nearest_of(vectors[out], vectors, neighbours)
        filled = np.repeat(found.min(axis=1, keepdims=True), len(classes), axis=1)
        filled[:, [classes.index(name) for name in known]] = found
        near[out] = filled
    return near
