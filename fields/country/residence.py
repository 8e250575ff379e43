"""The country that the client lives in, as ISO 3166-1 alpha-2."""

import re
from typing import Final

from fields.context import Context
from fields.country.mentions import Mention, Standing, mentions
from fields.country.names import (
    alpha_3,
    country_name,
    country_names,
    without_article,
)
from fields.country.spelling import likely, rivals
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong, WrongKind
from fields.skipping import only_assents, skips
from fields.text import fold, quoted
from fields.wording import words_of_field
from firm.countries import COUNTRIES

_LONGEST_NAME: Final = 60
_MOST_CHOICES: Final = 3
# A flag is its country's two letters in signs of their own (Unicode's regional indicators).
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_A: Final = 0x1F1E6


def read(text: str, context: Context) -> Reading:
    """The country that the words name as the place where the client lives.

    Asks back when a name fits several countries, when only a nationality, a city or a
    country left behind is named, and when the spelling is too far off to be sure.
    """
    if not fold(text[:1000]) and not _FLAG.search(text[:1000]):
        return Wrong("country_missing")
    language = context.language
    if len(text) <= _LONGEST_NAME:
        reading = _whole(text, language)
        if reading is not None:
            return reading
    if only_assents(text, language):
        return Wrong("country_missing")
    found = mentions(text, language)
    if found:
        return _weighed(found, language)
    words = words_of_field("country", language)
    refused = fold(text) in words.sets["refusals"]
    if refused or skips(text, words.pieces["about"], language):
        return Wrong("country_needed", kind=WrongKind.NEEDED)
    region = _region(text, language)
    if region is not None:
        return Wrong("country_region", {"given": quoted(region)})
    return _guessed(text, language)


def show(value: Stored, context: Context) -> str:
    """The country's name."""
    return country_name(value, context.language) if isinstance(value, str) else ""


def _whole(text: str, language: str) -> Reading | None:
    """The reading of a text that is a name or a code and nothing more, else None."""
    code = _code(text, language)
    if code is not None:
        return code
    names = country_names(language)
    folded = fold(text)
    for name in dict.fromkeys(
        (without_article(folded, language), _stripped(folded, language))
    ):
        if name in names.own:
            return Value(names.own[name])
        if name in names.ambiguous:
            return _choose("country_several", names.ambiguous[name], language)
        if name in names.regions:
            return Wrong("country_region", {"given": quoted(text)})
        if name in names.peoples:
            return _choose("country_nationality", names.peoples[name], language)
        if name in names.everywhere and (len(name) > 3 or not name.isascii()):
            return _foreign(name, names.everywhere[name], language)
        if name in names.places:
            return _choose("country_place", (names.places[name],), language)
    return None


def _foreign(name: str, codes: tuple[str, ...], language: str) -> Reading:
    """The country of a name in another language; asks back if a slip is as likely."""
    names = country_names(language)
    meant = tuple(dict.fromkeys((*codes, *rivals(name, codes[0], language))))
    if len(meant) > 1:
        return _choose("country_several", meant, language)
    if name in names.own_words or (len(name) <= 4 and name.isascii()):
        return _choose("country_unsure", meant, language)
    return Value(meant[0])


def _stripped(folded: str, language: str) -> str:
    """The name alone, out of "I live in … now"."""
    patterns = words_of_field("country", language).patterns
    led = patterns["lead"].sub("", folded + " ").rstrip()
    return without_article(patterns["tail"].sub("", led), language)


def _code(text: str, language: str) -> Reading | None:
    flag = _FLAG.search(text)
    if flag is not None and not fold(text):
        code = "".join(chr(ord(letter) - _FLAG_A + ord("A")) for letter in flag.group())
        return Value(code) if code in COUNTRIES else None
    bare = re.sub(r"[\s.]", "", text)
    if bare.isupper() and bare in alpha_3():
        return Value(alpha_3()[bare])
    if bare.upper() not in COUNTRIES or len(text.strip()) > 4:
        return None
    if bare == "NO":
        return _choose("country_unsure", ("NO",), language)
    if bare.isupper():
        return Value(bare)
    if bare.lower() in words_of_field("country", language).sets["wordlike"]:
        return None
    return _choose("country_unsure", (bare.upper(),), language)


def _weighed(found: list[Mention], language: str) -> Reading:
    highest = max(mention.standing for mention in found)
    best = _resolved(
        [mention for mention in found if mention.standing == highest], found
    )
    if len(best) == 1 and highest >= Standing.NAMED:
        return Value(best[0])
    if len(best) > 1:
        return _choose("country_several", tuple(best), language)
    if highest == Standing.PLACE:
        return _choose("country_place", tuple(best), language)
    reason = (
        "country_nationality" if highest == Standing.NATIONALITY else "country_left"
    )
    return _choose(reason, tuple(best), language)


def _resolved(best: list[Mention], found: list[Mention]) -> list[str]:
    """The codes meant; a plain name settles a shared one ("Georgia, USA")."""
    plain = [mention.codes[0] for mention in found if len(mention.codes) == 1]
    codes: list[str] = []
    for mention in best:
        settled = [code for code in mention.codes if code in plain]
        codes += settled or mention.codes
    return list(dict.fromkeys(codes))


def _region(text: str, language: str) -> str | None:
    names = country_names(language)
    words = fold(text[:400]).split()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if name in names.regions and (length > 1 or len(name) > 3 or name == "eu"):
                return name
    return None


def _guessed(text: str, language: str) -> Reading:
    """The reading of a name with a slip in it."""
    guess = likely(_stripped(fold(text[:400]), language), language)
    if guess is None:
        return Wrong("country_unknown", {"given": quoted(text)})
    codes, sure = guess
    if sure:
        return Value(codes[0])
    reason = "country_unsure" if len(codes) == 1 else "country_several"
    return _choose(reason, codes, language)


def _choose(reason: str, codes: tuple[str, ...], language: str) -> Choose:
    choices = tuple(
        Choice(country_name(code, language), code) for code in codes[:_MOST_CHOICES]
    )
    return Choose(reason, choices, {"country": choices[0].title})
