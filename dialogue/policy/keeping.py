"""Keeping a value: what was noted on the way to it is over, and what it replaces is remembered."""

from __future__ import annotations

from typing import Any

from dialogue.state import OpenChoice, Stage, State
from dialogue.talk import Talk
from fields import FIELDS
from fields.reading import Choose


def keep(talk: Talk, name: str, value: Any) -> None:
    """The field is answered with this value."""
    state = talk.state
    if state.values.get(name) != value:
        talk.replaced.setdefault(name, state.values.get(name))
    state.values[name] = value
    for marked in (state.as_typed, state.not_given):
        if name in marked:
            marked.remove(name)
    state.tries.pop(name, None)
    state.nearest.pop(name, None)
    state.guesses.pop(name, None)
    if state.choice and state.choice.slot == name:
        state.choice = None
    if state.editing == name:
        state.editing = None
    if name == "category":
        state.all_categories = False


def leave_open(talk: Talk, name: str) -> None:
    """The field is left open: filed as empty, and marked as not given unless it is optional."""
    keep(talk, name, FIELDS[name].empty)
    if not FIELDS[name].optional:
        talk.state.not_given.append(name)


def question_back(name: str, reading: Choose) -> OpenChoice:
    """The question which of several was meant."""
    choices = [(choice.title, choice.value) for choice in reading.choices]
    return OpenChoice(name, reading.reason, choices, dict(reading.values))


def ask_back(state: State, name: str, reading: Choose) -> None:
    """Asks which of several was meant, as the next question."""
    state.choice = question_back(name, reading)
    if state.values.get(name) is not None:
        state.editing = name


def edit(state: State, name: str) -> None:
    """Asks for this field next, whatever is known of it."""
    state.stage = Stage.FORM
    state.editing = name
    state.choice = None
    state.tries.pop(name, None)
