"""A text as n-grams see it: its gist, without figures, addresses and punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.gist import gist

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


# Word and character n-grams both ask for that of the message in hand.
@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """The gist in lower case; links, addresses, hashes and figures each as one word.

    Marks other than question mark, apostrophe and emoji become spaces, so that neither
    the number of exclamation marks nor a brand can be learned as a sign of anything.
    """
    said = gist(text).lower()
    said = _LINK.sub(" link ", said)
    said = _MAIL.sub(" mail ", said)
    said = _HASH.sub(" hash ", said)
    said = _FIGURE.sub(" 0 ", said)
    said = _EMOJI.sub(r" \1 ", said)
    said = _SAME_EMOJI.sub(r"\1", said)
    said = _MARKS.sub(" ", said)
    said = _QUESTIONS.sub(" ? ", said)
    return _SPACE.sub(" ", said).strip()
