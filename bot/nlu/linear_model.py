"""Regularised logistic regression with probabilities that mean what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from bot.nlu.features import Features

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]

FOLDS = 4


@dataclass(frozen=True)
class LinearModel:
    """One row of weights a class, and the calibration of their scores.

    `dense` (columns, classes), `sparse` (columns, classes), `intercept` and `shift`
    (classes); probabilities are softmax(`slope` * score + `shift`).
    """

    classes: tuple[str, ...]
    dense: Matrix
    sparse: Matrix
    intercept: Matrix
    slope: float
    shift: Matrix

    @classmethod
    def certain(cls, name: str) -> LinearModel:
        """The model of a single class, which has nothing to decide."""
        nothing = np.zeros((0, 1))
        return cls((name,), nothing, nothing, np.zeros(1), 1.0, np.zeros(1))

    def scores(self, features: Features) -> Matrix:
        """Log-odds of each class against the rest, shape (texts, classes)."""
        if len(self.classes) == 1:
            return np.zeros((features.dense.shape[0], 1))
        found = features.dense @ self.dense + features.sparse @ self.sparse
        return np.asarray(found + self.intercept)

    def probabilities(self, features: Features) -> Matrix:
        """Calibrated probabilities, shape (texts, classes); each row sums to 1."""
        return calibrated(self.scores(features), self.slope, self.shift)


def calibrated(scores: Matrix, slope: float, shift: Matrix) -> Matrix:
    """Scores (texts, classes) to probabilities."""
    logits = slope * scores + shift
    logits = logits - logits.max(axis=1, keepdims=True)
    raised = np.exp(logits)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def fit(features: Features, labels: Sequence[str], strength: float) -> LinearModel:
    """A model without calibration; `strength` is the inverse of the penalty (C).

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
    shift = np.zeros(len(classes))
    return LinearModel(
        classes, weights[:columns], weights[columns:], intercept, 1.0, shift
    )


def folds(labels: Sequence[str], count: int = FOLDS) -> Labels:
    """Which fold each text is held out in: the examples of a label cut into stretches.

    Writers put examples of one voice side by side. Cutting stretches, where a shuffle
    would spread each voice over all folds, asks what happens with a voice never heard,
    as every client's is.
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


def calibration(
    scores: Matrix, labels: Sequence[str], shares: Mapping[str, float]
) -> tuple[float, Matrix]:
    """Slope and shift that make held-out scores into probabilities.

    Vector scaling with one slope (Guo et al. 2017, section 4.2). A class weighs what
    `shares` says of how often it comes, and 1 when it says nothing: how many examples
    were written of it tells nothing.
    """
    classes = sorted(set(labels))
    if len(classes) == 1:
        return 1.0, np.zeros(1)
    truth = np.array([classes.index(label) for label in labels])
    share = np.array([shares.get(name, 1.0) for name in classes])
    weights = (share / np.bincount(truth))[truth]
    weights = weights / weights.sum()
    rows = np.arange(len(truth))
    target = np.zeros(scores.shape)
    target[rows, truth] = 1.0

    def loss(values: Matrix) -> tuple[float, Matrix]:
        found = calibrated(scores, values[0], values[1:])
        error = (found - target) * weights[:, None]
        gradient = np.concatenate([[(error * scores).sum()], error.sum(axis=0)])
        # A whisper of a penalty: shifts are only determined up to a constant.
        gradient[1:] += 2e-3 * values[1:]
        value = -(weights * np.log(found[rows, truth] + 1e-12)).sum()
        return value + 1e-3 * (values[1:] ** 2).sum(), gradient

    start = np.concatenate([[1.0], np.zeros(len(classes))])
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return float(max(found[0], 0.05)), np.asarray(found[1:])


def fit_calibrated(
    features: Features,
    labels: Sequence[str],
    held: Labels,
    strength: float,
    shares: Mapping[str, float],
) -> tuple[LinearModel, Matrix]:
    """A calibrated model, and the held-out probabilities that it was calibrated on.

    `held` is the fold in which each text is held out, `shares` how often each label is
    expected to come.
    """
    scores = held_out_scores(features, labels, held, strength)
    slope, shift = calibration(scores, labels, shares)
    model = fit(features, labels, strength)
    return replace(model, slope=slope, shift=shift), calibrated(scores, slope, shift)
