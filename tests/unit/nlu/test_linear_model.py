import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.nlu.features import Features
from bot.nlu.linear_model import (
    calibrated,
    calibration,
    fit,
    fit_calibrated,
    folds,
)


def blobs(count: int = 60) -> tuple[Features, list[str]]:
    """Three overlapping clouds of points."""
    chance = np.random.default_rng(3)
    labels = ["a", "b", "c"] * count
    centres = {"a": (0, 0), "b": (2, 0), "c": (0, 2)}
    points = np.array([centres[label] for label in labels]) + chance.normal(
        size=(len(labels), 2)
    )
    return Features(points.astype(np.float32), csr_matrix(np.abs(points))), labels


def test_folds_are_stretches_of_each_label() -> None:
    labels = ["a"] * 8 + ["b"] * 4
    assert folds(labels, 4).tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 0, 1, 2, 3]


def test_interleaved_labels_are_cut_alike() -> None:
    assert folds(["a", "b"] * 4, 2).tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


def test_probabilities_sum_to_one_and_are_right_more_often_than_not() -> None:
    features, labels = blobs()
    model, _ = fit_calibrated(features, labels, folds(labels), 1.0, {})
    found = model.probabilities(features)
    assert np.allclose(found.sum(axis=1), 1.0)
    named = [model.classes[column] for column in found.argmax(axis=1)]
    assert (
        np.mean([one == other for one, other in zip(named, labels, strict=True)]) > 0.7
    )


def test_training_twice_gives_the_same_weights() -> None:
    features, labels = blobs()
    one, other = fit(features, labels, 1.0), fit(features, labels, 1.0)
    assert (one.dense == other.dense).all()
    assert (one.sparse == other.sparse).all()


def test_two_classes_have_a_row_each() -> None:
    features, labels = blobs()
    two = ["a" if label == "a" else "b" for label in labels]
    model = fit(features, two, 1.0)
    scores = model.scores(features)
    assert scores.shape == (len(two), 2)
    assert np.allclose(scores[:, 0], -scores[:, 1])


def test_a_single_class_is_certain() -> None:
    features, labels = blobs(4)
    model, unseen = fit_calibrated(
        features, ["a"] * len(labels), folds(labels), 1.0, {}
    )
    assert (model.probabilities(features) == 1.0).all()
    assert unseen.shape == (len(labels), 1)


def test_calibration_takes_back_boasting() -> None:
    chance = np.random.default_rng(5)
    honest = chance.normal(size=(4000, 2)) * 1.5
    truth = [
        "a" if chance.random() < share else "b"
        for share in calibrated(honest, 1.0, np.zeros(2))[:, 0]
    ]
    slope, shift = calibration(honest * 4.0, truth, {})
    assert slope == pytest.approx(0.25, rel=0.15)
    found = calibrated(honest * 4.0, slope, shift)[:, 0]
    sure = found > 0.8
    right = np.mean(
        [label == "a" for label, one in zip(truth, sure, strict=True) if one]
    )
    assert right == pytest.approx(found[sure].mean(), abs=0.04)


def test_a_rare_class_is_given_less() -> None:
    scores = np.zeros((40, 2))
    labels = ["a"] * 20 + ["b"] * 20
    slope, shift = calibration(scores, labels, {"a": 0.9, "b": 0.1})
    assert calibrated(scores[:1], slope, shift)[0, 0] > 0.8
