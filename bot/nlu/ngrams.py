"""Word and character n-grams of plain text, weighted by how rare they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.normalise import plain

# Words, and the question mark and each emoji as words of their own.
_WORD = r"[\w']+|[^\w\s]"


class NGrams:
    """Unit-length tf-idf rows of words (one and two) or of characters (two to five).

    Characters find a word through its typing errors; words find what is really said.
    """

    def __init__(self, unit: str, rarest: int = 2) -> None:
        self.unit = unit
        self._vectorizer = _vectorizer(unit, rarest)

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learns the n-grams of `texts`; gives their rows (texts, n-grams)."""
        return csr_matrix(self._vectorizer.fit_transform(texts))

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """The rows of other texts over the n-grams learned."""
        return csr_matrix(self._vectorizer.transform(texts))

    def state(self) -> tuple[list[str], npt.NDArray[np.float32]]:
        """The learned state, to be stored: the n-grams and the weight of each."""
        return (
            list(self._vectorizer.get_feature_names_out()),
            self._vectorizer.idf_.astype(np.float32),
        )

    @classmethod
    def of_state(
        cls, unit: str, grams: Sequence[str], weights: npt.NDArray[np.float32]
    ) -> NGrams:
        """The n-grams as `state` gave them."""
        found = cls(unit)
        found._vectorizer = _vectorizer(
            unit, 1, {gram: row for row, gram in enumerate(grams)}
        )
        found._vectorizer.idf_ = weights.astype(np.float64)
        return found


def _vectorizer(
    unit: str, rarest: int, vocabulary: dict[str, int] | None = None
) -> Any:
    common = {
        "sublinear_tf": True,
        "min_df": rarest,
        "preprocessor": plain,
        "vocabulary": vocabulary,
    }
    if unit == "word":
        return TfidfVectorizer(ngram_range=(1, 2), token_pattern=_WORD, **common)
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common)
