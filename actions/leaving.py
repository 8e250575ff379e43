"""Leaving the form with the draft kept."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.form.submission import COMPLAINT_SLOTS
from actions.wording import button
from fields import FIELDS


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
