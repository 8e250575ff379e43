"""The client's turn and the state of the conversation, read from Rasa's tracker."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions.settings import firm
from dialogue.state import State
from dialogue.turn import Press, Span, Turn
from fields.context import Context
from firm.topics import PREFIX
from shield.turn_contract import WORD_JOINER

_KEYS = uuid.UUID("5c9c6a5e-7a40-4b5c-9a59-0f6a0c4f5f2d")


def turn_of(tracker: Tracker) -> Turn:
    """The message that is to be answered.

    Its text stands in the metadata as the client typed it, because Rasa strips white space.
    """
    event = _messages(tracker)[-1]
    metadata = event.get("metadata") or {}
    raw = str(event.get("text") or "")
    text = str(metadata.get("text", raw.lstrip(WORD_JOINER)))
    parsed = event.get("parse_data") or {}
    intent = str((parsed.get("intent") or {}).get("name") or "")
    away = _hours_away(tracker)
    if not metadata.get("typed", not raw.startswith("/")):
        values = {one["entity"]: one["value"] for one in parsed.get("entities") or ()}
        return Turn(text, Press(intent, values), intent=intent, hours_away=away)
    reading = parsed.get("reading") or {}
    triage = parsed.get("triage") or {}
    return Turn(
        text,
        acts={one["act"]: one["weight"] for one in reading.get("acts", ())},
        spans=tuple(Span(**one) for one in reading.get("spans", ())),
        intent=intent,
        route=triage.get("route", ""),
        routes=triage.get("routes", {}),
        topics=_topics(parsed),
        hours_away=away,
    )


def state_of(tracker: Tracker) -> State:
    """The conversation as the turn before left it."""
    return State.restored(tracker.slots, tracker.slots.get("form_notes"))


def context_of(tracker: Tracker, state: State) -> Context:
    """The context in which fields read words: the firm, the time on the client's clock
    (the firm's where the page named no time zone), and the country once it is known."""
    served = firm()
    metadata = _messages(tracker)[-1].get("metadata") or {}
    zone = metadata.get("timezone") or served.calendar.time_zone
    now = datetime.now(ZoneInfo(zone))
    return Context(firm=served, now=now, country=state.values["country"] or None)


def turn_key(tracker: Tracker, purpose: str) -> str:
    """An idempotency key (a UUID) for what this turn does outside the conversation.

    It is made from the message's id. So a turn that is run again, because the assistant
    died before it had stored the first run, does the same thing under the same key.
    """
    message = (_messages(tracker)[-1].get("metadata") or {}).get("id")
    if not message:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_KEYS, f"{purpose} {tracker.sender_id} {message}"))


def _topics(parsed: dict[str, Any]) -> dict[str, float]:
    ranked = {
        one["name"]: float(one["confidence"])
        for one in parsed.get("intent_ranking") or ()
    }
    return {
        name.removeprefix(PREFIX): chance
        for name, chance in ranked.items()
        if name.startswith(PREFIX)
    }


def _hours_away(tracker: Tracker) -> float:
    """Hours between the client's message and the one before it."""
    times = [message.get("timestamp") or 0.0 for message in _messages(tracker)[-2:]]
    return (times[-1] - times[0]) / 3600 if len(times) == 2 else 0.0


def _messages(tracker: Tracker) -> list[dict[str, Any]]:
    return [event for event in tracker.events if event.get("event") == "user"]
