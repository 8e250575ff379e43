"""The complaint that is being made: opened, left with all that was told, emptied."""

from __future__ import annotations

from typing import Final

from dialogue.acts import Tell
from dialogue.policy import kept, telling
from dialogue.state import Stage, State
from dialogue.talk import Talk
from fields import FIELDS

# Stages of the form.
MAKING: Final = frozenset((Stage.FORM, Stage.REVIEW))
# Fields that say who complains, which a next complaint need not ask again; and all others.
IDENTITY: Final = tuple(name for name, row in FIELDS.items() if row.identity)
OF_COMPLAINT: Final = tuple(name for name in FIELDS if name not in IDENTITY)


def has_draft(state: State) -> bool:
    """Whether a complaint that is not filed holds anything that the client told."""
    if state.stage not in (*MAKING, Stage.PAUSED):
        return False
    return state.begun or (not state.filed and any(state.values.values()))


def open_form(talk: Talk, told: Tell | None = None) -> None:
    """Opens the form or comes back to it, with all that was told before as the story."""
    state = talk.state
    resumed = has_draft(state)
    if not resumed:
        talk.count("started")
    if state.stage is Stage.FILED:
        forget(state)
    state.stage = Stage.FORM
    story = kept.story(state, told)
    if resumed:
        talk.say("utter_resumed")
    if story:
        telling.tell(talk, story)
    elif not resumed:
        _introduce(talk)


def pause(talk: Talk) -> None:
    """Leaves the form; what was told is kept."""
    state = talk.state
    state.stage = Stage.PAUSED if has_draft(state) else nothing_open(state)
    talk.count("left")


def forget(state: State) -> None:
    """Empties the complaint; who the client is stays, and how they could not give it."""
    for name in OF_COMPLAINT:
        state.values[name] = None
    state.as_typed = [name for name in state.as_typed if name in IDENTITY]
    state.not_given = [name for name in state.not_given if name in IDENTITY]
    state.open = state.editing = state.choice = None
    state.tries, state.nearest, state.before = {}, {}, {}
    state.asked = []
    state.all_categories = False


def nothing_open(state: State) -> Stage:
    """The stage where nothing is being made."""
    return Stage.FILED if state.filed else Stage.OPENING


def leave_errand(state: State) -> None:
    """Goes back to where the conversation was before an errand about a filed complaint."""
    before = Stage(state.case.get("from", Stage.OPENING.value))
    state.stage = nothing_open(state) if before in kept.UNDECIDED else before
    state.case = {}


def _introduce(talk: Talk) -> None:
    known = tuple(name for name in IDENTITY if talk.state.values[name])
    if known:
        values = {"known": talk.labels.listed(known)}
        talk.say("utter_form_opened_again", values)
    else:
        talk.say("utter_form_opened")
