"""The countries that a sentence names, and what it says of each: lived in, come from, left."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from fields.country_names import CountryNames, country_names, without_article
from fields.folding import fold
from fields.wordlist import word_set
from firm.countries import COUNTRIES

_MOST_WORDS: Final = 6
_READ_WORDS: Final = 400
# "us" in small letters is mostly the pronoun, and "DE" may be anything; sure only after one of these.
_PLACED: Final = frozenset(("the", "in", "from", "to", "of"))
# Codes that are words in capitals too ("my ID", "2 PM", "TV").
_WORDLIKE_CODES: Final = word_set(
    "AI AM AS AT BE BY CC CV DO ID IN IS IT ME MY NO OM PM SO TO TV"
)
_CODE: Final = re.compile(r"(?<![\w-])[A-Z]{2}(?![\w-])")
# Prepositions of place in the larger European languages, for names in those languages.
_PREPOSITIONS: Final = word_set(
    "in en a au aux na w we v ve u i em no iz aus from da di de del di z ze fra fran uit"
)

_LIVES: Final = re.compile(
    r"\b(?:live|lives|living|leave in|reside|resides|residing|resident|residence|residency|based|located|domiciled"
    r"|settled|staying|stay|home|moved to|relocated to|emigrated to|immigrated to|migrated to|wohne|vivo|vis|habite|woon)"
    r"(?: (?:now|currently|here|and|work|working|permanently|at|is|of|to|in|right|since|country|the|over|out)){0,4}$"
)
_MOVED_TO: Final = re.compile(
    r"\b(?:moved|relocated|emigrated|immigrated|migrated|move|moving)\b.{0,60}\bto(?: the)?$"
)
_USED_TO: Final = re.compile(
    r"\b(?:used to (?:live|reside|be)|lived|was living|previously|formerly|born|grew up|raised|originally|no longer|left|leaving"
    r"|moved away|moved|relocated|emigrated|immigrated|came|come|coming|citizen|citizenship|national|nationality|passport|origin|native)"
    r"(?: (?:live|living|in|from|of|a|an|is|the|at|away|out|here|and|over)){0,4}$"
)
_NOT: Final = re.compile(
    r"\b(?:not|isnt|never|outside|except|no longer|dont|wasnt)(?: (?:live|living|in|from|of|a|an|at|the|based|resident)){0,4}$"
)
_NO_MORE: Final = re.compile(
    r"\b(?:used to|formerly|previously|no longer)(?: \w+){1,3}$"
)
_IN: Final = re.compile(r"(?:^|\b(?:am|im|are|now|currently|here|but) )in(?: the)?$")
_PASSPORT: Final = re.compile(
    r"^(?:citizen|citizenship|national|passport|nationality|origin|born|descent)\b"
)


class Standing(IntEnum):
    """What a sentence says of a country; the higher, the surer that the client lives there."""

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


def mentions(text: str) -> list[Mention]:
    """The countries named in a sentence, in order; those denied ("not Spain") left out."""
    names = country_names()
    capital = _capital_codes(text)
    words = fold(text).split()[:_READ_WORDS]
    found: list[Mention] = []
    place = 0
    while place < len(words):
        length, mention = _at(words, place, names, capital)
        if mention is not None:
            found.append(mention)
        place += length
    found += _unspaced(text, names) if not found else []
    return found


def _at(
    words: list[str], place: int, names: CountryNames, capital: frozenset[str]
) -> tuple[int, Mention | None]:
    """The longest name that begins at this word, and how many words it takes."""
    before = " ".join(words[max(0, place - 12) : place])
    previous = words[place - 1] if place else ""
    for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
        name = " ".join(words[place : place + length])
        after = " ".join(words[place + length : place + length + 2])
        named = _named(name, previous, names, capital)
        if named is None and length > 1 and name in names.regions:
            return length, None  # "South America" is not America
        if named is None:
            continue
        codes, kind = named
        if _NOT.search(before):
            return length, None
        standing = (
            min(kind, _standing(before, after))
            if kind < Standing.NAMED
            else _standing(before, after)
        )
        return length, Mention(name, codes, standing)
    return 1, None


def _named(
    name: str, previous: str, names: CountryNames, capital: frozenset[str]
) -> tuple[tuple[str, ...], Standing] | None:
    bare = without_article(name)
    if name.upper() in capital and (previous in _PLACED or name in names.english):
        return (
            name.upper() if name not in names.english else names.english[name],
        ), Standing.NAMED
    code = names.english.get(bare)
    if code is not None:
        doubtful = (bare == "us" and previous not in _PLACED) or bare == "states"
        return None if doubtful and name == bare else ((code,), Standing.NAMED)
    if bare in names.ambiguous:
        return names.ambiguous[bare], Standing.NAMED
    for people in (bare, bare.removesuffix("s")):
        if people in names.peoples:
            return names.peoples[people], Standing.NATIONALITY
    if bare in names.places and previous in ("in", "from", "near", "to"):
        return (names.places[bare],), Standing.PLACE
    if len(bare) <= 4 and bare.isascii():
        return None
    codes = names.everywhere.get(bare)
    if codes is None or bare in names.english_words:
        return None
    if len(codes) > 1 or not bare.isascii() or previous in _PREPOSITIONS:
        return codes, Standing.NAMED
    return codes, Standing.PLACE


def _standing(before: str, after: str) -> Standing:
    if _NO_MORE.search(before):
        return Standing.LEFT
    if _LIVES.search(before) or _MOVED_TO.search(before):
        return Standing.LIVED_IN
    if _USED_TO.search(before) or _PASSPORT.match(after):
        return Standing.LEFT
    return Standing.IN if _IN.search(before) else Standing.NAMED


def _capital_codes(text: str) -> frozenset[str]:
    """Two-letter codes typed in capitals within a text that is not all in capitals."""
    shouted = not any(letter.islower() for letter in text)
    codes = frozenset(_CODE.findall(text)) & (COUNTRIES | {"UK"})
    return (codes & {"US", "UK"}) if shouted else codes - _WORDLIKE_CODES


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
