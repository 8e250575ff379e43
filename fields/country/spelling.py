"""Misspelt names of countries: the nearest, and whether it is near enough to be sure."""

from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from fields.country.names import country_name, country_names
from fields.text import fold
from fields.wording import words_of_field
from languages import DEFAULT

_MOST_WORDS: Final = 4
_READ_WORDS: Final = 60
_SHORTEST: Final = 4
_SURE_FROM: Final = 5
_LONG: Final = 9
_BEGINNING: Final = 3
_MOST_CHOICES: Final = 3
# The next country must be this many slips further off for the nearest to be taken at once.
_MARGIN: Final = 2


def likely(folded: str, language: str = DEFAULT) -> tuple[tuple[str, ...], bool] | None:
    """The countries nearest in spelling, best first, and whether the first is sure.

    A slip is a letter more, less, changed or swapped with the next (optimal string
    alignment). None when nothing is near.
    """
    before_name = words_of_field("country", language).sets["before_name"]
    words = folded.split()[:_READ_WORDS]
    starts = [0] if len(words) <= _MOST_WORDS else []
    if not folded.isascii():
        starts += [1]  # after a preposition: "в России"
    starts += [place + 1 for place, word in enumerate(words) if word in before_name]
    for start in starts:
        for length in (_MOST_WORDS, 3, 2, 1):
            guess = _nearest(" ".join(words[start : start + length]), language)
            if guess is not None:
                return guess
    return None


def rivals(name: str, code: str, language: str = DEFAULT) -> tuple[str, ...]:
    """Countries other than `code` whose name in the language is one slip away."""
    own = country_names(language).own
    near = extract(name, own.keys(), scorer=OSA.distance, score_cutoff=1)
    codes = dict.fromkeys(own[one] for one, _, _ in near)
    return tuple(other for other in codes if other != code)


def _nearest(name: str, language: str) -> tuple[tuple[str, ...], bool] | None:
    if len(name) < _SHORTEST:
        return None
    names = country_names(language)
    cutoff = 1 if len(name) < _LONG - 1 else 2
    spelt: dict[str, tuple[str, ...]] = {
        one: (code,) for one, code in names.own.items()
    }
    if not name.isascii():
        spelt = names.everywhere
    ranked: dict[str, tuple[int, str]] = {}
    near = extract(
        name,
        [one for one in spelt if abs(len(one) - len(name)) <= cutoff + _MARGIN],
        scorer=OSA.distance,
        score_cutoff=cutoff + _MARGIN,
        limit=12,
    )
    for one, distance, _ in near:
        for code in spelt[one]:
            slips = int(distance)
            if len(one) >= _SHORTEST and (
                code not in ranked or slips < ranked[code][0]
            ):
                ranked[code] = (slips, one)
    order = sorted(ranked, key=lambda code: ranked[code][0])
    if not order or ranked[order[0]][0] > cutoff:
        return None
    best, matched = ranked[order[0]]
    if matched[0] != name[0] and len(name) < _LONG:
        return None  # a word of its own, such as "tiger" beside Niger
    equals = [code for code in order if ranked[code][0] <= best]
    following = ranked[order[len(equals)]][0] if len(order) > len(equals) else best + 9
    # Two slips, or one in another name than the country's own in the language, are believed only
    # where the beginning is right: "Neverland" is not "Nederland".
    own = best < 2 and matched == fold(country_name(order[0], language))
    sure = (
        (own or matched[:_BEGINNING] == name[:_BEGINNING])
        and len(equals) == 1
        and len(name) >= _SURE_FROM
        and following - best >= (_MARGIN if best > 1 else 1)
    )
    if sure:
        return (order[0],), True
    return tuple(code for code in order if ranked[code][0] <= cutoff)[
        :_MOST_CHOICES
    ], False
