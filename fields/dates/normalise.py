"""Makes text even before dates are looked for: one case, digits, names in full."""

import re
import unicodedata
from typing import Final

from rapidfuzz.distance import OSA

from fields.dates.vocabulary import Vocabulary
from fields.text import APOSTROPHES, DASHES

_WORD: Final = re.compile(r"[a-z]+")
_APOSTROPHES: Final = re.compile(f"[{APOSTROPHES}]")
_DASHES: Final = re.compile(f"[{DASHES}]")
_LONGEST: Final = 2000
# Shorter words are not corrected.
_SHORTEST_SLIP: Final = 5


def even(text: str, vocabulary: Vocabulary) -> str:
    """`text` (its first 2000 characters) in small letters, numbers as digits, names in full.

    "Twenty-first of Sept., half past five" becomes "21st of september, half past 5".
    """
    patterns = vocabulary.words.patterns
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
    plain = _DASHES.sub("-", _APOSTROPHES.sub("'", plain))
    plain = " ".join(plain.split())
    plain = patterns["glued"].sub(r"\1 ", plain)
    plain = patterns["tens"].sub(lambda match: _tens(match, vocabulary), plain)
    plain = _WORD.sub(lambda match: _word(match.group(), vocabulary), plain)
    plain = patterns["dotted_month"].sub(r"\1", plain)
    plain = patterns["short_weekday"].sub(
        lambda match: _weekday(match, vocabulary), plain
    )
    plain = patterns["and_a_half"].sub(r"\1.5", plain)
    plural = vocabulary.words.pieces["plural"]
    plain = patterns["or_two"].sub(rf"1-2 \g<1>{plural}", plain)
    plain = patterns["one_and_a_half"].sub(rf"1.5 \g<1>{plural}", plain)
    return patterns["ordinal_day"].sub(lambda match: _ordinal(match, vocabulary), plain)


def _word(word: str, vocabulary: Vocabulary) -> str:
    words = vocabulary.words
    if word in words.tables["shorts"]:
        return str(words.tables["shorts"][word])
    if word in words.tables["numbers"]:
        return str(words.tables["numbers"][word])
    if len(word) < _SHORTEST_SLIP or word in words.sets["real"]:
        return word
    for right in vocabulary.spelt.get(word[0], ()):
        allowed = 2 if len(right) > 7 and len(word) > 6 else 1
        near = abs(len(word) - len(right)) <= allowed
        if near and OSA.distance(word, right, score_cutoff=allowed) <= allowed:
            return right
    return word


def _tens(match: re.Match[str], vocabulary: Vocabulary) -> str:
    numbers = vocabulary.words.tables["numbers"]
    tens, unit = numbers[match[1]], match[2]
    if unit in numbers:
        return str(tens + numbers[unit])
    return _numbered(tens + vocabulary.words.tables["ordinals"][unit], vocabulary)


def _ordinal(match: re.Match[str], vocabulary: Vocabulary) -> str:
    day = vocabulary.words.tables["ordinals"][match[1] or match[2]]
    return _numbered(day, vocabulary)


def _numbered(day: int, vocabulary: Vocabulary) -> str:
    """The number with the ending that makes it a day's ("21st")."""
    endings = vocabulary.words.lists["ordinal_endings"]
    last = day % 10 if day not in (11, 12, 13) else 0
    return f"{day}{endings[last] if last < len(endings) else endings[0]}"


def _weekday(match: re.Match[str], vocabulary: Vocabulary) -> str:
    short = match[3] or match[6]
    full = next(day for day in vocabulary.weekdays if day.startswith(short))
    return f"{match[1] or ''}{match[2] or ''}{full}"
