"""One reading of a turn: the acts that the client does with it, in view of what is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dialogue.acts import (
    Act,
    Alarm,
    Answer,
    Ask,
    AskAbout,
    Correct,
    Doubt,
    Foreign,
    How,
    Nothing,
    NoValue,
    Request,
    Take,
    Tell,
    Unclear,
    Volunteer,
    Without,
)
from dialogue.reading.in_context import acts_in_context
from dialogue.reading.labelled import labelled
from dialogue.reading.language import other_language
from dialogue.reading.offers import taken, titled
from dialogue.reading.opening import acts_at_opening, likeliest_topic
from dialogue.reading.spans import TAKEN_FROM, read_spans, values_in
from dialogue.reading.values import (
    answer_in,
    correction_in,
    elsewhere,
    narrowed,
    story_in,
    volunteered,
)
from dialogue.state import Stage, State
from dialogue.turn import Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Value, Wrong

_MAKING = (Stage.FORM, Stage.REVIEW)
_TRIAGED = (Stage.OPENING, Stage.CLARIFY, Stage.SUPPORT)
# Acts that carry nothing but their second word.
_OF_WORDS: Mapping[str, Callable[[str], Act]] = {
    "ask": Ask,
    "ask_about": AskAbout,
    "request": Request,
    "alarm": Alarm,
    "nothing": Nothing,
}


def interpret(turn: Turn, state: State, context: Context) -> list[Act]:
    """What the client does in this turn; at least one act."""
    if turn.press:
        return [Take(turn.press)]
    if offer := titled(turn.text, state):
        return [Take(offer.press)]
    acts = _read(turn, state, context)
    language = other_language(turn)
    if language is None:
        return acts
    return [Foreign(language), *_kept(acts, turn, state, context)]


def _read(turn: Turn, state: State, context: Context) -> list[Act]:
    if state.stage in _MAKING and (change := labelled(turn, context)):
        return [change]
    if state.stage in _TRIAGED:
        named = acts_at_opening(turn, state)
    else:
        named = acts_in_context(turn, state, context)
    acts: list[Act] = []
    for name in named:
        act = _act(name, turn, state, context, named)
        if act is not None and act not in acts:
            acts.append(act)
    acts = elsewhere(_compatible(acts), turn, context)
    return _with_values(acts, turn, state, context) or [Unclear()]


def _kept(acts: list[Act], turn: Turn, state: State, context: Context) -> list[Act]:
    """Words of another language that came to nothing are kept, never turned away."""
    if not all(isinstance(act, Unclear | Nothing) for act in acts):
        return acts
    if state.stage in _TRIAGED:
        return [Doubt(likeliest_topic(turn))]
    asked = _asked(state)
    if asked and FIELDS[asked].is_free_text:
        return [answer_in(turn, asked, context, alone=True)]
    return acts


def _act(
    name: str, turn: Turn, state: State, context: Context, named: Sequence[str]
) -> Act | None:
    """The act of that name with its values; None where it comes to nothing here."""
    word, _, about = name.partition(" ")
    alone = len(named) == 1
    asked = _asked(state)
    if word == "answer":
        if asked is None:
            return NoValue("", Without(about)) if about else None
        held = read_spans(turn, asked, context, TAKEN_FROM) if about else None
        if held and isinstance(held[0], Value):
            return Answer(asked, *held)  # "nobody but Ann"
        if about:
            return NoValue(asked, Without(about))
        anew = f"correct {asked} clear" in named
        answer = answer_in(turn, asked, context, alone, anew)
        return narrowed(answer, str(state.values.get("description") or ""), context)
    if word == "volunteer":
        field, _, none = about.partition(" ")
        if field == asked:
            return answer_in(turn, field, context, alone) if not none else None
        return volunteered(turn, field, bool(none), context)
    if word == "correct":
        field, _, how = about.partition(" ")
        return correction_in(turn, field, How(how), context, alone)
    if word == "take":
        return taken(about, state)
    if word == "tell":
        return story_in(turn, context, alone)
    if word == "doubt":
        return Doubt(likeliest_topic(turn))
    return _OF_WORDS[word](about)


def _asked(state: State) -> str | None:
    """The field that is asked for; None where another thing is, or nothing."""
    return state.open if state.open in FIELDS else None


def _compatible(acts: list[Act]) -> list[Act]:
    """Without what another act of the same message takes back or says already."""
    corrected = {act.field for act in acts if isinstance(act, Correct)}
    told = any(isinstance(act, Tell) for act in acts)
    answered = {act.field for act in acts if isinstance(act, Answer)}

    def stands(act: Act) -> bool:
        if isinstance(act, Volunteer):
            return act.field not in corrected | answered
        if isinstance(act, Correct):
            return act.field not in answered
        if isinstance(act, Answer):
            # The story that was told at another question is no wrong answer to that.
            return not (told and isinstance(act.reading, Wrong))
        if isinstance(act, Request):
            return not (told and act.what == "complaint")
        return True

    return [act for act in acts if stands(act)]


def _with_values(
    acts: list[Act], turn: Turn, state: State, context: Context
) -> list[Act]:
    """And the values that the message tells besides, for fields of which nothing is known."""
    spoken_of = {getattr(act, "field", "") for act in acts}
    if any(isinstance(act, Tell) for act in acts):
        return acts
    known = {name for name in FIELDS if state.values.get(name) is not None}
    asked = {state.open} if state.open else set()
    found = values_in(turn, context, besides=known | spoken_of | asked)
    return [*acts, *found]
