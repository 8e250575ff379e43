"""Recovery phrases: 12, 15, 18, 21 or 24 words of a BIP 39 list whose checksum holds.

Numbering, punctuation and line breaks between the words do not hide a phrase. A run that is
announced as one ("my seed phrase is ...") or numbered word by word is cut even when its
checksum fails, because the client may have mistyped a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mnemonic import Mnemonic

from bot.webchat.shield.finding import Finding

LENGTHS = (24, 21, 18, 15, 12)
# Letters with their combining marks; everything else separates words.
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u3099\u309a][^\W\d_]*)*")
# Between two words of a phrase: spaces, line breaks, commas, "12.", "(3)", "#4:", bullets.
_GAP = re.compile(r"[^\w]{0,6}(?:\d{1,2}[^\w]{0,4})?")
_NUMBERED = re.compile(r"\d{1,2}\s?[.):\-]?\s*$")
_WORDING = re.compile(
    r"\b(?:seed|recovery|backup|mnemonic|secret|wallet)\s+(?:phrase|words?)|\bmnemonic\b|\bseed\b",
    re.IGNORECASE,
)
_REACH = 60  # characters before a run in which its announcement is looked for


class _Word(NamedTuple):
    start: int
    end: int
    text: str


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[Mnemonic, dict[str, str]], ...]:
    """Each language's list, and from what people write to the list's word. Read once."""
    lists = []
    for language in Mnemonic.list_languages():
        words = Mnemonic(language)
        known = {_plain(word): word for word in words.wordlist}
        if language == "english":
            # Four letters identify an English word; metal backups hold no more.
            for word in words.wordlist:
                known.setdefault(word[:4], word)
        lists.append((words, known))
    return tuple(lists)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", word).casefold()


def find_recovery_phrases(text: str) -> Iterator[Finding]:
    words = [_Word(*m.span(), _plain(m.group())) for m in _WORD.finditer(text)]
    if len(words) < LENGTHS[-1]:
        return
    for checker, known in _lists():
        for run in _runs(text, words, known):
            yield from _phrases_in(text, run, checker, known)


def _runs(
    text: str, words: list[_Word], known: dict[str, str]
) -> Iterator[list[_Word]]:
    """Stretches of list words with nothing but separators between them."""
    run: list[_Word] = []
    for word in words:
        joined = not run or _GAP.fullmatch(text, run[-1].end, word.start)
        if word.text not in known or not joined:
            if len(run) >= LENGTHS[-1]:
                yield run
            run = []
        if word.text in known:
            run.append(word)
    if len(run) >= LENGTHS[-1]:
        yield run


def _phrases_in(
    text: str, run: list[_Word], checker: Mnemonic, known: dict[str, str]
) -> Iterator[Finding]:
    if _announced(text, run) or _numbered(text, run):
        yield Finding(_start(text, run[0]), run[-1].end, "recovery_phrase")
        return
    first = 0
    while first + LENGTHS[-1] <= len(run):
        for length in LENGTHS:
            taken = run[first : first + length]
            if len(taken) == length and _checks(taken, checker, known):
                yield Finding(_start(text, taken[0]), taken[-1].end, "recovery_phrase")
                first += length
                break
        else:
            first += 1


def _checks(taken: list[_Word], checker: Mnemonic, known: dict[str, str]) -> bool:
    # A phrase that repeats one word throughout is a test vector or a joke; it is cut as well.
    return bool(
        checker.check(checker.delimiter.join(known[word.text] for word in taken))
    )


def _announced(text: str, run: list[_Word]) -> bool:
    start = run[0].start
    return _WORDING.search(text, max(0, start - _REACH), start) is not None


def _numbered(text: str, run: list[_Word]) -> bool:
    """Whether nearly every word has its number before it."""
    numbered = sum(
        1 for word in run if _NUMBERED.search(text, max(0, word.start - 5), word.start)
    )
    return numbered >= len(run) - 1


def _start(text: str, word: _Word) -> int:
    """The word's own number goes with it."""
    number = _NUMBERED.search(text, max(0, word.start - 5), word.start)
    return number.start() if number else word.start
