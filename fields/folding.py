"""Text made comparable: one case, no accents, no punctuation, single spaces."""

import re
import unicodedata
from typing import Final

from fields.signs import APOSTROPHES

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS: Final = str.maketrans(
    {
        "\u0131": "i",  # dotless, as in Turkish
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
    }
)
_MARKS: Final = re.compile("[\u0300-\u036f]")
_APOSTROPHES: Final = re.compile(f"[{APOSTROPHES}]")
# Vowel signs and points are part of words in many scripts, though Python's \w leaves them out.
_SIGNS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0700-\u0963\u0966-\u109f\u135d-\u135f\u1700-\u1cff\ua800-\uabff\U00011100-\U0001114f"
)
_PUNCTUATION: Final = re.compile(rf"[^\w{_SIGNS}]+|_")
_GIVEN_LENGTH: Final = 60


def fold(text: str) -> str:
    """`text` for comparing: "Côte  d'Ivoire!" and "cote d'ivoire" become the same."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    parted = unicodedata.normalize("NFD", lowered)
    bare = unicodedata.normalize("NFC", _MARKS.sub("", parted)).translate(_LETTERS)
    return " ".join(_PUNCTUATION.sub(" ", _APOSTROPHES.sub("", bare)).split())


def quoted(text: str) -> str:
    """The client's words on one line and cut short, to be said back to them."""
    line = " ".join(text.split())
    return line if len(line) <= _GIVEN_LENGTH else line[: _GIVEN_LENGTH - 1] + "…"
