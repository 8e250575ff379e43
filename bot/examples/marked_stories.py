"""Stories with the words that matter marked (data/<language>/stories): read, and checked.

`[Ana Silva](own_name)` marks a stretch, as Rasa marks entities. Marks do not nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.examples.data_fault import DataFault
from bot.examples.span import Span
from fields import FIELDS
from languages.files import LOADER

LABELS: Final = frozenset(
    (
        "own_name",
        "other_name",
        "staff_name",
        "own_email",
        "other_email",
        "account_id",
        "no_account",
        "country_lived",
        "place_lived",
        "other_country",
        "ticket",
        "other_number",
        "when",
        "other_time",
        "tried",
        "wanted",
    )
)
_MARK: Final = re.compile(r"\[([^\[\]]+)\]\(([a-z_]+)\)")
_LEFT_OVER: Final = re.compile(r"\[[^\[\]]*\]?\(|\]\([a-z_]*\)?")


@dataclass(frozen=True)
class Story:
    """A client's words, their marks taken out, while `asked` is open ("" for none)."""

    text: str
    spans: tuple[Span, ...]
    voice: str
    asked: str
    place: str


def read_marks(
    marked: str, labels: frozenset[str] = LABELS
) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and the marked stretches in their order.

    Raises ValueError for a label that is unknown and for a mark that is not whole.
    """
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        if match[2] not in labels:
            raise ValueError(f"there is no label {match[2]!r}")
        spans.append(Span(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    text += marked[at:]
    if broken := _LEFT_OVER.search(text):
        raise ValueError(f"a mark is not whole at {text[broken.start() :][:30]!r}")
    return text, tuple(spans)


def read_stories(folder: Path) -> tuple[list[Story], list[DataFault]]:
    """The stories of all files in a folder, and the faults of the unusable ones."""
    stories: list[Story] = []
    faults: list[DataFault] = []
    for file in sorted(folder.glob("*.yml")):
        for number, row in enumerate(_rows(file), start=1):
            place = f"{file}: story {number}"
            try:
                stories.append(_story(row, place))
            except ValueError as fault:
                faults.append(DataFault(place, str(fault)))
    return stories, faults


def story_faults(folder: Path) -> Iterator[DataFault]:
    """Faults of a folder's stories: marks, questions, voices, the same text twice."""
    stories, faults = read_stories(folder)
    yield from faults
    told: dict[str, Story] = {}
    for story in stories:
        words = " ".join(story.text.casefold().split())
        known = told.setdefault(words, story)
        if known is not story:
            yield DataFault(story.place, f"is told at {known.place} too")


def read_rows(file: Path) -> Any:
    """The contents of a YAML file of many rows."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)


def _rows(file: Path) -> list[Any]:
    held = read_rows(file)
    return held if isinstance(held, list) else [held]


def _story(row: Any, place: str) -> Story:
    if not isinstance(row, dict) or set(row) != {"voice", "asked", "text"}:
        raise ValueError("has to have voice, asked and text, and nothing else")
    if not isinstance(row["voice"], str) or not row["voice"].strip():
        raise ValueError("has no voice")
    if row["asked"] != "" and row["asked"] not in FIELDS:
        raise ValueError(f"asked: there is no field {row['asked']!r}")
    text, spans = read_marks(str(row["text"]))
    return Story(text, spans, row["voice"], row["asked"], place)
