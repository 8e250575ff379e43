"""What a word is: the same on both databases, in the index and in what officials type.

Case, accents and the way characters are composed do not matter, and any sign that is no
letter, digit or mark only separates. Scripts that are written without spaces are cut into
single characters, so that a part of a sentence is found.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import regex

# Characters of a word that count. PostgreSQL takes lexemes up to 2 kB.
LONGEST_WORD = 40
# PostgreSQL takes 1 MB a document with what it adds
# (https://www.postgresql.org/docs/current/textsearch-limitations.html).
LARGEST_DOCUMENT = 500_000

# Accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic, and the Arabic stretch.
# People leave them out when they search. Marks of other scripts are vowels: they stay.
_LEFT_OUT = regex.compile(
    r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*"
    r"|[[\p{L}\p{N}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]+",
    regex.V1,
)


def words_in(text: str) -> Iterator[str]:
    """Each word of a text as it is compared, in order, with repetitions."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", folded))
    for found in _WORD.finditer(bare):
        yield found[0][:LONGEST_WORD]


def distinct(texts: Iterable[str]) -> list[str]:
    """The words of these texts, each once, in order. A document that is larger than
    LARGEST_DOCUMENT (bytes of UTF-8) is found by its first words only."""
    kept: dict[str, None] = {}
    room = LARGEST_DOCUMENT
    for text in texts:
        for word in words_in(text):
            if word in kept:
                continue
            room -= len(word.encode()) + 1
            if room < 0:
                return list(kept)
            kept[word] = None
    return list(kept)
