"""The examples that reading is learned from, of all spoken languages, as encoded."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.encoder.adapter import ARRAYS, RECORD
from bot.encoder.context import Scene
from bot.encoder.lessons import Lesson, read_lessons
from bot.nlu.encoded_examples import encode_examples
from bot.nlu.encoder import Encoded, Encoder
from fields import FIELDS
from languages import DATA, known_languages
from languages.files import load

# Folders of a language whose files are read here, and not by Rasa.
FOLDERS: Final = ("readings", "stories")
_FILE: Final = "readings.npz"
_ACTS: Final = "acts.yml"
# What happened is told where it is asked, as a complaint and whatever it is about.
_QUESTIONS: Final = (*(name for name in FIELDS if name != "description"), "review")
# Intents whose words mean another thing where something is open.
_ELSEWHERE: Final = frozenset(
    ("file_complaint", "grievance", "affirm", "deny", "skip", "all_above", "help")
)


def reading_lessons() -> list[Lesson]:
    """The lessons that teach acts or spans. Raises LessonsError for a faulty row.

    An example of an intent that says the same as an act teaches that act at a question.
    """
    lessons = [lesson for one in _spoken() for lesson in read_lessons(one)]
    taught = [lesson for lesson in lessons if lesson.intent is None]
    acts: dict[str, str] = load(DATA / _ACTS)
    return [*taught, *_at_questions(lessons, acts)]


def _at_questions(lessons: Iterable[Lesson], acts: Mapping[str, str]) -> list[Lesson]:
    """Examples of intents, each at one of the questions, evenly."""
    found = []
    for lesson in lessons:
        intent = lesson.intent or ""
        kind, _, about = intent.partition("_")
        act = acts.get(intent)
        if act is None and kind in ("ask", "support"):
            act = f"ask {about if kind == 'ask' else intent}"
        if act and intent not in _ELSEWHERE:
            place = zlib.crc32(lesson.text.encode()) % len(_QUESTIONS)
            scene = Scene(_QUESTIONS[place])
            found.append(replace(lesson, scene=scene, acts=(act,), intent=None))
    return found


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
        for folder in (*FOLDERS, "nlu")
        for file in sorted((language / folder).glob("*.yml"))
    ]
    for file in (*files, DATA / _ACTS, ARRAYS, RECORD):
        if file.is_file():
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _spoken() -> list[Path]:
    return [DATA / code for code, one in known_languages().items() if one["spoken"]]
