"""Settling a field: kept, asked back, or failed until it is taken as typed."""

from __future__ import annotations

import re
from typing import Any

from actions.form.draft import Draft
from actions.form.notes import OpenChoice
from actions.form.typed import as_typed
from actions.turns.turn import Turn
from fields import FIELDS
from fields.reading import Choose, Reading, Value, Wrong, WrongKind
from fields.skipping import only_assents

TRIES = 2
# The sign of a try at a field that has one: what is kept when nothing can be read.
_SIGNS = {"email": "@", "account_id": r"\d.*\d", "occurred": r"\d"}


def settle(draft: Draft, name: str, reading: Reading, turn: Turn) -> None:
    """Do with the field what came of reading the client's words."""
    if isinstance(reading, Choose):
        _ask_back(draft, name, reading, turn)
    elif isinstance(reading, Wrong):
        _fail(draft, name, reading, turn)
    else:
        value = reading.value if isinstance(reading, Value) else FIELDS[name].empty
        keep(draft, name, value)


def keep(draft: Draft, name: str, value: Any) -> None:
    """The field is answered; what was noted on the way to it is over."""
    draft.set(name, value)
    notes = draft.notes
    if name in notes.flags:
        notes.flags.remove(name)
    notes.tries.pop(name, None)
    notes.nearest.pop(name, None)
    notes.cannot_see_number = False
    notes.open_choice = None
    notes.editing = None
    notes.all_categories = False


def edit(draft: Draft, name: str) -> None:
    """Ask for this field next, whatever is known of it."""
    draft.notes.editing = name
    draft.notes.open_choice = None
    draft.notes.tries.pop(name, None)


def take_as_typed(draft: Draft, name: str, text: str) -> None:
    """Two tries failed: kept as it stands, and marked for staff to check."""
    choice = draft.notes.open_choice
    if choice and choice.slot == name == "email":
        value = choice.choices[-1][1]  # as they typed it first
    else:
        value = as_typed(name, draft.notes.nearest.get(name, text))
    keep(draft, name, value)
    draft.notes.flags.append(name)
    draft.say("utter_taken_as_typed")


def choosing(draft: Draft, name: str) -> bool:
    """Whether a question back about this field is open."""
    return bool(draft.notes.open_choice and draft.notes.open_choice.slot == name)


def _ask_back(draft: Draft, name: str, reading: Choose, turn: Turn) -> None:
    before = draft.notes.open_choice
    again = before and (before.slot, before.reason) == (name, reading.reason)
    if again and _failed_too_often(draft, name, turn):
        return  # the same answer to the same question back is what they have
    draft.notes.open_choice = OpenChoice(
        name,
        reading.reason,
        [(choice.title, choice.value) for choice in reading.choices],
        reading.values,
    )


def _fail(draft: Draft, name: str, wrong: Wrong, turn: Turn) -> None:
    if (sign := _SIGNS.get(name)) and re.search(sign, turn.text):
        draft.notes.nearest[name] = turn.text
    if wrong.reason == "description_short" and draft.notes.tries.get(name):
        keep(draft, name, turn.text)  # nudged once; short is theirs to choose
        return
    if _failed_too_often(draft, name, turn):
        return
    draft.notes.cannot_see_number = wrong.kind is WrongKind.CANNOT_SEE
    draft.wrong = wrong


def _failed_too_often(draft: Draft, name: str, turn: Turn) -> bool:
    """Counts a try; after the last one the field is settled with what there is."""
    tries = draft.notes.tries.get(name, 0) + 1
    draft.notes.tries[name] = tries
    if tries <= TRIES or not turn.text.strip():
        return False
    if FIELDS[name].optional and only_assents(turn.text):
        keep(draft, name, FIELDS[name].empty)  # a yes and no more tells staff nothing
        draft.say("utter_left_out")
    else:
        take_as_typed(draft, name, turn.text)
    return True
