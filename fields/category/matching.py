"""Matches a client's words with the words that the firm gives each category."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from rapidfuzz.distance import OSA

from fields.text import fold
from fields.wording import words_of_field
from firm import Category
from languages import DEFAULT, Words

_READ_WORDS: Final = 600
_LONGEST_PHRASE: Final = 4
# Weights of a word: most if the firm lists it or it is in the title, least in the hint.
_TITLE: Final = 3.0
_TITLE_WORD: Final = 1.5
_WORDS: Final = 2.0
_HINT: Final = 0.6
# A phrase says more than its words one by one ("log in" is not "log" and "in").
_PHRASE_BONUS: Final = 0.75
_SLIP_FROM: Final = 6
_LONG: Final = 8
_SURE_SCORE: Final = 1.5
_SHORTEST_STEM: Final = 3


@dataclass(frozen=True)
class Match:
    """A category and how well words fit it; `sure` by a listed word or the title."""

    category: Category
    score: float
    sure: bool


def matches(
    text: str, categories: tuple[Category, ...], language: str = DEFAULT
) -> list[Match]:
    """The categories that share words with the text, best first.

    Words count for more the fewer categories have them (inverse document frequency).
    """
    endings = words_of_field("category", language).patterns["endings"]
    terms = _terms(categories, language)
    rarity = _rarity(categories, language)
    stems = [_stem(word, endings) for word in fold(text).split()[:_READ_WORDS]]
    known = {stem for each in terms for term in each for stem in term}
    stems = [_corrected(stem, known) for stem in stems]
    said = _phrases(stems)
    found: list[Match] = []
    for category, weights in zip(categories, terms, strict=True):
        score, sure = _score(weights, said, rarity)
        if score > 0:
            found.append(Match(category, score, sure))
    return sorted(found, key=lambda match: -match.score)


def _score(
    weights: dict[tuple[str, ...], float],
    said: Counter[tuple[str, ...]],
    rarity: dict[tuple[str, ...], float],
) -> tuple[float, bool]:
    score = 0.0
    best = 0.0
    for term, weight in weights.items():
        times = said[term]
        if times:
            length = 1 + _PHRASE_BONUS * (len(term) - 1)
            score += weight * length * rarity[term] * (1 + log(times))
            best = max(best, weight)
    return score, best >= _SURE_SCORE


@lru_cache(maxsize=8)
def _terms(
    categories: tuple[Category, ...], language: str
) -> tuple[dict[tuple[str, ...], float], ...]:
    """The terms of each category, as stems, with their weights."""
    words = words_of_field("category", language)
    return tuple(_terms_of(category, words) for category in categories)


def _terms_of(category: Category, words: Words) -> dict[tuple[str, ...], float]:
    endings = words.patterns["endings"]
    weights: dict[tuple[str, ...], float] = {}
    for text, weight in ((category.hint, _HINT), (category.title, _TITLE_WORD)):
        for word in fold(text).split():
            if word not in words.sets["empty"]:
                weights[(_stem(word, endings),)] = weight
    title = tuple(_stem(word, endings) for word in fold(category.title).split())
    weights[title] = _TITLE
    for phrase in category.words:
        stems = tuple(_stem(word, endings) for word in fold(phrase).split())
        if stems:
            weights[stems] = max(_WORDS, weights.get(stems, 0))
    return weights


@lru_cache(maxsize=8)
def _rarity(
    categories: tuple[Category, ...], language: str
) -> dict[tuple[str, ...], float]:
    counts = Counter(
        term for weights in _terms(categories, language) for term in weights
    )
    return {
        term: log(1 + len(categories) / count) / log(1 + len(categories))
        for term, count in counts.items()
    }


def _phrases(stems: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(
        tuple(stems[start : start + length])
        for length in range(1, _LONGEST_PHRASE + 1)
        for start in range(len(stems) - length + 1)
    )


def _stem(word: str, endings: re.Pattern[str]) -> str:
    """The word without its ending, when enough of it is left: "trading" and "trade" are one."""
    bare = endings.sub("", word)
    while len(bare) >= _SHORTEST_STEM and bare != word:
        word, bare = bare, endings.sub("", bare)
    return word


def _corrected(stem: str, known: set[str]) -> str:
    """The only known stem that is a slip away ("widrawal"), else the stem itself."""
    if stem in known or len(stem) < _SLIP_FROM:
        return stem
    near = [one for one in known if _is_slip(stem, one)]
    return near[0] if len(near) == 1 else stem


def _is_slip(stem: str, meant: str) -> bool:
    allowed = 2 if len(meant) >= _LONG else 1
    if len(meant) < _SLIP_FROM - 1 or stem[0] != meant[0]:
        return False
    return OSA.distance(stem, meant, score_cutoff=allowed) <= allowed
