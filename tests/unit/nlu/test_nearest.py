import numpy as np
import pytest

from bot.nlu.nearest import Neighbours, held_out_nearest, likeness, nearest_of

EAST, NORTH = (1.0, 0.0), (0.0, 1.0)
BETWEEN = (0.6, 0.8)
EXAMPLES = np.array([NORTH, EAST, BETWEEN, NORTH], dtype=np.float32)
LABELS = ["n", "e", "n", "n"]
ALL = np.arange(4)


def test_the_nearest_example_of_each_class_counts() -> None:
    neighbours = Neighbours.of(LABELS, ALL, ["e", "n"])
    near = neighbours.nearest(likeness(np.array([EAST], dtype=np.float32), EXAMPLES))
    assert near[0] == pytest.approx([1.0, 0.6])


def test_neighbours_may_be_some_of_the_examples() -> None:
    neighbours = Neighbours.of(["e", "n"], np.array([1, 3]), ["e", "n"])
    near = nearest_of(np.array([EAST], dtype=np.float32), EXAMPLES, neighbours)
    assert near[0] == pytest.approx([1.0, 0.0])


def test_a_class_without_examples_has_no_neighbour() -> None:
    with pytest.raises(ValueError, match="no neighbours"):
        Neighbours.of(["n"], np.array([0]), ["e", "n"])


def test_a_text_held_out_is_no_neighbour_of_itself_nor_of_its_fold() -> None:
    held = np.array([0, 0, 1, 1])
    near = held_out_nearest(EXAMPLES, LABELS, held, ["e", "n"])
    assert near[2] == pytest.approx([0.6, 0.8])  # rows 0 and 1 only
    # Outside of fold 0 there is no "e": it is as far as the farthest.
    assert near[1] == pytest.approx([0.6, 0.6])
