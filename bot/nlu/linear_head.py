"""Linear heads on the encoder's states: logistic regression that starts from what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Array = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Targets = Any
# Scores (rows, labels) and targets to the summed loss, and its slope for each score.
Loss = Callable[[Array, Targets], tuple[float, Array]]

_STEPS: Final = 60
# It has arrived where a step makes the loss smaller by less than this part.
_ARRIVED: Final = 1e-4


@dataclass(frozen=True)
class Head:
    """Scores are features @ `weight`.T + `bias`; `weight` has the shape (labels, features)."""

    weight: Array
    bias: Array

    @classmethod
    def empty(cls, labels: int, features: int) -> Head:
        """The head that knows nothing."""
        return cls(
            np.zeros((labels, features), np.float32), np.zeros(labels, np.float32)
        )

    def scores(self, features: Array) -> Array:
        """Log-odds of each label, (rows, labels)."""
        return np.asarray(features @ self.weight.T + self.bias)


def one_of(scores: Array, targets: Numbers) -> tuple[float, Array]:
    """The loss where each row has one label (softmax)."""
    rows = np.arange(len(targets))
    found = softmax(scores)
    loss = -np.log(found[rows, targets] + 1e-12).sum()
    found[rows, targets] -= 1
    return float(loss), found


def each(scores: Array, targets: Array) -> tuple[float, Array]:
    """The loss where a row may have any number of labels (one against the rest)."""
    found = sigmoid(scores)
    likely = np.where(targets == 1, found, 1 - found)
    return float(-np.log(likely + 1e-12).sum()), found - targets


def fit(
    features: Array,
    targets: Targets,
    loss: Loss,
    prior: Head,
    strength: float,
) -> Head:
    """The head of least loss that stays near `prior`: its difference is penalised by 1 / `strength`.

    Features are measured from their means and by their deviations, labels that are one of many
    told by number (`one_of`), others by 1 or 0 (`each`).
    """
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-6
    rows = (features - mean) / deviation
    known = _measured(prior, mean, deviation)
    shape = (len(known), rows.shape[1] + 1)

    def loss_at(
        values: npt.NDArray[np.float64],
    ) -> tuple[float, npt.NDArray[np.float64]]:
        tried = values.reshape(shape).astype(np.float32)
        found, slopes = loss(rows @ tried[:, :-1].T + tried[:, -1], targets)
        slopes = slopes.astype(np.float32)
        change = tried[:, :-1] - known[:, :-1]
        slope = np.hstack([slopes.T @ rows + change / strength, slopes.sum(0)[:, None]])
        penalty = float((change**2).sum()) / (2 * strength)
        return found + penalty, slope.ravel().astype(np.float64)

    found = minimize(
        loss_at,
        known.ravel().astype(np.float64),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _STEPS, "ftol": _ARRIVED},
    ).x.reshape(shape)
    weight = found[:, :-1] / deviation
    bias = found[:, -1] - weight @ mean
    return Head(weight.astype(np.float32), bias.astype(np.float32))


def softmax(scores: Array) -> Array:
    """Chances that sum to 1 in every row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def sigmoid(scores: Array) -> Array:
    """Chances, each for itself."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))


def _measured(head: Head, mean: Array, deviation: Array) -> Array:
    """The head on features less their `mean` by their `deviation`, its bias in the last column."""
    bias = head.bias + head.weight @ mean
    return np.hstack([head.weight * deviation, bias[:, None]]).astype(np.float32)
