"""What a field may know beside the client's words, taken from the conversation."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions.settings import firm
from actions.turns.turn import context_of


def heard(*metadata: dict[str, Any]) -> Tracker:
    """A conversation with a message of each metadata."""
    events = [{"event": "user", "text": "hi", "metadata": one} for one in metadata]
    return Tracker("a-session", {}, {}, events, False, None, {}, "action_listen")


def test_the_clock_is_that_of_the_clients_time_zone() -> None:
    now = context_of(heard({}, {"timezone": "Pacific/Kiritimati"})).now
    assert now.utcoffset() == datetime.now(ZoneInfo("Pacific/Kiritimati")).utcoffset()


def test_the_clock_is_the_firms_where_the_page_named_no_time_zone() -> None:
    here = ZoneInfo(firm().calendar.time_zone)
    for conversation in (heard({}), heard({"locale": "mt"}), heard()):
        assert context_of(conversation).now.tzinfo is here
