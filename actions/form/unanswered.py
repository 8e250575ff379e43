"""What is neither an answer nor a digression, and is no failed try either."""

from __future__ import annotations

from actions.form.digressions import ANSWERS, SHORT, looks_like_question
from actions.turns.turn import SURE, Turn
from fields.reading import Reading, Wrong, WrongKind

_FEWEST = 3  # words; "why?" and "which one" are about the question that is open


def unanswered(turn: Turn, reading: Reading, first: bool) -> str | None:
    """The response to it; None where it is a try at an answer.

    `first`: no question was answered before this one.
    """
    words = len(turn.text.split())
    if not isinstance(reading, Wrong) or words > SHORT:
        return None
    if first and turn.intent == "go_back" and turn.chance >= SURE:
        return "utter_nothing_before"
    asks = words >= _FEWEST and looks_like_question(turn.text)
    # Readings of other kinds know a question from an answer, and say what they think of it.
    tried = reading.kind is WrongKind.MALFORMED
    if asks and turn.intent in ANSWERS and tried:
        return "utter_for_the_official"
    return None
