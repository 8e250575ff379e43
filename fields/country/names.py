"""Names of every country: CLDR's in all languages, and those that people use besides.

CLDR is the Unicode consortium's locale data, which the library Babel carries. The index is
made once, on first use, in about a third of a second.
"""

import gc
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from fields.text import fold
from fields.wording import words_of_field
from firm.countries import COUNTRIES
from languages import DEFAULT, wording

# Codes in CLDR that stand for a region of the world ("150" is Europe) or a union.
_UNIONS: Final = frozenset(("EU", "EZ", "UN"))


@dataclass(frozen=True)
class CountryNames:
    """Folded names, each to the alpha-2 codes that it may mean.

    `own`: CLDR's names in the language, and the aliases. `everywhere`: names in all languages.
    `ambiguous`: names that several countries share. `peoples`: nationalities. `places`:
    states and cities. `regions`: what is larger than a country. `own_words`: names in
    some language that mean something else in this one. `unspaced`: names in scripts without
    spaces between words, the longest first.
    """

    own: dict[str, str]
    everywhere: dict[str, tuple[str, ...]]
    ambiguous: dict[str, tuple[str, ...]]
    peoples: dict[str, tuple[str, ...]]
    places: dict[str, str]
    regions: frozenset[str]
    own_words: frozenset[str]
    unspaced: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def country_names(language: str) -> CountryNames:
    """The index of names for one language, made on the first call."""
    words = wording("fields/country.yml", language)
    article = words_of_field("country", language).pieces["article"]
    ambiguous = {name: tuple(codes) for name, codes in words["ambiguous"].items()}
    own = {
        fold(name).removeprefix(article): code
        for code, name in Locale(language).territories.items()
        if code in COUNTRIES
    }
    for code, names in words["aliases"].items():
        own.update(dict.fromkeys(names, code))
    for name in ambiguous:
        own.pop(name, None)
    everywhere, regions = _in_all_languages(article)
    return CountryNames(
        own=own,
        everywhere=everywhere,
        ambiguous=ambiguous,
        peoples=_inverted(words["peoples"]),
        places=_places(words["places"]),
        regions=frozenset(regions | set(words["regions"])) - own.keys(),
        own_words=frozenset(words["own_words"]),
        unspaced=tuple(_unspaced(everywhere)),
    )


def country_name(code: str, language: str = DEFAULT) -> str:
    """CLDR's name of the country; the code itself when it has no name."""
    return str(Locale(language).territories.get(code, code))


@lru_cache(maxsize=1)
def alpha_3() -> dict[str, str]:
    """ISO 3166-1 alpha-3 to alpha-2, after CLDR's table of territory aliases."""
    return {
        alias: codes[0]
        for alias, codes in get_global("territory_aliases").items()
        if len(alias) == 3 and alias.isalpha() and codes[0] in COUNTRIES
    }


def without_article(folded: str, language: str = DEFAULT) -> str:
    """The name without "the" before it."""
    return folded.removeprefix(words_of_field("country", language).pieces["article"])


def _in_all_languages(article: str) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    countries: dict[str, list[str]] = {}
    regions: set[str] = set()
    folded: dict[str, str] = {}
    for territories in _territories():
        for code, name in territories.items():
            plain = folded.get(name)
            if plain is None:
                plain = folded[name] = fold(name).removeprefix(article)
            if code in COUNTRIES:
                codes = countries.setdefault(plain, [])
                if code not in codes:
                    codes.append(code)
            elif code.isdigit() or code in _UNIONS:
                regions.add(plain)
    countries.pop("", None)
    return {name: tuple(codes) for name, codes in countries.items()}, regions


def _territories() -> Iterator[dict[str, str]]:
    """The names of territories in each language.

    Read straight from Babel's data files: `babel.localedata.load` keeps every locale that it
    has read, and all of them take 150 MB where the names alone take 10.
    """
    folder = files("babel") / "locale-data"
    collecting = gc.isenabled()
    gc.disable()  # thousands of small dictionaries, none of them garbage yet
    try:
        for name in sorted(locale_identifiers()):
            if "_" in name:
                continue
            with (folder / f"{name}.dat").open("rb") as file:
                yield pickle.load(file).get("territories", {})
    finally:
        if collecting:
            gc.enable()


def _inverted(groups: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    inverted: dict[str, tuple[str, ...]] = {}
    for code, names in groups.items():
        for name in names:
            inverted[name] = (*inverted.get(name, ()), code)
    return inverted


def _places(groups: dict[str, list[str]]) -> dict[str, str]:
    """States and cities; the cities are those that IANA time zones are named after."""
    places: dict[str, str] = {}
    for zone, code in get_global("zone_territories").items():
        if code in COUNTRIES and "/" in zone and not zone.startswith("Etc/"):
            places[fold(zone.rpartition("/")[2])] = code
    for code, names in groups.items():
        places.update(dict.fromkeys(names, code))
    return places


_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}"
)


def _unspaced(everywhere: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Names in scripts without spaces between words, the longest first."""
    found = [
        (name, codes[0])
        for name, codes in everywhere.items()
        if len(codes) == 1 and _UNSPACED.fullmatch(name)
    ]
    yield from sorted(found, key=lambda pair: -len(pair[0]))
