import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.features import Features
from bot.nlu.linear_model import fit, folds, held_out_scores


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


def test_a_single_class_has_nothing_to_decide() -> None:
    features, labels = blobs(4)
    model = fit(features, ["a"] * len(labels), 1.0)
    assert (model.scores(features) == 0.0).all()


def test_a_class_that_a_fold_never_saw_scores_lowest() -> None:
    features, labels = blobs(4)
    rare = ["c" if row == 0 else label for row, label in enumerate(labels)]
    rare = [
        label if row == 0 or label != "c" else "a" for row, label in enumerate(rare)
    ]
    held = folds(rare, 2)
    scores = held_out_scores(features, rare, held, 1.0)
    out = held == held[0]
    assert (scores[out, 2] == scores[out][:, :2].min(axis=1)).all()
