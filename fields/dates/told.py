"""Finds the words in which a story says when it happened, and no more of it."""

from collections.abc import Callable
from typing import Final

from fields.dates.vocabulary import vocabulary_of
from languages import DEFAULT, Words

_MOST_CLAUSES: Final = 60
_MOST_WORDS: Final = 60

# An interval that a reader of dates finds in words: from and to, as ISO 8601 times.
Told = tuple[str, str]


def words_of_time(
    story: str,
    read: Callable[[str], Told | None],
    today: str,
    language: str = DEFAULT,
) -> str | None:
    """The words of the story that say when it happened; None when none do.

    Of several dates the narrowest counts. But a date that ends before `today` (ISO
    8601) wins over one that does not: "You froze it on 3 March and I still wait today".
    """
    vocabulary = vocabulary_of(language).words
    best: tuple[tuple[bool, int], str] | None = None
    for clause in vocabulary.patterns["clause"].split(story)[:_MOST_CLAUSES]:
        words = _without_lengths(clause, vocabulary)
        found = read(words) if words.strip() else None
        if found is None:
            continue
        key = (found[1][:10] >= today, _days(found))
        if best is None or key < best[0]:
            best = key, words
    return _shortest(best[1], read, vocabulary) if best else None


def _without_lengths(clause: str, vocabulary: Words) -> str:
    patterns = vocabulary.patterns
    plain = patterns["how_long"].sub(" ", patterns["greeting"].sub(" ", clause))
    if patterns["goes_on"].search(plain):
        return plain
    return patterns["how_many_days"].sub(" ", plain)


def _days(found: Told) -> int:
    first, last = (
        int(day[:4]) * 372 + int(day[5:7]) * 31 + int(day[8:10]) for day in found
    )
    return last - first


def _shortest(
    clause: str, read: Callable[[str], Told | None], vocabulary: Words
) -> str:
    """The clause without words at either end that do not change the time it means."""
    tells_first = vocabulary.patterns["tells_first"]
    tells_last = vocabulary.patterns["tells_last"]
    meant = read(clause)
    words = clause.split()[:_MOST_WORDS]
    if read(" ".join(words)) != meant:
        return clause.strip(" ,.;")
    while len(words) > 1 and not tells_first.search(words[0]):
        if read(" ".join(words[1:])) != meant:
            break
        words = words[1:]
    while len(words) > 1 and not tells_last.search(words[-1]):
        if read(" ".join(words[:-1])) != meant:
            break
        words = words[:-1]
    return " ".join(words).strip(" ,.;!")
