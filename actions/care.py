"""Words of self-harm, told from a plain wish for a person."""

from __future__ import annotations

import re

from actions.turn import Turn

CARE = "self_harm"
# The triage hears a cry for help at small chances, because missing one is the worst error.
# Above this one its word is enough; below, the message must say so itself.
SURE = 0.5
_HARM = re.compile(
    r"\b(?:kill(?:ing)?|suicid\w*|die|dying|dead|death|hang|jump|overdose|pills|razor|wrists?|"
    r"(?:harm|hurt|cut)(?:ing)? (?:my)?self|self[- ]?harm|(?:end|ending|take|taking) (?:it|my (?:own )?life|"
    r"everything)|live|living|life|alive|exist|(?:go|going|carry|carrying) on|wake up|worth it|no point|"
    r"without me|better off|goodbye|give up|no way out|hopeless|unalive|kms)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:human(?: being)?|person|people|agent|someone|somebody|representative|operator|staff)\b",
    re.IGNORECASE,
)


def needs_care(turn: Turn) -> bool:
    """Whether the message is to be answered as words of self-harm."""
    if turn.intent != CARE:
        return False
    return turn.confidence >= SURE or bool(_HARM.search(turn.text))


def wants_person(turn: Turn) -> bool:
    """Whether what the triage heard as self-harm asks for a person and says no more."""
    return (
        turn.intent == CARE and not needs_care(turn) and bool(_PERSON.search(turn.text))
    )
