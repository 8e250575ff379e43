"""Turns and states of the dialogue, made as data/<language>/readings marks them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.examples.marked_stories import read_marks
from bot.examples.readings import READING_LABELS
from dialogue.acts import Act
from dialogue.policy import take_turn
from dialogue.reading import interpret
from dialogue.state import SUBMIT, Stage, State
from dialogue.talk import Talk
from dialogue.turn import Press, Span, Turn
from fields import FIELDS
from fields.context import Context
from firm import load_firm
from tests.complaint import kept

ROOT = Path(__file__).parents[1]
FIRM = load_firm(ROOT / "firm.yml")
CONTEXT = Context(FIRM, datetime(2026, 9, 16, 12, tzinfo=ZoneInfo("Europe/London")))


def said(marked: str, *acts: str, weight: float = 0.95, route: str = "") -> Turn:
    """A typed message, its words marked `[Ana Silva](own_name)`, which means these acts."""
    text, spans = read_marks(marked, READING_LABELS)
    return Turn(
        text,
        acts=dict.fromkeys(acts, weight),
        spans=tuple(Span(s.label, s.start, s.end, weight) for s in spans),
        route=route,
    )


def pressed(intent: str, **values: object) -> Turn:
    """A press of a button."""
    return Turn(intent, press=Press(intent, values))


def asking(field: str) -> State:
    """A complaint in the making, of which all before `field` is known and `field` is asked."""
    state = State(stage=Stage.FORM, open=field)
    names = list(FIELDS)
    for name in names[: names.index(field)]:
        state.values[name] = kept()[name]
        state.asked.append(name)
    state.asked.append(field)
    return state


def reviewing() -> State:
    """A complaint of which everything is known, its card on the screen."""
    return State(values=kept(), stage=Stage.REVIEW, open=SUBMIT)


def acts_of(state: State, turn: Turn) -> list[Act]:
    """How the turn is read."""
    return interpret(turn, state, CONTEXT)


def turn_in(state: State, turn: Turn) -> Talk:
    """What comes of the turn; the state is changed in place."""
    return take_turn(state, turn, acts_of(state, turn), CONTEXT)


def spoken(talk: Talk) -> list[str]:
    """The responses that are said, in order."""
    return [utterance.response for utterance in talk.says]
