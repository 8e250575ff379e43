"""Spans to values: which words of a message belong to which field, and what they mean there.

The understanding marks the words; what a date or a country *is*, the field's reader says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from dialogue.acts import Volunteer
from dialogue.turn import Span, Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Choose, Reading, Value

# Which field a label speaks of; the first of a field says more than the next.
LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "email": ("own_email",),
    "account_id": ("account_id", "no_account"),
    "full_name": ("own_name",),
    "country": ("country_lived", "place_lived"),
    "category": ("category",),
    "description": ("story",),
    "ticket_numbers": ("ticket",),
    "occurred": ("when",),
    "individuals": ("staff_name",),
    "actions_taken": ("tried",),
    "desired_resolution": ("wanted",),
}
# Whoever is named where it is asked who was involved was involved.
ANYBODY: Final = ("staff_name", "other_name")
# Clauses, which an inner mark cuts and which are whole again without it.
CLAUSES: Final = frozenset(("story", "tried", "wanted"))
# From this weight a span is taken unasked.
TAKEN_FROM: Final = 0.6
# From this weight a span is looked at where its field is the one that is spoken of.
SEEN_FROM: Final = 0.3
# A clause goes on after so many words that no span holds.
_MOST_BETWEEN: Final = 2
# Times with no more characters between them are one time.
_NEAR: Final = 12
_ENDS_CLAUSE: Final = re.compile(r"[.!?;\n]")


def spans_of(
    turn: Turn, field: str, least: float, labels: tuple[str, ...] = ()
) -> list[Span]:
    """The spans that speak of the field, in their order; cut clauses are put together.

    Of several labels of a field only those of the first that was found.
    """
    for label in labels or LABELS[field]:
        found = [s for s in turn.spans if s.label == label and s.weight >= least]
        if found:
            return _whole(turn, found) if label in CLAUSES else found
    return []


def words_of(turn: Turn, spans: Iterable[Span], between: str) -> str:
    """The words of spans in one text, each once."""
    said = (turn.said(span).strip(" ,;") for span in spans)
    return between.join(dict.fromkeys(words for words in said if words))


def read_spans(
    turn: Turn, field: str, context: Context, least: float, anybody: bool = False
) -> tuple[Reading, str] | None:
    """The field's reading of the spans that speak of it, with the words that were read.

    None where there is no such span. `anybody` takes every name for one of those involved.
    """
    labels = ANYBODY if anybody and field == "individuals" else ()
    found = [
        span for label in labels for span in spans_of(turn, field, least, (label,))
    ] or spans_of(turn, field, least)
    if not found:
        return None
    found.sort(key=lambda span: span.start)
    return _READERS.get(field, _read_last)(turn, field, found, context)


def values_in(
    turn: Turn,
    context: Context,
    besides: Iterable[str] = (),
    least: float = TAKEN_FROM,
) -> list[Volunteer]:
    """What the message tells surely of every field, but for those `besides`: a value, or
    several that it could be."""
    told: list[Volunteer] = []
    left_out = {"description", "category", *besides}
    for field in FIELDS:
        if field in left_out:
            continue
        # Where the client lives tells how 11/03 is meant.
        lived = next((v.reading for v in told if v.field == "country"), None)
        if isinstance(lived, Value) and context.country is None:
            context = replace(context, country=str(lived.value))
        read = read_spans(turn, field, context, least)
        if read is None:
            continue
        reading, words = read
        if isinstance(reading, Value | Choose):
            told.append(Volunteer(field, reading, words))
    return told


def _whole(turn: Turn, found: list[Span]) -> list[Span]:
    """Pieces of one clause as one span: what lies between is marked or hardly a word."""
    joined = [found[0]]
    for span in found[1:]:
        last = joined[-1]
        between = turn.text[last.end : span.start]
        bare = list(between)
        for other in turn.spans:
            for place in range(max(other.start, last.end), min(other.end, span.start)):
                bare[place - last.end] = " "
        left = "".join(bare)
        if len(left.split()) <= _MOST_BETWEEN and not _ENDS_CLAUSE.search(left):
            weight = min(last.weight, span.weight)
            joined[-1] = Span(last.label, last.start, span.end, weight)
        else:
            joined.append(span)
    return joined


def _read(turn: Turn, field: str, words: str, context: Context) -> tuple[Reading, str]:
    return FIELDS[field].read(words, context), words


def _read_last(
    turn: Turn, field: str, found: list[Span], context: Context
) -> tuple[Reading, str]:
    """Of several, the one said last: "A, no, B" means B."""
    return _read(turn, field, turn.said(found[-1]), context)


def _read_account(
    turn: Turn, field: str, found: list[Span], context: Context
) -> tuple[Reading, str]:
    if found[0].label == "no_account":
        return Value(context.firm.account_id.none), turn.said(found[0])
    return _read(turn, field, words_of(turn, found, ", "), context)


def _read_name(
    turn: Turn, field: str, found: list[Span], context: Context
) -> tuple[Reading, str]:
    """Of several, the fullest: a signature says more than a nickname."""
    fullest = max(found, key=lambda span: len(turn.said(span).split()))
    return _read(turn, field, turn.said(fullest), context)


def _read_list(
    turn: Turn, field: str, found: list[Span], context: Context
) -> tuple[Reading, str]:
    """Each for itself: what one of them is does not depend on the others."""
    values: list[str] = []
    last: Reading | None = None
    for span in found:
        last = FIELDS[field].read(turn.said(span), context)
        if isinstance(last, Value) and isinstance(last.value, list):
            values += [value for value in last.value if value not in values]
    words = words_of(turn, found, ", ")
    if values or last is None:
        return Value(values), words
    return last, words


def _read_time(
    turn: Turn, field: str, found: list[Span], context: Context
) -> tuple[Reading, str]:
    """Times that stand together as one; of several, the first that is a time."""
    groups: list[tuple[int, int]] = []
    for span in found:
        if groups and span.start - groups[-1][1] <= _NEAR:
            groups[-1] = (groups[-1][0], span.end)
        else:
            groups.append((span.start, span.end))
    pieces = [turn.text[start:end] for start, end in groups]
    readings = [_read(turn, field, piece, context) for piece in pieces]
    good = [read for read in readings if isinstance(read[0], Value | Choose)]
    return (good or readings)[0]


def _read_clauses(
    turn: Turn, field: str, found: list[Span], context: Context
) -> tuple[Reading, str]:
    return _read(turn, field, words_of(turn, found, "; "), context)


_READERS: Final = {
    "account_id": _read_account,
    "full_name": _read_name,
    "ticket_numbers": _read_list,
    "individuals": _read_list,
    "occurred": _read_time,
    "actions_taken": _read_clauses,
    "desired_resolution": _read_clauses,
    "description": _read_clauses,
}
