"""Words: of what somebody typed, and lists of them written as plain text, which read better
than a list of quoted ones."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def words_of(text: str) -> list[str]:
    """The words of what somebody typed, in small letters; "don’t" is one."""
    return _WORD.findall(text.casefold().replace("\u2019", "'"))


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def numbered(text: str, start: int = 0) -> dict[str, int]:
    """Each word with its place in the text, counted from `start`."""
    return {word: place for place, word in enumerate(text.split(), start)}
