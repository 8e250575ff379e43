"""Acts where something is open: how the message sounds, and what the open field reads in it."""

from __future__ import annotations

from typing import Final

from dialogue.intents import act_of
from dialogue.reading.likely import SURE, likely_acts
from dialogue.reading.values import NONE, SHORT, answers_plainly, may_answer
from dialogue.state import State
from dialogue.turn import Turn
from fields import FIELDS
from fields.context import Context

_ANSWERS: Final = ("answer", "take ")
# From this weight a message may be an answer; then what its field reads in it counts.
_ANSWERING: Final = 0.15
# So few words that a field reads are its value, unless they ask.
_BARE: Final = 3
# From this weight short words point at one of the categories that are shown.
_PLACED: Final = 0.2
# From this weight it is another answer than its field reads, such as "none of them".
_SURER: Final = 0.85
# Acts that a plain answer to the open question is not.
_OVERRULED: Final = (*_ANSWERS, "tell", "volunteer ", "nothing ")
# What few words at a question seem to be that are a failed try at it.
_ASTRAY: Final = ("nothing outside", "nothing talk", "nothing nonsense", "ask support_")


def acts_in_context(turn: Turn, state: State, context: Context) -> list[str]:
    """Names of acts. What the field's own reader makes of a short message weighs more than
    how it sounds."""
    named = likely_acts(turn)
    asked = state.open if state.open in FIELDS else None
    if asked is None:
        return named or _of_intent(turn)
    sure = [name for name in named if turn.chance(name) >= SURE]
    answering = _likeliest(turn, _ANSWERS)
    place = _likeliest(turn, ("take ",))
    if asked == "category" and turn.chance(place) >= _PLACED and turn.words <= SHORT:
        return [place]  # "the second" of those that are shown
    plain = answers_plainly(turn, asked, context)
    if plain == NONE and state.choice:
        plain = None  # a no to what is offered, and not to the question
    if turn.chance(answering) >= _SURER and answering not in ("answer", plain):
        plain = None
    bare = turn.words <= _BARE and not turn.asks
    if plain and (turn.chance(answering) >= _ANSWERING or not sure or bare):
        return [plain, *(name for name in sure if not name.startswith(_OVERRULED))]
    if asked == "description" and not turn.asks:
        # What happened is told where it is asked, also when it sounds like a case for support.
        named = [name for name in named if not name.startswith("ask support_")]
        return named or ["answer"]
    astray = bare and all(name.startswith(_ASTRAY) for name in named)
    if astray and asked not in ("actions_taken", "desired_resolution", "individuals"):
        return ["answer"]
    if not sure and may_answer(turn, asked, context):
        return [answering if turn.chance(answering) >= _ANSWERING else "answer"]
    return named or _of_intent(turn)


def _likeliest(turn: Turn, kinds: tuple[str, ...]) -> str:
    """The likeliest act of these kinds; "" where there is none."""
    found = (act for act in turn.acts if act.startswith(kinds))
    return max(found, key=turn.chance, default="")


def _of_intent(turn: Turn) -> list[str]:
    act = act_of(turn.intent)
    return [act] if act else []
