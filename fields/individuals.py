"""Who was involved: names and roles, as the client gives them."""

import re
from typing import Final

from fields.assent import only_assents
from fields.context import Context
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.signs import DASHES
from fields.skipping import skips

_ABOUT: Final = "one|body|person|persons|people|individuals?|names?|staff|agents?|employees?|particular person|one else|one in particular"
_BREAKS: Final = re.compile(r"[\n\r;]+")
_COMMAS: Final = re.compile(
    r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&|\+)\s+", re.IGNORECASE
)
_BULLET: Final = re.compile(rf"^\s*(?:[*•·{DASHES}]|\(?\d{{1,2}}[.)])\s+")
# A piece longer than this is a sentence about people, not one of a list of them.
_MOST_WORDS: Final = 8
_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|phd|md|esq)\.?", re.IGNORECASE)


def read(text: str, context: Context) -> Reading:
    """A list of people or roles; an account of them in sentences stays in one piece."""
    if not re.search(r"\w", text):
        return Skipped() if skips(text) else Wrong("individuals_empty")
    if skips(text, _ABOUT):
        return Skipped()
    if only_assents(text):
        return Wrong("individuals_empty")
    people: list[str] = []
    for line in _BREAKS.split(text):
        for person in _people(_BULLET.sub("", line).strip()):
            if person not in people:
                people.append(person)
    return Value(people) if people else Wrong("individuals_empty")


def _people(line: str) -> list[str]:
    pieces = [piece.strip() for piece in _COMMAS.split(line)]
    if any(len(piece.split()) > _MOST_WORDS for piece in pieces):
        return [line]
    people: list[str] = []
    for piece in pieces:
        if people and _SUFFIX.fullmatch(piece):
            people[-1] = f"{people[-1]}, {piece}"
        elif re.search(r"\w", piece):
            people.append(piece.rstrip(" .!") if len(pieces) > 1 else piece)
    return people


def show(value: Stored, context: Context) -> str:
    """One line, the people with commas between."""
    return ", ".join(value) if isinstance(value, list) else ""
