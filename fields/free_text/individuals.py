"""Who was involved: names and roles, as the client gives them."""

import re
from typing import Final

from fields.context import Context
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import only_assents, skips
from fields.text import DASHES
from fields.wording import words_of_field
from languages import Words

_BREAKS: Final = re.compile(r"[\n\r;]+")
_BULLET: Final = re.compile(rf"^\s*(?:[*•·{DASHES}]|\(?\d{{1,2}}[.)])\s+")
# A piece longer than this is a sentence about people, not one of a list of them.
_MOST_WORDS: Final = 8


def read(text: str, context: Context) -> Reading:
    """A list of people or roles; an account of them in sentences stays in one piece."""
    language = context.language
    words = words_of_field("individuals", language)
    if not re.search(r"\w", text):
        left_open = skips(text, language=language)
        return Skipped() if left_open else Wrong("individuals_empty")
    if skips(text, words.pieces["about"], language):
        return Skipped()
    if only_assents(text, language):
        return Wrong("individuals_empty")
    people: list[str] = []
    for line in _BREAKS.split(text):
        for person in _people(_BULLET.sub("", line).strip(), words):
            if person not in people:
                people.append(person)
    return Value(people) if people else Wrong("individuals_empty")


def _people(line: str, words: Words) -> list[str]:
    pieces = [piece.strip() for piece in words.patterns["between"].split(line)]
    if any(len(piece.split()) > _MOST_WORDS for piece in pieces):
        return [line]
    people: list[str] = []
    for piece in pieces:
        if people and words.patterns["suffix"].fullmatch(piece):
            people[-1] = f"{people[-1]}, {piece}"
        elif re.search(r"\w", piece):
            people.append(piece.rstrip(" .!") if len(pieces) > 1 else piece)
    return people


def show(value: Stored, context: Context) -> str:
    """One line, the people with commas between."""
    return ", ".join(value) if isinstance(value, list) else ""
