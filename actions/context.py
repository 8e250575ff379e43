"""What the fields may know beside the client's words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions.settings import firm
from fields.context import Context


def context_of(tracker: Tracker) -> Context:
    """The firm, its time of day, and the client's country once it is known."""
    served = firm()
    now = datetime.now(ZoneInfo(served.calendar.time_zone))
    return Context(firm=served, now=now, country=tracker.slots.get("country"))
