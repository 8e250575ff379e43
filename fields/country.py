"""The country that the client lives in, as ISO 3166-1 alpha-2."""

import re
from typing import Final

from fields.assent import only_assents
from fields.context import Context
from fields.country_mentions import Mention, Standing, mentions
from fields.country_names import (
    alpha_3,
    country_names,
    english_name,
    without_article,
)
from fields.country_spelling import likely, rivals
from fields.folding import fold, quoted
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong
from fields.skipping import skips
from fields.wordlist import word_set
from firm.countries import COUNTRIES

_LEAD: Final = re.compile(
    r"^(?:(?:i am|im|i|we|we are|am|currently|now|right now|here|my|country|of|residence|residency|is|its|it is|thats"
    r"|from|in|at|live|lives|living|living in|reside|residing|resident|based|located|stay|staying|home|the|a|an"
    r"|hi|hello|ok|yes|sure|well|um|answer|would be|be) )+"
)
_TAIL: Final = re.compile(
    r"(?: (?:please|thanks|thank you|now|currently|sir|mate|at the moment|of course|here))+$"
)
_LONGEST_NAME: Final = 60
_MOST_CHOICES: Final = 3
# A flag is its country's two letters in signs of their own (Unicode's regional indicators).
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_A: Final = 0x1F1E6
# Two letters that say something else even when they are a code ("no", "me", "ok").
_WORDLIKE: Final = word_set(
    "am as at be by do in is it me my no so to us id tv pm ai ma pa la ne"
)


def read(text: str, context: Context) -> Reading:
    """The country that the words name as the place where the client lives.

    Asked back when a name fits several countries, when only a nationality, a city or a
    country left behind is named, and when the spelling is too far off to be sure.
    """
    if not fold(text[:1000]) and not _FLAG.search(text[:1000]):
        return Wrong("country_missing")
    if len(text) <= _LONGEST_NAME:
        reading = _whole(text)
        if reading is not None:
            return reading
    if only_assents(text):
        return Wrong("country_missing")
    found = mentions(text)
    if found:
        return _weighed(found)
    if skips(text, "countr(?:y|ies)") or fold(text) in ("no", "none"):
        return Wrong("country_needed")
    region = _region(text)
    if region is not None:
        return Wrong("country_region", {"given": quoted(region)})
    return _guessed(text)


def show(value: Stored, context: Context) -> str:
    """The country's name in English."""
    return english_name(value) if isinstance(value, str) else ""


def _whole(text: str) -> Reading | None:
    """What the text means when it is a name or a code and nothing more."""
    code = _code(text)
    if code is not None:
        return code
    names = country_names()
    folded = fold(text)
    for name in dict.fromkeys((without_article(folded), _stripped(folded))):
        if name in names.english:
            return Value(names.english[name])
        if name in names.ambiguous:
            return _choose("country_several", names.ambiguous[name])
        if name in names.regions:
            return Wrong("country_region", {"given": quoted(text)})
        if name in names.peoples:
            return _choose("country_nationality", names.peoples[name])
        if name in names.everywhere and (len(name) > 3 or not name.isascii()):
            return _foreign(name, names.everywhere[name])
        if name in names.places:
            return _choose("country_place", (names.places[name],))
    return None


def _foreign(name: str, codes: tuple[str, ...]) -> Reading:
    """A name in another language, unless it is as likely an English one misspelt."""
    names = country_names()
    meant = tuple(dict.fromkeys((*codes, *rivals(name, codes[0]))))
    if len(meant) > 1:
        return _choose("country_several", meant)
    if name in names.english_words or (len(name) <= 4 and name.isascii()):
        return _choose("country_unsure", meant)
    return Value(meant[0])


def _stripped(folded: str) -> str:
    """The name alone, out of "I live in … now"."""
    return without_article(_TAIL.sub("", _LEAD.sub("", folded + " ").rstrip()))


def _code(text: str) -> Reading | None:
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
        return _choose("country_unsure", ("NO",))
    if bare.isupper():
        return Value(bare)
    return (
        None
        if bare.lower() in _WORDLIKE
        else _choose("country_unsure", (bare.upper(),))
    )


def _weighed(found: list[Mention]) -> Reading:
    highest = max(mention.standing for mention in found)
    best = _resolved(
        [mention for mention in found if mention.standing == highest], found
    )
    if len(best) == 1 and highest >= Standing.NAMED:
        return Value(best[0])
    if len(best) > 1:
        return _choose("country_several", tuple(best))
    if highest == Standing.PLACE:
        return _choose("country_place", tuple(best))
    reason = (
        "country_nationality" if highest == Standing.NATIONALITY else "country_left"
    )
    return _choose(reason, tuple(best))


def _resolved(best: list[Mention], found: list[Mention]) -> list[str]:
    """The countries meant; a shared name ("Georgia") settled by a plain one ("Georgia, USA")."""
    plain = [mention.codes[0] for mention in found if len(mention.codes) == 1]
    codes: list[str] = []
    for mention in best:
        settled = [code for code in mention.codes if code in plain]
        codes += settled or mention.codes
    return list(dict.fromkeys(codes))


def _region(text: str) -> str | None:
    names = country_names()
    words = fold(text[:400]).split()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if name in names.regions and (length > 1 or len(name) > 3 or name == "eu"):
                return name
    return None


def _guessed(text: str) -> Reading:
    """A name with a slip in it."""
    guess = likely(_stripped(fold(text[:400])))
    if guess is None:
        return Wrong("country_unknown", {"given": quoted(text)})
    codes, sure = guess
    if sure:
        return Value(codes[0])
    return _choose("country_unsure" if len(codes) == 1 else "country_several", codes)


def _choose(reason: str, codes: tuple[str, ...]) -> Choose:
    choices = tuple(Choice(english_name(code), code) for code in codes[:_MOST_CHOICES])
    return Choose(reason, choices, {"country": choices[0].title})
