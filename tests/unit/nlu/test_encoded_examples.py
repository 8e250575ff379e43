"""An example is encoded once, until the encoder changes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.encoder.context import OPENING, Scene
from bot.encoder.words import words_of
from bot.nlu.encoded_examples import encode_examples
from bot.nlu.encoder import Encoded


class Counting:
    """An encoder that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Scene, str]] = []

    def encode_all(self, said: Iterable[tuple[Scene, str]]) -> list[Encoded]:
        rows = list(said)
        self.asked += rows
        return [self._encoded(*row) for row in rows]

    def _encoded(self, scene: Scene, text: str) -> Encoded:
        words = words_of(text)
        states = np.array([[len(text), word.start] for word in words], np.float32)
        mean = np.array([len(scene.at), len(text)], np.float32)
        return Encoded(words, states.reshape(-1, 2), mean)


@pytest.fixture
def encoder() -> Any:
    return Counting()


SAID = [(OPENING, "hello there"), (OPENING, "..."), (Scene("email"), "hello there")]


def test_what_is_kept_comes_back_as_it_was(encoder: Any, tmp_path: Path) -> None:
    file = tmp_path / "examples.npz"
    fresh = encode_examples(encoder, SAID, file)
    kept = encode_examples(encoder, SAID, file)
    assert len(encoder.asked) == 3
    for one, other in zip(fresh, kept, strict=True):
        assert one.words == other.words
        assert np.array_equal(one.states, other.states)
        assert np.array_equal(one.mean, other.mean)


def test_only_what_is_new_is_encoded(encoder: Any, tmp_path: Path) -> None:
    file = tmp_path / "examples.npz"
    encode_examples(encoder, SAID[:2], file)
    encode_examples(encoder, [*SAID, SAID[2]], file)
    assert encoder.asked == SAID
