import numpy as np
import pytest

from bot.nlu.calibration import Calibration, calibrate


def softmax(scores: np.ndarray) -> np.ndarray:
    return Calibration(1.0, 0.0, np.zeros(scores.shape[1])).chances(
        scores, np.zeros(scores.shape)
    )


def test_chances_sum_to_one() -> None:
    scores = np.random.default_rng(1).normal(size=(50, 4)) * 30
    found = Calibration(2.0, 3.0, np.ones(4)).chances(scores, scores / 40)
    assert np.allclose(found.sum(axis=1), 1.0)


def test_calibration_takes_back_boasting() -> None:
    chance = np.random.default_rng(5)
    honest = chance.normal(size=(4000, 2)) * 1.5
    truth = ["a" if chance.random() < share else "b" for share in softmax(honest)[:, 0]]
    nothing = np.zeros(honest.shape)
    found = calibrate(honest * 4.0, nothing, truth, {})
    assert found.slope == pytest.approx(0.25, rel=0.15)
    chances = found.chances(honest * 4.0, nothing)[:, 0]
    sure = chances > 0.8
    right = np.mean(
        [label == "a" for label, one in zip(truth, sure, strict=True) if one]
    )
    assert right == pytest.approx(chances[sure].mean(), abs=0.04)


def test_examples_nearby_count_as_much_as_they_are_worth() -> None:
    chance = np.random.default_rng(7)
    nearest = chance.uniform(0, 1, size=(4000, 2))
    truth = [
        "a" if chance.random() < share else "b" for share in softmax(6 * nearest)[:, 0]
    ]
    found = calibrate(chance.normal(size=(4000, 2)), nearest, truth, {})
    assert found.pull == pytest.approx(6.0, rel=0.15)
    misleading = calibrate(np.zeros((4000, 2)), -nearest, truth, {})
    assert misleading.pull == 0.0


def test_a_rare_class_is_given_less() -> None:
    nothing = np.zeros((40, 2))
    labels = ["a"] * 20 + ["b"] * 20
    found = calibrate(nothing, nothing, labels, {"a": 0.9, "b": 0.1})
    assert found.chances(nothing[:1], nothing[:1])[0, 0] > 0.8
