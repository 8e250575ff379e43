"""A batch of messages as numbers: sentence vectors, n-grams and phrasing, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from bot.nlu.ngrams import NGrams
from bot.nlu.phrasing import PhrasingReader

Dense = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """Weights of each kind of feature in the linear model's penalty.

    Before it, rows of vectors and n-grams have length 1, and phrasing deviation 1.
    """

    vector: float
    word: float
    character: float
    phrasing: float


@dataclass(frozen=True)
class Features:
    """`dense` (texts, vector + phrasing), `sparse` (texts, words + characters)."""

    dense: Dense
    sparse: csr_matrix

    def take(self, rows: npt.NDArray[np.intp]) -> Features:
        """The features of some of the texts."""
        return Features(self.dense[rows], self.sparse[rows])

    def joined(self) -> csr_matrix:
        """All columns in one sparse matrix, dense ones first."""
        return hstack([csr_matrix(self.dense), self.sparse]).tocsr()


class Featurizer:
    """Learns the n-grams and the spread of the phrasing, then measures texts."""

    def __init__(
        self, words: NGrams, characters: NGrams, mean: Dense, deviation: Dense
    ) -> None:
        self.words = words
        self.characters = characters
        self.mean = mean
        self.deviation = deviation
        self._phrasing = PhrasingReader()

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Featurizer:
        """A featurizer fitted on `texts`."""
        phrasing = PhrasingReader().read(texts)
        words, characters = NGrams("word"), NGrams("character")
        words.fit(texts)
        characters.fit(texts)
        # A feature that hardly varies in training must not explode on real text.
        deviation = np.maximum(phrasing.std(axis=0), 0.05)
        return cls(words, characters, phrasing.mean(axis=0), deviation)

    def measure(self, texts: Sequence[str], vectors: Dense) -> Measured:
        """The unweighted features of texts; `vectors` has one sentence vector a text."""
        phrasing = (self._phrasing.read(texts) - self.mean) / self.deviation
        return Measured(
            vectors, phrasing, self.words.rows(texts), self.characters.rows(texts)
        )


@dataclass(frozen=True)
class Measured:
    """Unweighted features, from which each model takes its own weighting."""

    vectors: Dense
    phrasing: Dense
    words: csr_matrix
    characters: csr_matrix

    def weighted(self, weights: Weights) -> Features:
        """The features as one model sees them."""
        dense = np.hstack(
            [self.vectors * weights.vector, self.phrasing * weights.phrasing]
        )
        sparse = hstack(
            [self.words * weights.word, self.characters * weights.character]
        ).tocsr()
        return Features(dense.astype(np.float32), sparse)
