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
from actions.case.case_form import SLOTS as CASE_SLOTS
from actions.register import figures
from tests.complaint import kept

ROOT = Path(__file__).resolve().parents[3]
FORM = "complaint_form"

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


def typed(
    text: str, intent: str = "inform", confidence: float = 0.95
) -> dict[str, Any]:
    """The event of a message that the client typed."""
    return {
        "event": "user",
        "text": text.strip(),
        "metadata": {"text": text, "typed": True},
        "parse_data": {
            "intent": {"name": intent, "confidence": confidence},
            "intent_ranking": [{"name": intent, "confidence": confidence}],
            "entities": [],
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


def opened() -> dict[str, Any]:
    """The event with which Rasa opens the form."""
    return {"event": "active_loop", "name": FORM}


def rejected() -> dict[str, Any]:
    """The event with which the form left a turn to the rules."""
    return {"event": "action_execution_rejected", "name": FORM}


class Run:
    """One run of an action: its messages, and its slots by name."""

    def __init__(self, action: Action, *events: dict[str, Any], **slots: Any) -> None:
        names = (*COMPLAINT, "submit", "form_notes", "submission", "requested_slot")
        names += ("filed_reference", "asked_for_person", *CASE_SLOTS)
        loop = FORM if slots.pop("in_form", True) else None
        tracker = Tracker(
            sender_id="a-session",
            slots={**dict.fromkeys(names), **slots},
            latest_message=events[-1] if events else {},
            events=list(events),
            paused=False,
            followup_action=None,
            active_loop={"name": loop} if loop else {},
            latest_action_name="action_listen",
        )
        dispatcher = CollectingDispatcher()
        self.events = asyncio.run(action.run(dispatcher, tracker, {}))  # type: ignore[arg-type]
        self.messages = dispatcher.messages
        self.slots = {
            e["name"]: e["value"] for e in self.events if e["event"] == "slot"
        }

    @property
    def says(self) -> list[str]:
        """The names of the responses, in order."""
        return [str(message["response"]) for message in self.messages]

    @property
    def last(self) -> dict[str, Any]:
        """The keys for the channel of the last message."""
        told: dict[str, Any] = self.messages[-1]["custom"]
        return told
