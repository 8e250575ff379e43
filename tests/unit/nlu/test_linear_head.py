"""Heads learn what rows say, and keep what was known where rows say nothing."""

import numpy as np
import pytest

from bot.nlu.linear_head import Head, each, fit, one_of

DICE = np.random.default_rng(5)
ROWS = DICE.normal(size=(300, 4)).astype(np.float32)
LABELS = ROWS[:, :3].argmax(axis=1)


def test_one_label_of_many_is_learned() -> None:
    head = fit(ROWS, LABELS, one_of, Head.empty(3, 4), 10.0)
    assert (head.scores(ROWS).argmax(axis=1) == LABELS).mean() > 0.9


def test_any_number_of_labels_is_learned() -> None:
    targets = np.stack([ROWS[:, 0] > 0, ROWS[:, 1] > 0.5], axis=1).astype(np.float32)
    head = fit(ROWS, targets, each, Head.empty(2, 4), 10.0)
    assert ((head.scores(ROWS) > 0) == targets).mean() > 0.95


def test_a_strong_prior_is_kept_and_a_weak_one_gives_way() -> None:
    prior = Head(np.ones((3, 4), np.float32), np.zeros(3, np.float32))
    kept = fit(ROWS, LABELS, one_of, prior, 1e-6)
    changed = fit(ROWS, LABELS, one_of, prior, 10.0)
    assert kept.weight == pytest.approx(prior.weight, abs=0.01)
    assert np.abs(changed.weight - prior.weight).max() > 0.5


@pytest.mark.parametrize("loss", [one_of, each])
def test_slopes_are_those_of_the_loss(loss) -> None:
    scores = DICE.normal(size=(5, 3))
    targets = (
        np.array([0, 2, 1, 1, 0]) if loss is one_of else DICE.integers(0, 2, (5, 3))
    )
    before, slopes = loss(scores.copy(), targets)
    moved = scores.copy()
    moved[1, 2] += 1e-5
    after, _ = loss(moved, targets)
    assert (after - before) / 1e-5 == pytest.approx(slopes[1, 2], abs=1e-3)
