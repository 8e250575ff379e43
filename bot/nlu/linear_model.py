"""Regularised logistic regression, one class against the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bot.nlu.calibration import Matrix
from bot.nlu.features import Features

Labels = npt.NDArray[np.intp]

FOLDS = 4


@dataclass(frozen=True)
class LinearModel:
    """One row of weights a class.

    `dense` (columns, classes), `sparse` (columns, classes), `intercept` (classes).
    """

    classes: tuple[str, ...]
    dense: Matrix
    sparse: Matrix
    intercept: Matrix

    @classmethod
    def certain(cls, name: str) -> LinearModel:
        """The model of a single class, which has nothing to decide."""
        nothing = np.zeros((0, 1))
        return cls((name,), nothing, nothing, np.zeros(1))

    def scores(self, features: Features) -> Matrix:
        """Log-odds of each class against the rest, shape (texts, classes)."""
        if len(self.classes) == 1:
            return np.zeros((features.dense.shape[0], 1))
        found = features.dense @ self.dense + features.sparse @ self.sparse
        return np.asarray(found + self.intercept)


def fit(features: Features, labels: Sequence[str], strength: float) -> LinearModel:
    """The model of these texts; `strength` is the inverse of the penalty (C).

    One class against the rest, each weighted by how rare it is: liblinear needs a
    second where a joint model needs ten, and is as right (measured on our own data).
    """
    classes = tuple(sorted(set(labels)))
    if len(classes) == 1:
        return LinearModel.certain(classes[0])
    regression = LogisticRegression(
        C=strength,
        class_weight="balanced",
        solver="liblinear",
        max_iter=200,
        random_state=0,
    )
    regression.fit(features.joined(), np.array(labels))
    weights, intercept = regression.coef_.T, regression.intercept_
    if len(classes) == 2:  # sklearn keeps one row for both
        weights = np.hstack([-weights, weights])
        intercept = np.concatenate([-intercept, intercept])
    columns = features.dense.shape[1]
    return LinearModel(classes, weights[:columns], weights[columns:], intercept)


def folds(labels: Sequence[str], count: int = FOLDS) -> Labels:
    """Which fold each text is held out in: the examples of a label cut into stretches.

    Writers put examples of one voice side by side. A shuffle would spread each voice
    over all folds; stretches test a voice that was never heard, as every client's is.
    """
    total: dict[str, int] = {}
    for label in labels:
        total[label] = total.get(label, 0) + 1
    seen: dict[str, int] = {}
    held = np.zeros(len(labels), dtype=np.intp)
    for row, label in enumerate(labels):
        held[row] = seen.get(label, 0) * count // total[label]
        seen[label] = seen.get(label, 0) + 1
    return held


def held_out_scores(
    features: Features, labels: Sequence[str], held: Labels, strength: float
) -> Matrix:
    """Scores of each text by a model that has not seen its fold, (texts, classes).

    A class that a fold's model never saw scores as low as its lowest class.
    """
    classes = sorted(set(labels))
    scores = np.zeros((len(labels), len(classes)))
    for fold in np.unique(held):
        out = np.flatnonzero(held == fold)
        rest = np.flatnonzero(held != fold)
        if len(rest) == 0:
            continue
        model = fit(features.take(rest), [labels[row] for row in rest], strength)
        found = model.scores(features.take(out))
        filled = np.repeat(found.min(axis=1, keepdims=True), len(classes), axis=1)
        filled[:, [classes.index(name) for name in model.classes]] = found
        scores[out] = filled
    return scores
