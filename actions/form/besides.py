"""What a message answers besides the question that was asked."""

from __future__ import annotations

from typing import Any

from actions.form.digressions import FREE_TEXT
from actions.form.mining import mined
from actions.form.submission import IDENTITY
from fields.context import Context

# Only what is said in so many words is taken; a guess at the rest is left to its question.
_TAKEN = (*IDENTITY, "ticket_numbers")


def told_besides(
    text: str, asked: str, slots: dict[str, Any], flags: list[str], context: Context
) -> dict[str, Any]:
    """Values by field that are missing yet, or were taken as typed.

    In the middle of an account in the client's own words nothing is looked for: the name
    in it may be anybody's.
    """
    if asked in FREE_TEXT and asked != "full_name":
        return {}
    return {
        name: value
        for name, value in mined(text, context).items()
        if name in _TAKEN
        and name != asked
        and (slots.get(name) is None or name in flags)
    }
