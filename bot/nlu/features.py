"""A batch of messages as numbers: sentence vectors, n-grams and form, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from bot.nlu.form import FormReader
from bot.nlu.ngrams import NGrams

Dense = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """How much each kind of feature counts in the linear model's penalty.

    Rows of vectors and n-grams have length 1 and form features deviation 1 before.
    """

    vector: float
    word: float
    character: float
    form: float


@dataclass(frozen=True)
class Features:
    """`dense` (texts, vector + form), `sparse` (texts, words + characters)."""

    dense: Dense
    sparse: csr_matrix

    def take(self, rows: npt.NDArray[np.intp]) -> Features:
        """The features of some of the texts."""
        return Features(self.dense[rows], self.sparse[rows])

    def joined(self) -> csr_matrix:
        """All columns in one sparse matrix, dense ones first."""
        return hstack([csr_matrix(self.dense), self.sparse]).tocsr()


class Featurizer:
    """Learns the n-grams and the spread of the form features, then measures texts."""

    def __init__(
        self, words: NGrams, characters: NGrams, mean: Dense, deviation: Dense
    ) -> None:
        self.words = words
        self.characters = characters
        self.mean = mean
        self.deviation = deviation
        self._form = FormReader()

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Featurizer:
        """A featurizer fitted on `texts`."""
        form = FormReader().read(texts)
        words, characters = NGrams("word"), NGrams("character")
        words.fit(texts)
        characters.fit(texts)
        # A feature that hardly varies in training must not explode on real text.
        deviation = np.maximum(form.std(axis=0), 0.05)
        return cls(words, characters, form.mean(axis=0), deviation)

    def measure(self, texts: Sequence[str], vectors: Dense) -> Measured:
        """The unweighted features of texts; `vectors` has one sentence vector a text."""
        form = (self._form.read(texts) - self.mean) / self.deviation
        return Measured(
            vectors, form, self.words.rows(texts), self.characters.rows(texts)
        )


@dataclass(frozen=True)
class Measured:
    """Unweighted features, from which each model takes its own weighting."""

    vectors: Dense
    form: Dense
    words: csr_matrix
    characters: csr_matrix

    def weighted(self, weights: Weights) -> Features:
        """The features as one model sees them."""
        dense = np.hstack([self.vectors * weights.vector, self.form * weights.form])
        sparse = hstack(
            [self.words * weights.word, self.characters * weights.character]
        ).tocsr()
        return Features(dense.astype(np.float32), sparse)
