"""The examples that reading is learned from, of all spoken languages, as encoded."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from bot.encoder.adapter import ARRAYS, RECORD
from bot.encoder.lessons import Lesson, read_lessons
from bot.nlu.encoded_examples import encode_examples
from bot.nlu.encoder import Encoded, Encoder
from languages import DATA, known_languages

# Folders of a language whose files are read here, and not by Rasa.
FOLDERS: Final = ("readings", "stories")
_FILE: Final = "readings.npz"


def reading_lessons() -> list[Lesson]:
    """The lessons that teach acts or spans. Raises LessonsError for a faulty row."""
    return [
        lesson
        for language in _spoken()
        for lesson in read_lessons(language)
        if lesson.spans is not None or lesson.acts is not None
    ]


def encoded_lessons(encoder: Encoder, lessons: list[Lesson]) -> list[Encoded]:
    """The messages of lessons in their scenes; those encoded before come from a file."""
    said = [(lesson.scene, lesson.text) for lesson in lessons]
    return encode_examples(encoder, said, encoder.folder / _FILE)


def examples_fingerprint() -> str:
    """A digest that changes with every file of examples and with the adapter's heads."""
    digest = hashlib.sha256()
    files = [
        file
        for language in _spoken()
        for folder in FOLDERS
        for file in sorted((language / folder).glob("*.yml"))
    ]
    for file in (*files, ARRAYS, RECORD):
        if file.is_file():
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _spoken() -> list[Path]:
    return [DATA / code for code, one in known_languages().items() if one["spoken"]]
