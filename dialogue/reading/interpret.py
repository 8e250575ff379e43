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
from dialogue.intents import SUPPORT, act_of
from dialogue.reading.labelled import labelled
from dialogue.reading.language import other_language
from dialogue.reading.likely import SURE, likely_acts
from dialogue.reading.offers import taken, titled
from dialogue.reading.spans import values_in
from dialogue.reading.values import (
    NONE,
    SHORT,
    answer_in,
    answers_plainly,
    asks,
    correction_in,
    may_answer,
    narrowed,
    story_in,
    volunteered,
)
from dialogue.state import Stage, State
from dialogue.turn import Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Wrong

# Nothing is open: whether it is a complaint at all, the triage decides, by what errors cost.
_MAKING = (Stage.FORM, Stage.REVIEW)
_TRIAGED = (Stage.OPENING, Stage.CLARIFY, Stage.SUPPORT)
_COMPLAINT, _SUPPORT, _CLARIFY = "complaint", "support", "clarify"
_URGENT, _CARE = "urgent", "care"
_ANSWERS = ("answer", "take ")
# From this weight a message may be an answer; then what its field reads in it counts.
_ANSWERING = 0.15
# So few words that a field reads are its value, unless they ask.
_BARE = 3
# From this weight short words point at one of the categories that are shown.
_PLACED = 0.2
# From this weight it is another answer than its field reads, such as "none of them".
_SURER = 0.85
# Acts that a plain answer to the open question is not.
_OVERRULED = (*_ANSWERS, "tell", "volunteer ", "nothing ")
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
    named = (
        _triaged(turn, state)
        if state.stage in _TRIAGED
        else _in_context(turn, state, context)
    )
    acts: list[Act] = []
    for name in named:
        act = _act(name, turn, state, context, named)
        if act is not None and act not in acts:
            acts.append(act)
    return _with_values(_compatible(acts), turn, state, context) or [Unclear()]


def _kept(acts: list[Act], turn: Turn, state: State, context: Context) -> list[Act]:
    """Words of another language that came to nothing are kept, never turned away."""
    if not all(isinstance(act, Unclear | Nothing) for act in acts):
        return acts
    if state.stage in _TRIAGED:
        return [Doubt(_topic(turn))]
    asked = _asked(state)
    if asked and FIELDS[asked].is_free_text:
        return [answer_in(turn, asked, context, alone=True)]
    return acts


def _in_context(turn: Turn, state: State, context: Context) -> list[str]:
    """Names of acts where something is open.

    What the field's own reader makes of a short message weighs more than how it sounds.
    """
    named = likely_acts(turn)
    asked = _asked(state)
    plain = answers_plainly(turn, asked, context) if asked else None
    if plain == NONE and state.choice:
        plain = None  # a no to what is offered, and not to the question
    placed = [act for act in turn.acts if act.startswith("take ")]
    place = max(placed, key=turn.chance, default="")
    if asked == "category" and turn.chance(place) >= _PLACED and turn.words <= SHORT:
        return [place]  # "the second" of those that are shown
    answering = [act for act in turn.acts if act.startswith(_ANSWERS)]
    likeliest = max(answering, key=turn.chance, default="")
    sure = [name for name in named if turn.chance(name) >= SURE]
    if turn.chance(likeliest) >= _SURER and likeliest not in ("answer", plain):
        plain = None
    bare = turn.words <= _BARE and not asks(turn.text)
    if plain and (turn.chance(likeliest) >= _ANSWERING or not sure or bare):
        return [plain, *(name for name in sure if not name.startswith(_OVERRULED))]
    if asked == "description" and not asks(turn.text):
        # What happened is told where it is asked, also when it sounds like a case for support.
        named = [name for name in named if not name.startswith("ask support_")]
        return named or ["answer"]
    if asked and not sure and may_answer(turn, asked, context):
        return [likeliest if turn.chance(likeliest) >= _ANSWERING else "answer"]
    if not named and (act := act_of(turn.intent)):
        return [act]
    return named


def _triaged(turn: Turn, state: State) -> list[str]:
    """Names of acts where nothing is open: the triage's way first, then what goes with it."""
    named = likely_acts(turn)
    beside = [name for name in named if turn.chance(name) >= SURE]
    if state.offers and any(name.startswith("take ") for name in beside):
        return beside
    if turn.route == _CARE:
        return ["alarm self_harm"]
    if turn.route == _URGENT:
        return ["alarm theft", "tell"]
    if turn.route == _COMPLAINT:
        return _complaint(turn, beside)
    if turn.route == _CLARIFY:
        return ["doubt"]
    if turn.route == _SUPPORT and turn.intent.startswith(SUPPORT):
        wishes = [name for name in beside if name == "request complaint"]
        return [*wishes, f"ask {turn.intent}"]
    says = act_of(turn.intent)
    return beside or ([says] if says else named)


def _complaint(turn: Turn, beside: Sequence[str]) -> list[str]:
    """A complaint is told, wished for, or only vented; a question beside it is answered."""
    says = act_of(turn.intent) or "tell"
    kept = [name for name in beside if not name.startswith(("nothing ", "take "))]
    if "tell" in kept or "request complaint" in kept:
        return kept
    if says == "nothing insult" and turn.chance("nothing insult") + turn.chance(
        "nothing reproach"
    ) < turn.chance("tell"):
        says = "tell"
    return [says, *kept]


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
        return Doubt(_topic(turn))
    return _OF_WORDS[word](about)


def _asked(state: State) -> str | None:
    """The field that is asked for; None where another thing is, or nothing."""
    return state.open if state.open in FIELDS else None


def _topic(turn: Turn) -> str:
    """The likeliest support topic."""
    return max(turn.topics, key=lambda topic: turn.topics[topic], default="")


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
