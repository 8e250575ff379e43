"""A client of the web-chat contract, as another program would write it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.complaint import typed
from tests.patience import SECONDS

# The words of a client who answers field by field, up to the review.
COMPLAINT = (
    "I want to make a complaint",
    *typed(
        account_id="no account",
        category="fees",
        description="You charged me a fee that was not shown.",
        ticket_numbers="no ticket",
        occurred="3 March 2026",
        individuals="nobody",
        actions_taken="nothing yet",
    ).values(),
)


@dataclass
class Answer:
    """One turn's answer: its `message` events, in order."""

    messages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of all messages, one line each."""
        return "\n".join(message.get("text", "") for message in self.messages)

    @property
    def asks(self) -> str | None:
        """The field that the last message asks for."""
        return self.messages[-1].get("asks") if self.messages else None

    @property
    def buttons(self) -> dict[str, str]:
        """Payload by title, of every button and every edit of a review card."""
        found: dict[str, str] = {}
        for message in self.messages:
            for button in message.get("buttons", []):
                found[button["title"]] = button["payload"]
            for row in (message.get("card") or {}).get("rows", []):
                found[f"Edit {row['slot']}"] = row["edit_payload"]
        return found

    def card(self, kind: str) -> dict[str, Any] | None:
        """The card of this kind, if one was shown."""
        cards = (message.get("card") or {} for message in self.messages)
        return next((card for card in cards if card.get("type") == kind), None)


class Chat:
    """One client's chat with a running assistant."""

    def __init__(self, base: str) -> None:
        self._base = f"{base}/webhooks/webchat"
        self._http = requests.Session()
        opened = self._http.post(f"{self._base}/sessions", json={}, timeout=SECONDS)
        opened.raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {opened.json()['token']}"
        self.session: str = opened.json()["session"]
        self._last_event = 0
        self.greeting = self._until_turn_end()
        self._offered = dict(self.greeting.buttons)

    def type(self, text: str) -> Answer:
        """Send what the client typed."""
        return self._send({"text": text})

    def press(self, title: str) -> Answer:
        """Press a button that is on the screen, by its title ("Edit <field>" on the card)."""
        if title not in self._offered:
            raise AssertionError(
                f"no button {title!r}; there are {list(self._offered)}"
            )
        return self._send({"text": title, "payload": self._offered[title]})

    def _send(self, message: dict[str, str]) -> Answer:
        message_id = str(uuid.uuid4())
        taken = self._http.post(
            f"{self._base}/messages",
            json={"id": message_id, **message},
            timeout=SECONDS,
        )
        taken.raise_for_status()
        answer = self._until_turn_end(message_id)
        self._offered.update(answer.buttons)
        return answer

    def _until_turn_end(self, message_id: str | None = None) -> Answer:
        answer = Answer()
        for kind, data in self._events():
            if kind == "message":
                answer.messages.append(data)
            elif kind == "turn_end" and message_id in (None, data["in_reply_to"]):
                break
        return answer

    def _events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        with self._http.get(
            f"{self._base}/events",
            params={"after": self._last_event},
            stream=True,
            timeout=SECONDS,
        ) as stream:
            stream.raise_for_status()
            kind, data = "message", ""
            for raw in stream.iter_lines(
                chunk_size=1
            ):  # bytes: only CR and LF end a line
                line = raw.decode("utf-8")
                name, _, value = line.partition(": ")
                if name == "event":
                    kind = value
                elif name == "data":
                    data += value
                elif name == "id":
                    self._last_event = int(value)
                elif not line and data:
                    yield kind, json.loads(data)
                    kind, data = "message", ""
