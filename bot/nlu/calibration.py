"""Calibration: turns evidence into chances that come true as often as they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Matrix = npt.NDArray[np.float64]

# A whisper of a penalty: shifts are only determined up to a constant.
_PENALTY = 1e-3


@dataclass(frozen=True)
class Calibration:
    """Chances are softmax(`slope` * score + `pull` * nearest + `shift`).

    Vector scaling with one slope (Guo et al. 2017, section 4.2), with the likeness of
    the nearest example of each class as a second score. `shift` has a value a class.
    """

    slope: float
    pull: float
    shift: Matrix

    def chances(self, scores: Matrix, nearest: Matrix) -> Matrix:
        """The chance of each class for each text; every row sums to 1.

        The chances, `scores` and `nearest` have the shape (texts, classes).
        """
        logits = self.slope * scores + self.pull * nearest + self.shift
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def calibrate(
    scores: Matrix, nearest: Matrix, labels: Sequence[str], shares: Mapping[str, float]
) -> Calibration:
    """The likeliest calibration of evidence on texts that were held out.

    Each class is weighted by how often it comes, which `shares` says (1 when it does
    not): the number of examples that were written of it does not tell.
    """
    classes = sorted(set(labels))
    truth = np.array([classes.index(label) for label in labels])
    share = np.array([shares.get(name, 1.0) for name in classes])
    weights = (share / np.bincount(truth))[truth]
    weights = weights / weights.sum()
    rows = np.arange(len(truth))
    target = np.zeros(scores.shape)
    target[rows, truth] = 1.0

    def loss(values: Matrix) -> tuple[float, Matrix]:
        tried = Calibration(values[0], values[1], values[2:])
        found = tried.chances(scores, nearest)
        error = (found - target) * weights[:, None]
        pulls = [(error * scores).sum(), (error * nearest).sum()]
        shifts = error.sum(axis=0) + 2 * _PENALTY * tried.shift
        value = -(weights * np.log(found[rows, truth] + 1e-12)).sum()
        value += _PENALTY * (tried.shift**2).sum()
        return float(value), np.concatenate([pulls, shifts])

    start = np.concatenate([[1.0, 0.0], np.zeros(len(classes))])
    # More evidence for a class never makes it less likely.
    bounds = [(0.05, None), (0.0, None)] + [(None, None)] * len(classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return Calibration(float(found[0]), float(found[1]), np.asarray(found[2:]))
