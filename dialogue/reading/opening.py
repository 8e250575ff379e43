"""Acts where nothing is open: the triage decides, by what its errors cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dialogue.intents import SUPPORT, act_of
from dialogue.reading.likely import SURE, likely_acts
from dialogue.state import State
from dialogue.turn import Turn

# From this weight words of self-harm are heard, whatever else is asked for.
_HEARD_FROM: Final = 0.25
# A wish to complain with so many words and this weight of a story tells it as well.
_WISH: Final = 8
_TELLS_FROM: Final = 0.15
_ANGER: Final = ("nothing insult", "nothing reproach")


def acts_at_opening(turn: Turn, state: State) -> list[str]:
    """Names of acts: the triage's way first, then what goes with it."""
    named = likely_acts(turn)
    beside = [name for name in named if turn.chance(name) >= SURE]
    if turn.route == "care" or turn.chance("alarm self_harm") >= _HEARD_FROM:
        return ["alarm self_harm"]
    if state.offers and any(name.startswith("take ") for name in beside):
        return beside
    if turn.route == "urgent":
        return ["alarm theft", "tell"]
    if turn.route == "complaint":
        return _complaint(turn, beside)
    if turn.route == "clarify":
        return [name for name in beside if name in _ANGER][:1] or ["doubt"]
    says = act_of(turn.intent)
    if turn.intent.startswith(SUPPORT):
        return [*(name for name in beside if name == "request complaint"), str(says)]
    if says is None:
        return beside or named
    also = (name for name in beside if name.startswith(("ask ", "request ")))
    return [says, *(name for name in also if name != says)]


def likeliest_topic(turn: Turn) -> str:
    """The likeliest support topic; "" where none is known."""
    return max(turn.topics, key=lambda topic: turn.topics[topic], default="")


def _complaint(turn: Turn, beside: Sequence[str]) -> list[str]:
    """A complaint is told, wished for, or only vented; a question beside it is answered."""
    says = act_of(turn.intent) or "tell"
    kept = [name for name in beside if not name.startswith(("nothing ", "take "))]
    if "tell" in kept:
        return kept
    if "request complaint" in kept:
        tells = turn.words >= _WISH and turn.chance("tell") >= _TELLS_FROM
        return [*kept, "tell"] if tells else kept
    anger = sum(turn.chance(name) for name in _ANGER)
    if says in _ANGER and anger < turn.chance("tell"):
        says = "tell"
    return [says, *kept]
