"""Checks two alarms that the triage raises early, also at words that only sound alike.

Words of self-harm are told from a plain wish for a person, and a theft under way from
the reproach that the firm is the thief.
"""

from __future__ import annotations

import re

from actions.turns.intents import Intent
from actions.turns.turn import SURE, Turn

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
_ACCUSES = re.compile(
    r"\byou(?: (?:guys|people|all|lot|scammers|thieves|just|have|even|literally))*"
    r" (?:stole|steal|stolen|took|take|robbed|rob|scammed|scam|are (?:stealing|robbing|thieves))\b"
    r"|\byou['’]ve (?:stolen|robbed|taken|scammed)\b",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"\b(?:hack\w*|someone|somebody|stranger|scammers?|phish\w*|unauthori[sz]ed|not me|right now)\b",
    re.IGNORECASE,
)


def needs_care(turn: Turn) -> bool:
    """Whether the message is to be answered as words of self-harm.

    The triage hears a cry for help at small chances, because missing one is the worst
    error. At SURE and above its word is enough; below, the message must say so itself.
    """
    if turn.intent != Intent.SELF_HARM:
        return False
    return turn.confidence >= SURE or bool(_HARM.search(turn.text))


def wants_person(turn: Turn) -> bool:
    """Whether a message heard as self-harm only asks for a person."""
    heard = turn.intent == Intent.SELF_HARM and not needs_care(turn)
    return heard and bool(_PERSON.search(turn.text))


def theft_under_way(turn: Turn) -> bool:
    """Whether the steps against a theft help: they do not for "you stole my money"."""
    if turn.intent != Intent.URGENT_SECURITY:
        return False
    return not _ACCUSES.search(turn.text) or bool(_STRANGER.search(turn.text))
