"""The client's full name, as they write it."""

import re
import unicodedata
from typing import Final

from fields.context import Context
from fields.full_name.introduction import (
    alone,
    introduced,
    is_question,
    is_refusal,
    speaks,
)
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong, WrongKind
from fields.skipping import skips
from fields.text import (
    APOSTROPHES,
    DASHES,
    DOUBLE_QUOTES,
    MIDDLE_DOTS,
    QUESTION_MARKS,
    fold,
    quoted,
)
from fields.wording import words_of_field
from languages import Words

_LONGEST: Final = 150
_MOST_WORDS: Final = 12
# Signs in names of some language, besides letters and their marks.
_WITHIN: Final = frozenset(
    f" \t\u00a0\u3000.,/&()\u200c\u200d{APOSTROPHES}{DASHES}{DOUBLE_QUOTES}{MIDDLE_DOTS}"
)
_BEGINS: Final = f"{APOSTROPHES}@("
_ENDS: Final = f"{APOSTROPHES}){QUESTION_MARKS}"
_ADDRESS: Final = re.compile(r"@|https?:|www\.|\w\.(?:com|net|org|io)\b", re.IGNORECASE)


def read(text: str, context: Context) -> Reading:
    """The name byte for byte, without titles and without the words around it.

    One word is a whole name for many people. Asks whether it is all only when a single
    name comes with a greeting, as first names do ("Hello, my name is Sam").
    """
    words = words_of_field("full_name", context.language)
    whole = _trimmed(text, words)
    if not whole:
        return Wrong("full_name_empty")
    if _ADDRESS.search(whole):
        return Wrong("full_name_email")
    if is_question(whole, words):
        return Wrong("full_name_question", kind=WrongKind.QUESTION)
    if is_refusal(fold(whole[:_LONGEST]), words) or skips(
        whole, words.pieces["about"], context.language
    ):
        return Wrong("full_name_refused", kind=WrongKind.REFUSED)
    introduction = introduced(whole, words)
    name = introduction.name if introduction else whole
    name = _untitled(_trimmed(name, words), words)
    fault = _fault(name, words)
    if fault is not None:
        name = _part(name, words)
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


def _part(text: str, words: Words) -> str:
    """The first part of a longer answer that is a name of two words or more, or ""."""
    for part in (*text.splitlines(), alone(text, words)):
        name = _untitled(_trimmed(part, words), words)
        if name == text or len(name.split()) < 2:
            continue
        if _fault(name, words) is None:
            return name
    return ""


def _fault(name: str, words: Words) -> Wrong | None:
    if not any(letter.isalpha() for letter in name):
        digits = any(letter.isdigit() for letter in name)
        return Wrong("full_name_digits" if digits else "full_name_empty")
    plain = words.patterns["ordinal"].sub("", name)
    if any(letter.isdigit() for letter in plain):
        return Wrong("full_name_digits")
    if len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or speaks(name, words):
        return Wrong("full_name_sentence")
    for letter in plain:
        if letter not in _WITHIN and unicodedata.category(letter)[0] not in "LM":
            return Wrong("full_name_character", {"character": quoted(letter)})
    return None


def _trimmed(text: str, words: Words) -> str:
    """Cuts off what no name begins or ends with: spaces, quotes, stops, emoji."""
    start, end = 0, len(text)
    while start < end and not _in_name(text[start]):
        start += 1
    while end > start and not (_in_name(text[end - 1]) or text[end - 1] in _ENDS):
        end -= 1
    name = text[start:end]
    # A stop that ends an initial or "Jr." belongs to the name; one that ends a sentence does not.
    dotted = text[end : end + 1] == "."
    last = name.split()[-1] if name else ""
    if dotted and (len(last) == 1 or last.casefold() in words.sets["dotted"]):
        return name + "."
    return name


def _in_name(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" or letter in _BEGINS


def _untitled(name: str, words: Words) -> str:
    """The name without the titles before it, as long as a name is left."""
    while True:
        first, _, rest = name.partition(" ")
        if not rest.strip() or first.rstrip(".").casefold() not in words.sets["titles"]:
            return name
        name = rest.lstrip(" .")
