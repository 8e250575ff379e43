"""A classifier: a linear model, the nearest examples, and the calibration of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.nlu.calibration import Calibration, Matrix, calibrate
from bot.nlu.features import Dense, Features
from bot.nlu.linear_model import LinearModel, fit, held_out_scores
from bot.nlu.nearest import Neighbours, Rows, held_out_nearest, nearest_of


@dataclass(frozen=True)
class Classifier:
    """Gives a chance to each class.

    `neighbours` holds row numbers in the matrix of all examples, which the intent model
    keeps. With a single class there is nothing to decide: it is empty and never asked.
    """

    linear: LinearModel
    neighbours: Neighbours
    calibration: Calibration

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes, in the order of the columns."""
        return self.linear.classes

    @classmethod
    def certain(cls, name: str) -> Classifier:
        """The classifier of a single class, which is always chosen."""
        nobody = np.zeros(0, dtype=np.intp)
        calibration = Calibration(1.0, 0.0, np.zeros(1))
        return cls(LinearModel.certain(name), Neighbours(nobody, nobody), calibration)

    def chances(self, features: Features, likeness: Dense) -> Matrix:
        """The chance of each class for each text, (texts, classes); rows sum to 1.

        `likeness` has the cosine of each text to every example (texts, examples).
        """
        if len(self.classes) == 1:
            return np.ones((features.dense.shape[0], 1))
        scores, nearest = (
            self.linear.scores(features),
            self.neighbours.nearest(likeness),
        )
        return self.calibration.chances(scores, nearest)


def train_classifier(
    features: Features,
    vectors: Dense,
    rows: Rows,
    labels: Sequence[str],
    held: Rows,
    strength: float,
    shares: Mapping[str, float],
) -> tuple[Classifier, Matrix]:
    """The classifier for `rows`, and the chances that it gives every text in training.

    `features` and `vectors` are of all texts; `labels` and `held` (the fold in which
    each is held out) of those in `rows` alone. Texts in `rows` get their chances from a
    model that has not seen their fold; no model here was trained on any of the others.
    """
    classes = tuple(sorted(set(labels)))
    if len(classes) == 1:
        return Classifier.certain(classes[0]), np.ones((len(vectors), 1))
    here = features.take(rows)
    scores = held_out_scores(here, labels, held, strength)
    nearest = held_out_nearest(vectors[rows], labels, held, classes)
    calibration = calibrate(scores, nearest, labels, shares)
    linear, neighbours = (
        fit(here, labels, strength),
        Neighbours.of(labels, rows, classes),
    )
    chances = calibration.chances(
        linear.scores(features), nearest_of(vectors, vectors, neighbours)
    )
    chances[rows] = calibration.chances(scores, nearest)
    return Classifier(linear, neighbours, calibration), chances
