"""When a story says that it happened: the words that say so, and no more of it."""

import re
from collections.abc import Callable
from typing import Final

from fields.dates.clock import ZONES

# A part of a sentence; the comma of "March 3, 2026, around 4 pm" parts nothing.
_CLAUSE: Final = re.compile(
    r",\s+(?!(?:19|20)\d\d\b|(?:at |around |about )?\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\b|o'clock))"
    r"|;\s*|(?<=[.!?])\s+|\n+|\s+(?=and I\b)|\s+(?=but\b)"
)
_GREETING: Final = re.compile(
    r"\bgood (?:morning|afternoon|evening|night|day)\b", re.IGNORECASE
)
_COUNT: Final = (
    r"(?:about |around |over |more than |almost |nearly |the (?:last|past) |another )*"
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|half an?)"
    r"(?:[ -](?:or|to|-)[ -]?\d+)? ?(?:more |business |working )?"
)
# How long something lasted, or should have, is not when it was ("down for six hours").
_HOW_LONG: Final = re.compile(
    rf"\b(?:for|in|within|of|after|every|takes?|took|lasted|wait(?:ed)?) {_COUNT}"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)\b(?! (?:ago|now|already))",
    re.IGNORECASE,
)
# Longer ones tell when it began, where it still goes on.
_HOW_MANY_DAYS: Final = re.compile(
    rf"\b(?:for|in|within|of|after|every|takes?|took|lasted|wait) {_COUNT}"
    r"(?:days?|nights?|weeks?|months?|years?)\b(?! (?:ago|now|already))",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"\b(?:been|still|waiting|has|have|is|are|am)\b|['’]s\b|['’]ve\b", re.IGNORECASE
)
# Words of a time that people miss even where a reader of dates does not.
_TELLS_FIRST: Final = re.compile(r"^(?:last|this|past|since|for)$", re.IGNORECASE)
_TELLS_LAST: Final = re.compile(
    rf"^(?:(?:19|20)\d\d|ago|(?:{'|'.join(ZONES)})(?:[+-]\d{{1,2}})?)\W*$",
    re.IGNORECASE,
)
_MOST_CLAUSES: Final = 60
_MOST_WORDS: Final = 60

# What a reader of dates finds in words: from and to as ISO 8601 times, or None.
Told = tuple[str, str]


def words_of_time(
    story: str, read: Callable[[str], Told | None], today: str
) -> str | None:
    """The words of the story that say when it happened; None when none do.

    Of several dates the narrowest counts, and one that ends before `today` (ISO 8601)
    before one that does not: "You froze it on 3 March and I still wait today".
    """
    best: tuple[tuple[bool, int], str] | None = None
    for clause in _CLAUSE.split(story)[:_MOST_CLAUSES]:
        words = _without_lengths(clause)
        found = read(words) if words.strip() else None
        if found is None:
            continue
        key = (found[1][:10] >= today, _days(found))
        if best is None or key < best[0]:
            best = key, words
    return _shortest(best[1], read) if best else None


def _without_lengths(clause: str) -> str:
    plain = _HOW_LONG.sub(" ", _GREETING.sub(" ", clause))
    return plain if _GOES_ON.search(plain) else _HOW_MANY_DAYS.sub(" ", plain)


def _days(found: Told) -> int:
    first, last = (
        int(day[:4]) * 372 + int(day[5:7]) * 31 + int(day[8:10]) for day in found
    )
    return last - first


def _shortest(clause: str, read: Callable[[str], Told | None]) -> str:
    """The clause without the words at either end that change nothing about the time."""
    meant = read(clause)
    words = clause.split()[:_MOST_WORDS]
    if read(" ".join(words)) != meant:
        return clause.strip(" ,.;")
    while len(words) > 1 and not _TELLS_FIRST.search(words[0]):
        if read(" ".join(words[1:])) != meant:
            break
        words = words[1:]
    while len(words) > 1 and not _TELLS_LAST.search(words[-1]):
        if read(" ".join(words[:-1])) != meant:
            break
        words = words[:-1]
    return " ".join(words).strip(" ,.;!")
