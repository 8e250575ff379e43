"""Changing what was given: replaced, added to, taken out, put back."""

from __future__ import annotations

from typing import Any, Final

from dialogue.acts import Correct, How, Request
from dialogue.policy import reminders
from dialogue.policy.answers import say_changed
from dialogue.policy.keeping import ask_back, edit, keep, leave_open
from dialogue.policy.telling import add_to_story
from dialogue.state import Stage
from dialogue.talk import Talk
from fields import FIELDS
from fields.reading import Choose, Value
from fields.text import fold

_TYPO: Final = "email_typo"


def correct(talk: Talk, act: Correct) -> None:
    """Changes that field alone; asks for it when the new value is not in the message."""
    state, name = talk.state, act.field
    if state.stage not in (Stage.FORM, Stage.REVIEW) and not state.begun:
        _correct_before(talk, act)
        return
    if act.how is How.CLEAR:
        _clear(talk, name)
    elif isinstance(act.reading, Choose) and act.reading.reason == _TYPO:
        # Corrected on purpose: what looks like a slip is what is meant.
        keep(talk, name, act.reading.choices[-1].value)
        say_changed(talk, name)
    elif isinstance(act.reading, Choose):
        ask_back(state, name, act.reading)
        state.editing = name
    elif not isinstance(act.reading, Value):
        edit(state, name)
    elif name == "description":
        _correct_story(talk, act)
    elif act.how is How.REMOVE:
        _remove(talk, name, act.reading.value)
    elif act.how is How.ADD:
        keep(talk, name, _joined(state.values.get(name), act.reading.value))
        say_changed(talk, name)
    else:
        keep(talk, name, act.reading.value)
        say_changed(talk, name)


def undo(talk: Talk, act: Request) -> None:
    """Puts back what the last change replaced; what is put back can be changed again."""
    state = talk.state
    replaced = _named(talk) or state.before
    if not replaced:
        talk.say("utter_nothing_to_undo")
        return
    state.before = {}
    for name, value in replaced.items():
        keep(talk, name, value)
    talk.say("utter_undone")
    held = [name for name in FIELDS if replaced.get(name) is not None]
    say_changed(talk, *held)


def back(talk: Talk, act: Request) -> None:
    """Goes back to the question before; its answer stays until another is given."""
    state = talk.state
    if state.stage not in (Stage.FORM, Stage.REVIEW):
        reminders.remind(talk)
        return
    if state.editing and state.values.get(state.editing) is not None:
        state.editing = None
        state.choice = None
        return
    answered = [
        name
        for name in state.asked
        if name in FIELDS and name != state.open and state.values.get(name) is not None
    ]
    if not answered:
        talk.say("utter_nothing_before")
        return
    edit(state, answered[-1])
    talk.say("utter_as_it_stands", _held(talk, answered[-1]))


def _named(talk: Talk) -> dict[str, Any]:
    """What the fields held before, of those that are named: "put the old date back"."""
    words = f" {fold(talk.turn.text)} "
    return {
        name: value
        for name, value in talk.state.earlier.items()
        if any(f" {fold(said)} " in words for said in talk.labels.names(name))
    }


def _correct_before(talk: Talk, act: Correct) -> None:
    """Nothing is being made: who they are is kept for a complaint to come."""
    if FIELDS[act.field].identity and isinstance(act.reading, Value):
        keep(talk, act.field, act.reading.value)
        say_changed(talk, act.field)
    else:
        talk.say("utter_nothing_open")


def _correct_story(talk: Talk, act: Correct) -> None:
    """A long text is added to, unless it is given anew, which is said back and can be undone.

    To have words taken out, the client edits it.
    """
    if act.how is How.REMOVE or not talk.state.values.get("description"):
        edit(talk.state, "description")
        return
    if act.whole:
        keep(talk, "description", act.words)
        say_changed(talk, "description")
    elif add_to_story(talk, act.words):
        talk.say("utter_story_added")


def _remove(talk: Talk, name: str, value: Any) -> None:
    """Takes entries out of a list; of a text only the client knows what is to be left."""
    held = talk.state.values.get(name)
    if not isinstance(held, list) or not isinstance(value, list):
        edit(talk.state, name)
        return
    gone = {str(one).casefold() for one in value}
    left = [one for one in held if one.casefold() not in gone]
    if left == held:
        edit(talk.state, name)
        return
    keep(talk, name, left)
    say_changed(talk, name)


def _clear(talk: Talk, name: str) -> None:
    if not FIELDS[name].optional:
        edit(talk.state, name)
        return
    leave_open(talk, name)
    say_changed(talk, name)


def _joined(held: Any, more: Any) -> Any:
    """What is held and more of it; a value that cannot hold more is replaced."""
    if isinstance(held, list) and isinstance(more, list):
        return [*held, *(one for one in more if one not in held)]
    if isinstance(held, str) and isinstance(more, str) and held:
        return f"{held}; {more}"
    return more


def _held(talk: Talk, name: str) -> dict[str, str]:
    value = FIELDS[name].show(talk.state.values[name], talk.context)
    return {
        "field": talk.labels.field(name),
        "value": value or talk.labels.empty(),
    }
