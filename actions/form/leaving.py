"""Leaving the form with the draft kept."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.form.submission import COMPLAINT_SLOTS
from actions.turns.turn import Turn
from actions.turns.wording import button
from fields import FIELDS

_IT = r"(?: (?:it|that|this|all|everything|the complaint|the draft|my complaint|away|please|now|for (?:me|now|later)|here))*"
_POLITE = r"\W*(?:(?:yes|ok|okay|no|please|just|you can|can you)\W+)*"
_DELETE = re.compile(
    rf"{_POLITE}(?:delete|remove|erase|discard|throw|trash|destroy){_IT}\W*",
    re.IGNORECASE,
)
_KEEP = re.compile(rf"{_POLITE}(?:keep|save|leave|hold|store){_IT}\W*", re.IGNORECASE)


def has_draft(tracker: Tracker) -> bool:
    """Whether a complaint in the making is kept: a form was open, or a field of it is set."""
    fields = [name for name in COMPLAINT_SLOTS if name in FIELDS]
    told = any(tracker.slots.get(name) is not None for name in fields)
    return told or tracker.slots.get("form_notes") is not None


def go_on_button(tracker: Tracker) -> list[dict[str, str]]:
    """The way back into the form, when there is a draft to go on with."""
    return [button("keep_going")] if has_draft(tracker) else []


def leave_form() -> list[dict[str, Any]]:
    """Events that close the form and keep every field."""
    return [ActiveLoop(None), SlotSet("requested_slot", None)]


def asks_to_delete(turn: Turn) -> bool:
    """ "Delete it", "throw it away": said of the draft when it was asked about."""
    return turn.typed and bool(_DELETE.fullmatch(turn.text))


def asks_to_keep(turn: Turn) -> bool:
    """ "Keep it", "save it for later": said of the draft when it was asked about."""
    return turn.typed and bool(_KEEP.fullmatch(turn.text))
