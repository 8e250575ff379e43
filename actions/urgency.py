"""A theft under way, told from the reproach that the firm is the thief."""

from __future__ import annotations

import re

from actions.turn import Turn

URGENT = "urgent_security"
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


def theft_under_way(turn: Turn) -> bool:
    """Whether the steps against a theft help: "you stole my money" needs none of them."""
    if turn.intent != URGENT:
        return False
    return not _ACCUSES.search(turn.text) or bool(_STRANGER.search(turn.text))
