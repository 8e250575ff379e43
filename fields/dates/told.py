"""Finds the words in which a story says when it happened, and no more of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fields.dates.asides import telling_clauses
from fields.dates.vocabulary import vocabulary_of
from languages import DEFAULT, Words

_MOST_WORDS: Final = 60


@dataclass(frozen=True)
class Told:
    """What a reader of dates finds in words: from and to as ISO 8601 times, and whether they
    say no more than how long it lasted.
    """

    start: str
    end: str
    length: bool = False


# What words mean, None without a date; the flag is for the strictness that a story needs.
Read = Callable[[str, bool], Told | None]


def words_of_time(
    story: str,
    read: Read,
    today: str,
    language: str = DEFAULT,
) -> tuple[str, Told] | None:
    """The words of the story that say when it happened, and what they mean; None when none do.

    Of several dates the narrowest counts, one that ends before `today` (ISO 8601) before
    one that does not ("You froze it on 3 March and I still wait today"), and any before a
    length ("4 months. Nothing since 2 July").
    """
    vocabulary = vocabulary_of(language)
    best: tuple[tuple[bool, bool, int], str, Told] | None = None
    for clause in telling_clauses(story, vocabulary):
        words = _without_lengths(clause, vocabulary.words)
        found = read(words, True) if words.strip() else None
        if found is None:
            continue
        key = (found.length, found.end[:10] >= today, _days(found))
        if best is None or key < best[0]:
            best = key, words, found
    if best is None:
        return None
    return _shortest(best[1], best[2], read, vocabulary.words), best[2]


def _without_lengths(clause: str, vocabulary: Words) -> str:
    patterns = vocabulary.patterns
    plain = patterns["how_long"].sub(" ", patterns["greeting"].sub(" ", clause))
    if patterns["goes_on"].search(plain):
        return plain
    return patterns["how_many_days"].sub(" ", plain)


def _days(found: Told) -> int:
    first, last = (
        int(day[:4]) * 372 + int(day[5:7]) * 31 + int(day[8:10])
        for day in (found.start, found.end)
    )
    return last - first


def _shortest(clause: str, meant: Told, read: Read, vocabulary: Words) -> str:
    """The clause without the words at either end that change nothing about the time."""
    tells_first = vocabulary.patterns["tells_first"]
    tells_last = vocabulary.patterns["tells_last"]
    # Once it is known whose time it is, the words that tell it may go.
    strict = read(clause, False) != meant
    words = clause.split()[:_MOST_WORDS]
    if read(" ".join(words), strict) != meant:
        return clause.strip(" ,.;")
    while len(words) > 1 and not tells_first.search(words[0]):
        if read(" ".join(words[1:]), strict) != meant:
            break
        words = words[1:]
    while len(words) > 1 and not tells_last.search(words[-1]):
        if read(" ".join(words[:-1]), strict) != meant:
            break
        words = words[:-1]
    return " ".join(words).strip(" ,.;!")
