"""Readings (data/<language>/readings): what a message means where it is said; read, and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.examples.data_fault import DataFault
from bot.examples.marked_stories import LABELS, read_marks, read_rows
from bot.examples.span import Span
from fields import FIELDS
from firm import topics_in

# What may be open when nothing of the form is asked.
STAGES: Final = (
    "opening",
    "clarify",
    "support",
    "choose",
    "edit",
    "review",
    "paused",
    "filed",
)
READING_LABELS: Final = LABELS | {"category", "story"}

# An act is a word, and mostly another that says which: `ask how_long`.
_ABOUT: Final[Mapping[str, str]] = {
    "answer": "none unknown not_to_hand refused",
    "ask": (
        "how_long what_next where_account_id data_use who_reads cost need_ticket "
        "representative what_is_complaint status legal questions_left is_that_all "
        "mail_sent which_address can_add_later can_do_later usual_result still_open "
        "languages anonymous what_do_you_have did_you_get_it are_you_a_bot "
        "are_you_there sees_account human_reads how_to_send_files other"
    ),
    "ask_about": "why how what",
    "request": (
        "person stop delete back start_over wait later go_on status add take_back "
        "support complaint new_complaint files undo show submit resend_mail language"
    ),
    "take": "last yes no both none other all previous",
    "alarm": "theft self_harm",
    "nothing": (
        "greets thanks goodbye ok reproach insult talk nonsense other_firm outside"
    ),
}
# These may stand alone; the others need their second word.
_ALONE: Final = frozenset(("answer", "tell"))
_PLACE: Final = re.compile(r"take [1-9]\d?")
_FIELD_ACT: Final = re.compile(
    r"volunteer (\w+)(?: none)?|correct (\w+)(?: (?:add|remove|clear))?"
)


@dataclass(frozen=True)
class MarkedReading:
    """A message without its marks, where it is said, and the acts that it means, in order.

    `at` is a field or one of STAGES; `field` is the one asked or edited at a stage; `offers`
    are the titles of the buttons on the screen.
    """

    at: str
    says: str
    acts: tuple[str, ...]
    voice: str
    place: str
    spans: tuple[Span, ...] = ()
    offers: tuple[str, ...] = ()
    field: str = ""


def read_readings(
    folder: Path, topics: frozenset[str]
) -> tuple[list[MarkedReading], list[DataFault]]:
    """The readings of all files in a folder, and what is wrong with those that cannot be used.

    `topics` are the support topics that the assistant knows.
    """
    readings: list[MarkedReading] = []
    faults: list[DataFault] = []
    for file in sorted(folder.glob("*.yml")):
        held = read_rows(file)
        if held.get("at") != file.stem or held["at"] not in (*FIELDS, *STAGES):
            faults.append(DataFault(str(file), "at: has to be the file's own name"))
            continue
        for number, row in enumerate(held["rows"], start=1):
            place = f"{file}: row {number}"
            try:
                readings.append(_reading(file.stem, row, topics, place))
            except ValueError as fault:
                faults.append(DataFault(place, str(fault)))
    return readings, faults


def reading_faults(folder: Path, domain: Path) -> Iterator[DataFault]:
    """What is wrong with the readings of a folder; the same words twice at one question too."""
    readings, faults = read_readings(folder, frozenset(topics_in(domain)))
    yield from faults
    said: dict[tuple[str, ...], MarkedReading] = {}
    for reading in readings:
        words = " ".join(reading.says.split())
        key = (reading.at, reading.field, *reading.offers, words)
        known = said.setdefault(key, reading)
        if known is not reading:
            yield DataFault(reading.place, f"is said at {known.place} too")


def is_act(act: str, topics: frozenset[str]) -> bool:
    """Whether this is one of the acts of data/<language>/readings/README.md."""
    if act in _ALONE or _PLACE.fullmatch(act):
        return True
    if field := _FIELD_ACT.fullmatch(act):
        return (field[1] or field[2]) in FIELDS
    word, _, about = act.partition(" ")
    if word == "ask" and about.startswith("support_"):
        return about.removeprefix("support_") in topics
    return about in _ABOUT.get(word, "").split()


def _reading(at: str, row: Any, topics: frozenset[str], place: str) -> MarkedReading:
    if not isinstance(row, dict) or not {"voice", "says", "acts"} <= set(row):
        raise ValueError("has to have voice, says and acts")
    if unknown := set(row) - {"voice", "says", "acts", "offers", "field", "asked"}:
        raise ValueError(f"has no use for {', '.join(sorted(unknown))}")
    field = row.get("field") or row.get("asked") or ""
    if field and field not in FIELDS:
        raise ValueError(f"there is no field {field!r}")
    if not row["acts"]:
        raise ValueError("has no act")
    for act in row["acts"]:
        if not is_act(str(act), topics):
            raise ValueError(f"there is no act {act!r}")
    says, spans = read_marks(str(row["says"]), READING_LABELS)
    return MarkedReading(
        at=at,
        says=says,
        acts=tuple(row["acts"]),
        voice=str(row["voice"]),
        place=place,
        spans=spans,
        offers=tuple(str(title) for title in row.get("offers", ())),
        field=field,
    )
