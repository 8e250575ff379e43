"""Intents that say the same as an act; the triage decides with them where nothing is open."""

from __future__ import annotations

from typing import Final

# The intent of a question to support is this and its topic; of another question, `ask_`.
SUPPORT: Final = "support_"
_ASK: Final = "ask_"

_ACTS: Final = {
    "file_complaint": "request complaint",
    "grievance": "tell",
    "vent": "nothing insult",
    "human": "request person",
    "add_information": "request add",
    "add_evidence": "request files",
    "ask_take_back": "request take_back",
    "ask_why_needed": "ask_about why",
    "bot_challenge": "ask are_you_a_bot",
    "help": "ask help",
    "affirm": "nothing ok",
    "deny": "take no",
    "greet": "nothing greets",
    "thank": "nothing thanks",
    "goodbye": "nothing goodbye",
    "cancel": "request stop",
    "start_over": "request start_over",
    "go_back": "request back",
    "skip": "answer refused",
    "all_above": "nothing reproach",
    "done_telling": "request go_on",
    "resume": "request go_on",
    "chitchat": "nothing talk",
    "out_of_scope": "nothing outside",
    "urgent_security": "alarm theft",
    "self_harm": "alarm self_harm",
}


def act_of(intent: str) -> str | None:
    """The act that the intent says, by its name in the readings; None where it says none."""
    if intent in _ACTS:
        return _ACTS[intent]
    if intent.startswith(SUPPORT):
        return f"ask {intent}"
    if intent.startswith(_ASK):
        return f"ask {intent.removeprefix(_ASK)}"
    return None
