"""The countries that a sentence names, and what it says of each: lived in, come from, left."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from fields.country.names import CountryNames, country_names
from fields.text import fold
from fields.wording import words_of_field
from firm.countries import COUNTRIES
from languages import DEFAULT, Words

_MOST_WORDS: Final = 6
_READ_WORDS: Final = 400
_CODE: Final = re.compile(r"(?<![\w-])[A-Z]{2}(?![\w-])")


class Standing(IntEnum):
    """Ways in which a sentence names a country: a higher one makes residence surer."""

    NATIONALITY = 0
    LEFT = 1
    PLACE = 2
    NAMED = 3
    IN = 4
    LIVED_IN = 5


@dataclass(frozen=True)
class Mention:
    """One name in the text, and the countries that it may mean (several when ambiguous)."""

    name: str
    codes: tuple[str, ...]
    standing: Standing


def mentions(text: str, language: str = DEFAULT) -> list[Mention]:
    """The countries named in a sentence, in order; those denied ("not Spain") left out."""
    names = country_names(language)
    said = words_of_field("country", language)
    capital = _capital_codes(text, said)
    words = fold(text).split()[:_READ_WORDS]
    found: list[Mention] = []
    place = 0
    while place < len(words):
        length, mention = _at(words, place, names, capital, said)
        if mention is not None:
            found.append(mention)
        place += length
    found += _unspaced(text, names) if not found else []
    return found


def _at(
    words: list[str],
    place: int,
    names: CountryNames,
    capital: frozenset[str],
    said: Words,
) -> tuple[int, Mention | None]:
    """The longest name that begins at this word, and how many words it takes."""
    before = " ".join(words[max(0, place - 12) : place])
    previous = words[place - 1] if place else ""
    for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
        name = " ".join(words[place : place + length])
        after = " ".join(words[place + length : place + length + 2])
        named = _named(name, previous, names, capital, said)
        if named is None and length > 1 and name in names.regions:
            return length, None  # "South America" is not America
        if named is None:
            continue
        codes, kind = named
        if said.patterns["not"].search(before):
            return length, None
        standing = (
            min(kind, _standing(before, after, said))
            if kind < Standing.NAMED
            else _standing(before, after, said)
        )
        return length, Mention(name, codes, standing)
    return 1, None


def _named(
    name: str,
    previous: str,
    names: CountryNames,
    capital: frozenset[str],
    said: Words,
) -> tuple[tuple[str, ...], Standing] | None:
    sets = said.sets
    bare = name.removeprefix(said.pieces["article"])
    if name.upper() in capital and (previous in sets["placed"] or name in names.own):
        return (
            name.upper() if name not in names.own else names.own[name],
        ), Standing.NAMED
    code = names.own.get(bare)
    if code is not None:
        doubtful = (
            bare in sets["doubtful_unless_placed"] and previous not in sets["placed"]
        ) or bare in sets["doubtful_without_article"]
        return None if doubtful and name == bare else ((code,), Standing.NAMED)
    if bare in names.ambiguous:
        return names.ambiguous[bare], Standing.NAMED
    for people in (bare, bare.removesuffix(said.pieces["plural"])):
        if people in names.peoples:
            return names.peoples[people], Standing.NATIONALITY
    if bare in names.places and previous in sets["before_place"]:
        return (names.places[bare],), Standing.PLACE
    if len(bare) <= 4 and bare.isascii():
        return None
    codes = names.everywhere.get(bare)
    if codes is None or bare in names.own_words:
        return None
    if len(codes) > 1 or not bare.isascii() or previous in sets["prepositions"]:
        return codes, Standing.NAMED
    return codes, Standing.PLACE


def _standing(before: str, after: str, said: Words) -> Standing:
    patterns = said.patterns
    if patterns["no_more"].search(before):
        return Standing.LEFT
    if patterns["lives"].search(before) or patterns["moved_to"].search(before):
        return Standing.LIVED_IN
    if patterns["used_to"].search(before) or patterns["passport"].match(after):
        return Standing.LEFT
    return Standing.IN if patterns["in"].search(before) else Standing.NAMED


def _capital_codes(text: str, said: Words) -> frozenset[str]:
    """Two-letter codes typed in capitals within a text that is not all in capitals."""
    shouted = not any(letter.islower() for letter in text)
    codes = frozenset(_CODE.findall(text)) & (COUNTRIES | {"UK"})
    return (codes & {"US", "UK"}) if shouted else codes - said.sets["wordlike_codes"]


def _unspaced(text: str, names: CountryNames) -> list[Mention]:
    rest = fold(text[:1000])
    if rest.isascii():
        return []
    found: list[Mention] = []
    for name, code in names.unspaced:
        if name in rest:
            found.append(Mention(name, (code,), Standing.NAMED))
            rest = rest.replace(name, " ")
    return found
