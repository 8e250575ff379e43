"""Words of a text: the same for both databases, in the index and in searches.

Case, accents and the composition of characters do not matter. Any character that is no
letter, digit or mark separates words. Scripts that are written without spaces are cut
into single characters, so that a part of a sentence is found.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import regex

# Only so many characters of a word count. PostgreSQL takes lexemes up to 2 kB.
LONGEST_WORD = 40
# Bytes. PostgreSQL takes 1 MB a document, including what it adds itself
# (https://www.postgresql.org/docs/current/textsearch-limitations.html).
LARGEST_DOCUMENT = 500_000

# Marks that people leave out when they search: accents of Latin, Greek and Cyrillic,
# points of Hebrew and Arabic, and the Arabic stretch. Marks of other scripts are
# vowels: they stay.
_LEFT_OUT = regex.compile(
    r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*"
    r"|[[\p{L}\p{N}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]+",
    regex.V1,
)


def words_in(text: str) -> Iterator[str]:
    """Each word of a text, in the form to compare, in order, with repetitions."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", folded))
    for found in _WORD.finditer(bare):
        yield found[0][:LONGEST_WORD]


def distinct(texts: Iterable[str]) -> list[str]:
    """The words of these texts, each once, in order.

    Of a document larger than LARGEST_DOCUMENT (bytes of UTF-8) only the first words
    count.
    """
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
