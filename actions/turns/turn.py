"""The client's turn, read from Rasa's tracker."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions.settings import firm
from actions.turns.intents import SUPPORT_PREFIX, Intent
from fields.context import Context
from firm.model import GENERAL
from shield.turn_contract import WORD_JOINER

# Confidence from which the understanding is believed without more signs.
SURE = 0.5
# Hours of silence after which a client who writes again has come back.
LONG_AWAY = 12.0
_KEYS = uuid.UUID("5c9c6a5e-7a40-4b5c-9a59-0f6a0c4f5f2d")


@dataclass(frozen=True)
class Turn:
    """One message of the client.

    `text` is what they typed, to the last character (the channel keeps it in the
    message's metadata, because Rasa strips white space); for a button it is the
    button's title. `payload` holds the values that a pressed button carries.
    `confidence` is that of the message's route (complaint, support, …), which is what
    the triage decides on; `chance` is the intent's own.
    """

    text: str
    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    typed: bool
    payload: dict[str, Any]

    @property
    def pressed(self) -> bool:
        """Whether the client pressed a button rather than typed."""
        return not self.typed

    @property
    def chance(self) -> float:
        """How likely the intent itself is; the route's where the triage set the intent."""
        return dict(self.ranking).get(self.intent, self.confidence)

    @property
    def topic(self) -> str:
        """The support topic: of the intent, else of the likeliest one ranked."""
        if self.intent == Intent.URGENT_SECURITY:
            return "security"
        names = [self.intent, *(name for name, _ in self.ranking)]
        likeliest = next((n for n in names if n.startswith(SUPPORT_PREFIX)), "")
        return likeliest.removeprefix(SUPPORT_PREFIX) or GENERAL


def turn_of(event: dict[str, Any]) -> Turn:
    """Read one `user` event of a tracker."""
    parsed = event.get("parse_data") or {}
    metadata = event.get("metadata") or {}
    intent = parsed.get("intent") or {}
    raw = event.get("text") or ""
    typed = bool(metadata.get("typed", not raw.startswith("/")))
    return Turn(
        text=str(metadata.get("text", raw.lstrip(WORD_JOINER))),
        intent=intent.get("name") or Intent.NOT_UNDERSTOOD.value,
        confidence=float(intent.get("confidence") or 0.0),
        ranking=tuple(
            (entry["name"], float(entry["confidence"]))
            for entry in parsed.get("intent_ranking") or []
        ),
        typed=typed,
        payload={}
        if typed
        else {
            entity["entity"]: entity["value"] for entity in parsed.get("entities", [])
        },
    )


def latest_turn(tracker: Tracker) -> Turn:
    """The message that this action answers."""
    return turn_of(_user_events(tracker)[-1])


def last_typed_turn(tracker: Tracker) -> Turn | None:
    """The last message that was typed, which a button under an answer refers to."""
    typed = (
        turn for turn in map(turn_of, reversed(_user_events(tracker))) if turn.typed
    )
    return next(typed, None)


def happened_in_turn(tracker: Tracker, kind: str, name: str) -> bool:
    """Whether an event of this kind and name came since the client's message."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == kind and event.get("name") == name:
            return True
    return False


def turn_before(tracker: Tracker) -> tuple[Turn, frozenset[str]] | None:
    """The turn before this one and the names of the actions that answered it."""
    actions: list[str] = []
    latest_seen = False
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            if latest_seen:
                return turn_of(event), frozenset(actions)
            latest_seen = True
        elif latest_seen and event.get("event") == "action":
            actions.append(str(event.get("name")))
    return None


def answers_action(tracker: Tracker, name: str) -> bool:
    """Whether the client's message comes right after this action spoke."""
    before = turn_before(tracker)
    return bool(before and name in before[1])


def hours_away(tracker: Tracker) -> float:
    """Hours between the client's message and the one before it."""
    times = [event.get("timestamp") or 0.0 for event in _user_events(tracker)[-2:]]
    return (times[-1] - times[0]) / 3600 if len(times) == 2 else 0.0


def context_of(tracker: Tracker) -> Context:
    """The context in which fields read words: the firm, the time on the client's clock
    (the firm's where the page named no time zone), and the country once it is known."""
    served = firm()
    messages = _user_events(tracker)
    metadata = (messages[-1].get("metadata") or {}) if messages else {}
    zone = metadata.get("timezone") or served.calendar.time_zone
    now = datetime.now(ZoneInfo(zone))
    return Context(firm=served, now=now, country=tracker.slots.get("country"))


def turn_key(tracker: Tracker, purpose: str) -> str:
    """An idempotency key (a UUID) for what this turn does outside the conversation.

    It is made from the message's id. So a turn that is run again, because the assistant
    died before it had stored the first run, does the same thing under the same key.
    """
    message = (_user_events(tracker)[-1].get("metadata") or {}).get("id")
    if not message:
        return str(uuid.uuid4())
    return words_key(tracker, purpose, str(message))


def words_key(tracker: Tracker, purpose: str, words: str) -> str:
    """An idempotency key (a UUID) for what is done with these words in this chat, however
    often and in whichever turn it is tried."""
    return str(uuid.uuid5(_KEYS, f"{purpose} {tracker.sender_id} {words}"))


def _user_events(tracker: Tracker) -> list[dict[str, Any]]:
    return [event for event in tracker.events if event.get("event") == "user"]
