"""Makes text comparable, splits it into words, and lists signs that mean the same."""

import re
import unicodedata
from typing import Final

# Apostrophe; left and right quotation mark; modifier letters apostrophe and turned comma;
# grave and acute accent standing alone.
APOSTROPHES: Final = "'\u2019\u2018\u02bc\u02bb`\u00b4"
# Hyphen-minus, hyphen, non-breaking hyphen, figure dash, en dash, em dash; the first is
# escaped, so that the string can stand within the brackets of a regular expression.
DASHES: Final = r"\-" + "\u2010\u2011\u2012\u2013\u2014"
EN_DASH: Final = "\u2013"
DOUBLE_QUOTES: Final = '"\u201c\u201d\u201e\u00ab\u00bb'
# Question marks: Latin, full-width, Arabic.
QUESTION_MARKS: Final = "?\uff1f\u061f"
# Stops and commas of East Asian writing.
EAST_ASIAN_STOPS: Final = "\u3002\uff0c\u3001"
# Middle dots that divide the parts of a foreign name.
MIDDLE_DOTS: Final = "\u00b7\u30fb\u2027"

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
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


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


def words_of(text: str) -> list[str]:
    """The words of what somebody typed, in small letters; "don’t" is one."""
    return _WORD.findall(text.casefold().replace("\u2019", "'"))


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())
