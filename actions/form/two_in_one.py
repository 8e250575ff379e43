"""An answer and a question in one message: "it's bob@example.com, why do you need it?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from actions.form.digressions import FREE_TEXT, SHORT, looks_like_question
from actions.turns.turn import Turn
from fields.reading import Reading, Skipped, Value

_TWO = re.compile(
    r"(?P<answer>.*\w.*?)(?:[.,;!]+\s+|\n+|\s+(?:-|but|and)\s+)"
    r"(?P<question>(?:(?:and|but|so|sorry|btw|please|also)\W+)*(?:who|what|when|where|why|how|which|"
    r"do|does|did|is|are|can|could|will|would|should|may|must|am)\b[^.!\n]*)",
    re.IGNORECASE | re.DOTALL,
)
_LIKELY = 0.5
_LONGEST = 200  # characters; more than that tells a story


def answer_and_question(text: str) -> tuple[str, str] | None:
    """What stands before the last question, and that question; None without both."""
    found = _TWO.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return (found["answer"], found["question"]) if found else None


def answered_besides_asking(
    turn: Turn, name: str, read: Callable[[Turn, str], Reading]
) -> Reading | None:
    """The answer to the field `name` that stands before a question, if it is clear.

    Where any words are an answer, only words that leave the field open are clear ("well,
    is it free?" names nobody); a name is when it has two words.
    """
    parts = answer_and_question(turn.text)
    if not parts:
        return None
    reading = read(replace(turn, text=parts[0], intent="inform"), name)
    if isinstance(reading, Skipped):
        return reading
    named = name == "full_name" and len(parts[0].split()) > 1
    clear = name not in FREE_TEXT or named
    return reading if isinstance(reading, Value) and clear else None


def question_besides(turn: Turn, name: str) -> str | None:
    """The question about the process in a message that the triage could not place.

    None where it placed it (the rules answer that), and for a story with a question in it.
    """
    words = len(turn.text.split())
    if turn.intent != "nlu_fallback" or words > SHORT:
        return None
    two = bool(answer_and_question(turn.text))
    if name == "description" if two else not looks_like_question(turn.text):
        return None
    likeliest, chance = max(turn.ranking, key=lambda one: one[1], default=("", 0.0))
    return likeliest if likeliest.startswith("ask_") and chance >= _LIKELY else None
