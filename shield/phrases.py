"""Recovery phrases: 12, 15, 18, 21 or 24 words of a BIP 39 list whose checksum holds.

Numbering, punctuation and line breaks between the words do not hide a phrase. A run that is
announced as one ("my seed phrase is ...") or numbered word by word is cut even when its
checksum fails, because the client may have mistyped a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from mnemonic import Mnemonic

from shield.finding import Finding
from shield.words import either, languages

LENGTHS = (24, 21, 18, 15, 12)
# Letters with their combining marks; everything else separates words.
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u3099\u309a][^\W\d_]*)*")
# Between words of a phrase: spaces, line breaks, commas, "12.", "(3)", "#4:", bullets.
_GAP = re.compile(r"[^\w]{0,6}(?:\d{1,2}[^\w]{0,4})?")
_NUMBERED = re.compile(r"\d{1,2}\s?[.):\-]?\s*$")
_REACH = 60  # characters before a run in which its announcement is looked for


class _Word(NamedTuple):
    start: int
    end: int
    text: str


# Words as people write them, each with its place in the list of one language.
_Places = dict[str, int]


@lru_cache(maxsize=1)
def _lists() -> tuple[_Places, ...]:
    """The word list of every language; read once."""
    return tuple(_places(language) for language in Mnemonic.list_languages())


def _places(language: str) -> _Places:
    words = Mnemonic(language).wordlist
    places = {_plain(word): place for place, word in enumerate(words)}
    if language == "english":
        # Four letters identify an English word; metal backups hold no more.
        for place, word in enumerate(words):
            places.setdefault(word[:4], place)
    return places


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", word).casefold()


def find_recovery_phrases(text: str) -> Iterator[Finding]:
    words = [_Word(*m.span(), _plain(m.group())) for m in _WORD.finditer(text)]
    if len(words) < LENGTHS[-1]:
        return
    for places in _lists():
        for run in _runs(text, words, places):
            yield from _phrases_in(text, run, places)


def _runs(text: str, words: list[_Word], places: _Places) -> Iterator[list[_Word]]:
    """Runs of words of a list, with nothing but separators between them."""
    run: list[_Word] = []
    for word in words:
        joined = not run or _GAP.fullmatch(text, run[-1].end, word.start)
        if word.text not in places or not joined:
            if len(run) >= LENGTHS[-1]:
                yield run
            run = []
        if word.text in places:
            run.append(word)
    if len(run) >= LENGTHS[-1]:
        yield run


def _phrases_in(text: str, run: list[_Word], places: _Places) -> Iterator[Finding]:
    numbers = [places[word.text] for word in run]
    first = 0
    while first + LENGTHS[-1] <= len(run):
        length = _length_at(numbers, first)
        if length is None and first == 0 and _is_meant_as_one(text, run):
            length = len(run)
        if length is None:
            first += 1
            continue
        last = run[first + length - 1]
        yield Finding(_start(text, run[first]), last.end, "recovery_phrase")
        first += length


def _length_at(numbers: list[int], first: int) -> int | None:
    """The length of the phrase that begins here, the longest that fits."""
    for length in LENGTHS:
        taken = numbers[first : first + length]
        if len(taken) == length and has_checksum(taken):
            return length
    return None


def has_checksum(numbers: list[int]) -> bool:
    """Whether words at these places of their list end in their BIP 39 checksum.

    A word has eleven bits. Of 33 bits one belongs to the checksum and the rest to the
    entropy; the checksum is the beginning of the entropy's SHA-256.
    """
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    size = len(numbers) * 11 // 33
    entropy = (bits >> size).to_bytes(size * 4, "big")
    wanted = sha256(entropy).digest()[0] >> (8 - size)
    return bits & ((1 << size) - 1) == wanted


def _is_meant_as_one(text: str, run: list[_Word]) -> bool:
    """Whether words announce the run, or most of its words are numbered."""
    start = run[0].start
    at = max(0, start - _REACH)
    if any(names.search(text, at, start) for names in _announcements()):
        return True
    numbered = [w for w in run if _NUMBERED.search(text, max(0, w.start - 5), w.start)]
    return len(numbered) * 4 >= len(run) * 3


@lru_cache(maxsize=1)
def _announcements() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"\b{either(language.recovery_phrases.names)}\b", re.IGNORECASE)
        for language in languages().values()
    )


def _start(text: str, word: _Word) -> int:
    """The start of a word, or of its number when there is one before it."""
    number = _NUMBERED.search(text, max(0, word.start - 5), word.start)
    return number.start() if number else word.start
