"""How the assistant understood and answered a message, read from Rasa's tracker."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered

from bot.channels.terminal.words import Words

MOST = 4  # chances shown for one message
LEAST = 0.01  # the smallest chance shown
LONGEST = 100  # characters of one value


def turn_events(events: Iterable[Event], message_id: str) -> list[Event]:
    """The client's message with this id and all that followed; empty when there is none."""
    turn: list[Event] = []
    for event in events:
        if isinstance(event, UserUttered) and _id(event) == message_id:
            turn = [event]
        elif turn:
            turn.append(event)
    return turn


def explanation(turn: Sequence[Event], words: Words) -> list[str]:
    """The lines of one turn: what was understood, then what the policy did."""
    if not turn:
        return []
    message, *done = turn
    return [*_understanding(message, words), *_doing(done, words)]


def _understanding(message: Any, words: Words) -> Iterator[str]:
    metadata = message.metadata or {}
    parsed = message.parse_data or {}
    if not metadata.get("typed", True):
        yield words.pressed.format(payload=message.text)
        return
    intent = parsed.get("intent") or {}
    yield words.understood.format(
        intent=intent.get("name"), chance=_chance(intent.get("confidence"))
    )
    ranking = parsed.get("intent_ranking") or []
    chances = {row["name"]: row["confidence"] for row in ranking}
    yield words.chances.format(intents=_likeliest(chances) or words.nothing)
    if triage := parsed.get("triage"):
        yield words.triage.format(
            route=triage["route"], routes=_likeliest(triage["routes"])
        )
    reading = parsed.get("reading") or {"acts": [], "spans": []}
    acts = {row["act"]: row["weight"] for row in reading["acts"]}
    if told := _likeliest(acts):
        yield words.acts.format(acts=told)
    if spans := list(_spans(reading["spans"], message.text)):
        yield words.spans.format(spans=" · ".join(spans))


def _doing(events: Sequence[Event], words: Words) -> Iterator[str]:
    actions = [
        event.action_name
        for event in events
        if isinstance(event, ActionExecuted) and event.action_name != ACTION_LISTEN_NAME
    ]
    yield words.actions.format(actions=", ".join(actions) or words.nothing)
    slots = {event.key: event.value for event in events if isinstance(event, SlotSet)}
    if slots:
        told = (f"{name} = {_shown(value)}" for name, value in slots.items())
        yield words.slots.format(slots=" · ".join(told))


def _spans(spans: Iterable[Mapping[str, Any]], text: str) -> Iterator[str]:
    """The marked stretches of the text, each with its weight."""
    for span in spans:
        marked = _shown(text[span["start"] : span["end"]])
        yield f"{span['label']} {marked} {_chance(span['weight'])}"


def _likeliest(chances: Mapping[str, float]) -> str:
    best = sorted(chances.items(), key=lambda one: one[1], reverse=True)[:MOST]
    told = (f"{name} {_chance(p)}" for name, p in best if p >= LEAST)
    return " · ".join(told)


def _chance(chance: float | None) -> str:
    return "?" if chance is None else f"{chance:.2f}"


def _shown(value: object) -> str:
    """A value on one line, cut to LONGEST; a mapping without its empty values."""
    if isinstance(value, Mapping):
        value = {key: held for key, held in value.items() if held}
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _id(message: UserUttered) -> str | None:
    known: str | None = (message.metadata or {}).get("id") or message.message_id
    return known
