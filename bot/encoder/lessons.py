"""Lessons: all examples in one shape, each with what it teaches, and parted by voice.

A marked story teaches its spans, a reading its spans and acts, an example of an intent that one.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.encoder.context import OPENING, Scene
from bot.examples.marked_stories import read_stories
from bot.examples.readings import read_readings
from bot.examples.span import Span
from bot.examples.training_set import read_examples
from firm import topics_in
from languages import DATA, DEFAULT

_DOMAIN: Final = DATA.parent / "domain.yml"


class LessonsError(ValueError):
    """The examples cannot be learned from; the text names file and row."""


@dataclass(frozen=True)
class Lesson:
    """A message in its scene; what is None is not taught by it.

    `voice` says it: lessons of one voice are learned from together or not at all.
    """

    scene: Scene
    text: str
    voice: str
    place: str
    spans: tuple[Span, ...] | None = None
    acts: tuple[str, ...] | None = None
    intent: str | None = None


def read_lessons(folder: Path = DATA / DEFAULT) -> list[Lesson]:
    """All lessons of a language's folder. Raises LessonsError for the first faulty row."""
    return [
        *_of_stories(folder / "stories"),
        *_of_readings(folder / "readings"),
        *_of_intents(folder / "nlu"),
    ]


def fingerprint(lessons: Iterable[Lesson]) -> str:
    """A sha256 that changes with anything that the lessons teach."""
    taught = "\n".join(
        repr((one.scene, one.text, one.spans, one.acts, one.intent)) for one in lessons
    )
    return hashlib.sha256(taught.encode()).hexdigest()


def part_of(voice: str, parts: int) -> int:
    """The part, from 0, that a voice falls into; the same on every machine."""
    return zlib.crc32(voice.encode()) % parts


def parted(
    lessons: Iterable[Lesson], held_out: Callable[[str], bool]
) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons to learn from, and those whose voice is held out."""
    parts: tuple[list[Lesson], list[Lesson]] = ([], [])
    for lesson in lessons:
        parts[held_out(lesson.voice)].append(lesson)
    return parts


def _of_stories(folder: Path) -> Iterator[Lesson]:
    stories, faults = read_stories(folder)
    if faults:
        raise LessonsError(str(faults[0]))
    for story in stories:
        scene = Scene(story.asked) if story.asked else OPENING
        yield Lesson(scene, story.text, story.voice, story.place, spans=story.spans)


def _of_readings(folder: Path) -> Iterator[Lesson]:
    readings, faults = read_readings(folder, frozenset(topics_in(_DOMAIN)))
    if faults:
        raise LessonsError(str(faults[0]))
    for one in readings:
        yield Lesson(
            Scene(one.at, one.field or None, one.offers),
            one.says,
            one.voice,
            one.place,
            spans=one.spans,
            acts=one.acts,
        )


def _of_intents(folder: Path) -> Iterator[Lesson]:
    """The examples of intents at the opening. A block of lines is one voice."""
    voice, last = "", None
    for example in read_examples(folder):
        here = (example.file, example.intent, example.line)
        if last != (example.file, example.intent, example.line - 1):
            voice = f"{example.file.stem}, {example.intent}, line {example.line}"
        last = here
        yield Lesson(OPENING, example.text, voice, example.place, intent=example.intent)
