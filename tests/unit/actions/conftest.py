"""Trackers built inline, and the reference firm, for the tests of the actions."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import settings
from actions.register import figures
from actions.turns.said import slots_of
from dialogue.state import SUBMIT, Stage, State
from tests.complaint import kept

ROOT = Path(__file__).resolve().parents[3]
COMPLAINT: dict[str, Any] = kept()


@pytest.fixture(autouse=True)
def reference_firm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test serves the firm of firm.yml unless it says otherwise."""
    monkeypatch.setenv("FIRM_FILE", str(ROOT / "firm.yml"))
    settings.settings.cache_clear()
    settings.firm.cache_clear()


class Reported:
    """Stands in for the desk that counts steps of chats; `.told` are pairs of kind and subject."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def report(self, conversation: str, kind: str, subject: str = "") -> None:
        assert conversation == "a-session"
        self.told.append((kind, subject))


@pytest.fixture(autouse=True)
def reported(monkeypatch: pytest.MonkeyPatch) -> Reported:
    """The steps that the action under test reports; nothing leaves the process."""
    stand_in = Reported()
    monkeypatch.setattr(figures, "reporter", lambda: stand_in)
    return stand_in


def typed(text: str, *acts: str, intent: str = "inform") -> dict[str, Any]:
    """The event of a message that the client typed, understood as these acts."""
    return {
        "event": "user",
        "text": text.strip(),
        "metadata": {"id": "m-1", "text": text, "typed": True},
        "parse_data": {
            "intent": {"name": intent, "confidence": 0.95},
            "intent_ranking": [{"name": intent, "confidence": 0.95}],
            "entities": [],
            "reading": {
                "acts": [{"act": act, "weight": 0.95} for act in acts],
                "spans": [],
            },
        },
    }


def pressed(
    intent: str, title: str = "a button", message: str = "m-1", **values: Any
) -> dict[str, Any]:
    """The event of a button that the client pressed, in the message with this id."""
    return {
        "event": "user",
        "text": f"/{intent}{json.dumps(values) if values else ''}",
        "metadata": {"id": message, "text": title, "typed": False},
        "parse_data": {
            "intent": {"name": intent, "confidence": 1.0},
            "intent_ranking": [],
            "entities": [{"entity": n, "value": v} for n, v in values.items()],
        },
    }


def asking(name: str) -> State:
    """A complaint of which all but this field is known, which is asked for."""
    return State({**COMPLAINT, name: None}, Stage.FORM, open=name, asked=[name])


def reviewing() -> State:
    """A complaint of which all is known, its card on the screen."""
    return State(dict(COMPLAINT), Stage.REVIEW, open=SUBMIT, asked=[SUBMIT])


class Run:
    """One run of an action: its messages, and its slots by name."""

    def __init__(
        self,
        action: Action,
        *events: dict[str, Any],
        state: State | None = None,
        **slots: Any,
    ) -> None:
        kept = slots_of(state, {}) if state else []
        tracker = Tracker(
            sender_id="a-session",
            slots={**{slot["name"]: slot["value"] for slot in kept}, **slots},
            latest_message=events[-1] if events else {},
            events=list(events),
            paused=False,
            followup_action=None,
            active_loop={},
            latest_action_name="action_listen",
        )
        dispatcher = CollectingDispatcher()
        self.events = asyncio.run(action.run(dispatcher, tracker, {}))  # type: ignore[arg-type]
        self.messages = dispatcher.messages
        self.slots = {
            e["name"]: e["value"] for e in self.events if e["event"] == "slot"
        }

    @property
    def state(self) -> State:
        """The state that the slots keep; fields that stay as they were are None in it."""
        return State.restored(self.slots, self.slots["form_notes"])

    @property
    def says(self) -> list[str]:
        """The names of the responses, in order."""
        return [str(message["response"]) for message in self.messages]

    @property
    def last(self) -> dict[str, Any]:
        """The keys for the channel of the last message."""
        told: dict[str, Any] = self.messages[-1]["custom"]
        return told
