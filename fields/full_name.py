"""The client's full name, as they write it."""

import re
import unicodedata
from typing import Final

from fields.context import Context
from fields.folding import fold, quoted
from fields.name_wording import (
    TITLES,
    alone,
    introduced,
    is_question,
    is_refusal,
    speaks,
)
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong
from fields.signs import (
    APOSTROPHES,
    DASHES,
    DOUBLE_QUOTES,
    MIDDLE_DOTS,
    QUESTION_MARKS,
)
from fields.skipping import skips

_LONGEST: Final = 150
_MOST_WORDS: Final = 12
# Besides letters and their marks: what names of some language hold.
_WITHIN: Final = frozenset(
    f" \t\u00a0\u3000.,/&()\u200c\u200d{APOSTROPHES}{DASHES}{DOUBLE_QUOTES}{MIDDLE_DOTS}"
)
_BEGINS: Final = f"{APOSTROPHES}@("
_ENDS: Final = f"{APOSTROPHES}){QUESTION_MARKS}"
_ADDRESS: Final = re.compile(r"@|https?:|www\.|\w\.(?:com|net|org|io)\b", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"(?<= )(?:2nd|3rd|[4-9]th)$", re.IGNORECASE)


def read(text: str, context: Context) -> Reading:
    """The name byte for byte, without titles and without the words around it.

    One word is a whole name for many people. Only when a single name comes with a greeting
    ("Hello, my name is Sam"), as one gives a first name, are they asked whether it is all.
    """
    whole = _trimmed(text)
    if not whole:
        return Wrong("full_name_empty")
    if _ADDRESS.search(whole):
        return Wrong("full_name_email")
    if is_question(whole):
        return Wrong("full_name_question")
    if is_refusal(fold(whole[:_LONGEST])) or skips(whole, "names?"):
        return Wrong("full_name_refused")
    introduction = introduced(whole)
    name = _untitled(_trimmed(introduction.name if introduction else whole))
    fault = _fault(name)
    if fault is not None:
        name = _part(name)
        if not name:
            return fault
    if introduction and introduction.casual and len(name.split()) == 1:
        return Choose("full_name_single", (Choice(name, name),), {"name": name})
    if len(name) == 1 and name.isascii():
        return Choose("full_name_single", (Choice(name, name),), {"name": name})
    return Value(name)


def show(value: Stored, context: Context) -> str:
    """The name."""
    return value if isinstance(value, str) else ""


def _part(text: str) -> str:
    """The part of a longer answer that alone is a name of two words or more, or ""."""
    for part in (*text.splitlines(), alone(text)):
        name = _untitled(_trimmed(part))
        if name != text and len(name.split()) > 1 and _fault(name) is None:
            return name
    return ""


def _fault(name: str) -> Wrong | None:
    if not any(letter.isalpha() for letter in name):
        digits = any(letter.isdigit() for letter in name)
        return Wrong("full_name_digits" if digits else "full_name_empty")
    if any(letter.isdigit() for letter in _ORDINAL.sub("", name)):
        return Wrong("full_name_digits")
    if len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or speaks(name):
        return Wrong("full_name_sentence")
    for letter in _ORDINAL.sub("", name):
        if letter not in _WITHIN and unicodedata.category(letter)[0] not in "LM":
            return Wrong("full_name_character", {"character": quoted(letter)})
    return None


def _trimmed(text: str) -> str:
    """Without what no name begins or ends with: spaces, quotes, stops, emoji."""
    start, end = 0, len(text)
    while start < end and not _in_name(text[start]):
        start += 1
    while end > start and not (_in_name(text[end - 1]) or text[end - 1] in _ENDS):
        end -= 1
    name = text[start:end]
    # A stop that ends an initial or "Jr." belongs to the name; one that ends a sentence does not.
    dotted = text[end : end + 1] == "."
    last = name.split()[-1] if name else ""
    if dotted and (len(last) == 1 or last.casefold() in ("jr", "sr", "esq")):
        return name + "."
    return name


def _in_name(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" or letter in _BEGINS


def _untitled(name: str) -> str:
    """Titles before the name taken off, as long as a name is left."""
    while True:
        first, _, rest = name.partition(" ")
        if not rest.strip() or first.rstrip(".").casefold() not in TITLES:
            return name
        name = rest.lstrip(" .")
