"""Phrasing as numbers: tone, question, request, blame, waiting, repetition.

What a message is about hardly tells a complaint from a support question (both say
"withdrawal"); how it is said does. None of these features looks at a name, at the
length alone or at exclamation marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from bot.nlu.normalise import without_courtesies
from languages import read_words

Counts = npt.NDArray[np.float32]

TONE = ("tone", "worst_sentence", "last_sentence", "negative_share", "positive_share")
_SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]*")


@lru_cache(maxsize=1)
def patterns() -> Mapping[str, re.Pattern[str]]:
    """The patterns that are counted, by name, in the order of their columns."""
    return read_words("nlu/phrasing.yml").patterns


def feature_names() -> tuple[str, ...]:
    """The name of what each column of the phrasing counts or measures."""
    return (*patterns(), *TONE)


class PhrasingReader:
    """Reads how texts are phrased; holds VADER's lexicon (Hutto and Gilbert 2014)."""

    def __init__(self) -> None:
        self._patterns = tuple(patterns().values())
        self._sentiment = SentimentIntensityAnalyzer()

    def read(self, texts: Sequence[str]) -> Counts:
        """One row a text, a column a name (`feature_names`), values from -1 to 1."""
        rows = [self._row(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(
            len(texts), len(self._patterns) + len(TONE)
        )

    def _row(self, text: str) -> list[float]:
        # VADER scores capitals and "!" higher; how loud is not how bad.
        quiet = without_courtesies(text).lower()
        counts = [len(pattern.findall(quiet)) for pattern in self._patterns]
        # Squashed, so that the third match adds little.
        return [count / (count + 1.0) for count in counts] + self._tone(quiet)

    def _tone(self, quiet: str) -> list[float]:
        whole = self._sentiment.polarity_scores(quiet)
        sentences = _SENTENCES.findall(quiet) or [quiet]
        # A story has its sting in one sentence; a dozen is enough to find it.
        scores = [
            self._sentiment.polarity_scores(sentence)["compound"]
            for sentence in sentences[:12]
        ]
        return [whole["compound"], min(scores), scores[-1], whole["neg"], whole["pos"]]
