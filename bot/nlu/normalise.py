"""Normalises texts: words that must decide nothing are left out or replaced by one.

"Hello, \u2026 Kind regards, Sam" round a message says nothing about the message. A
model would learn otherwise from those who wrote its examples, so these words never
reach it. Each language lists them in data/<language>/wording/nlu/courtesies.yml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from languages import read_words

NAMES_FILE = Path(__file__).parent / "assets" / "exchange_names.txt"
# The word that replaces the name of any exchange.
A_FIRM = "firm"
# The words that replace a complaint's reference, or a number like it, to say that there
# is one.
A_REFERENCE = "case number"

# Three groups or more with a dash between, letters and figures mixed: no date, no word.
_REFERENCE = re.compile(
    r"\b(?=[\w-]*\d)(?=[\w-]*[a-z])[0-9a-z]{2,8}(?:-[0-9a-z]{2,8}){2,}\b", re.IGNORECASE
)
_LOUD = re.compile(r"\s*!+")
_END = re.compile(r"[\s.,;\u2026]+$")
_WORD = re.compile(r"\w+")
# Courtesies are only round a message when a message is left.
_LEAST_WORDS = 2
# "Hi, good morning. \u2026 Thanks. Kind regards, Sam": as many on each side.
_ROUNDS = 3
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_HASH = re.compile(r"\b(?=\w*\d)(?:0x)?[0-9a-z]{12,}\b")
_FIGURE = re.compile(r"\d[\d.,:/]*")
# Emoji are words; a row of the same one says it once.
_EMOJI = re.compile(
    r"([\u2600-\u27bf\U0001f300-\U0001faff])[\ufe0f\U0001f3fb-\U0001f3ff]*"
)
_SAME_EMOJI = re.compile(r"([\u2600-\u27bf\U0001f300-\U0001faff])(?:\s+\1)+")
_MARKS = re.compile(r"[^\w?'\s\u2600-\u27bf\U0001f300-\U0001faff]")
_QUESTIONS = re.compile(r"(?:\s*\?)+")
_SPACE = re.compile(r"\s+")


# Cached, since encoder, n-grams and phrasing each ask for it of the same message.
@lru_cache(maxsize=4)
def without_courtesies(text: str) -> str:
    """`text` with exchanges as "firm", references as "case number", no courtesies, no "!".

    A text that is nothing but courtesies stays as it is: then they are the message.
    """
    said = _names().sub(A_FIRM, text.replace("\u2019", "'")).strip()
    # A reference alone may as well be an account ID; it is kept, for its letters tell.
    if not _REFERENCE.fullmatch(said):
        said = _REFERENCE.sub(A_REFERENCE, said)
    said = _LOUD.sub(".", said)
    for courtesy in _courtesies() * _ROUNDS:
        shorter = _END.sub("", courtesy.sub("", said, count=1)).strip()
        if len(_WORD.findall(shorter)) >= _LEAST_WORDS:
            said = shorter
    return _END.sub("", said) or said


# Cached, since word and character n-grams both ask for it of the same message.
@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """The text without courtesies, in lower case, with links and the like as one word.

    Links, addresses, hashes and figures each become a word of their kind.

    Marks other than question mark, apostrophe and emoji become spaces, so that neither
    the number of exclamation marks nor a brand can be learned as a sign of anything.
    """
    said = without_courtesies(text).lower()
    said = _LINK.sub(" link ", said)
    said = _MAIL.sub(" mail ", said)
    said = _HASH.sub(" hash ", said)
    said = _FIGURE.sub(" 0 ", said)
    said = _EMOJI.sub(r" \1 ", said)
    said = _SAME_EMOJI.sub(r"\1", said)
    said = _MARKS.sub(" ", said)
    said = _QUESTIONS.sub(" ? ", said)
    return _SPACE.sub(" ", said).strip()


@lru_cache(maxsize=1)
def _courtesies() -> tuple[re.Pattern[str], ...]:
    """Patterns of courtesies at the beginning of a message, and at its end."""
    patterns = read_words("nlu/courtesies.yml").patterns
    return patterns["opening"], patterns["closing"]


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    lines = NAMES_FILE.read_text(encoding="utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and line[0] != "#"]
    # Longest first, or "binance us" would leave its "us" behind.
    names.sort(key=len, reverse=True)
    found = "|".join(re.escape(name) for name in names)
    # A handle (@name) addresses the firm, or somebody like it.
    return re.compile(rf"(?<![\w.])@\w+|(?<!\w)(?:{found})\b", re.IGNORECASE)
