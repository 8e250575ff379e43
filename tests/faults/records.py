"""Records of one session in the chat's databases, read to compare with."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any


class Records:
    """The ledger and the dialogue's own memory in the folder `var` of a running system."""

    def __init__(self, var: Path) -> None:
        self._var = var

    def taken(self, session: str) -> list[str]:
        """The ids of the client's messages, in the order in which they were taken."""
        rows = self._query(
            "SELECT id FROM webchat_messages WHERE session = ? AND kind != 'internal' "
            "ORDER BY number",
            session,
        )
        return [row[0] for row in rows]

    def ended(self, session: str) -> list[str]:
        """The ids of all messages whose turn has ended, in that order."""
        rows = self._query(
            "SELECT in_reply_to FROM webchat_events WHERE session = ? "
            "AND name = 'turn_end' ORDER BY number",
            session,
        )
        return [row[0] for row in rows]

    def answers(self, session: str) -> dict[str, list[str]]:
        """The texts that the client was told in reply to each message."""
        told: dict[str, list[str]] = {}
        for row in self._query(
            "SELECT in_reply_to, body FROM webchat_events WHERE session = ? "
            "AND name = 'message' ORDER BY number",
            session,
        ):
            told.setdefault(row[0], []).append(json.loads(row[1])["text"])
        return told

    def heard(self, session: str) -> list[tuple[str, list[str]]]:
        """The messages that the dialogue remembers, each with what it answered then."""
        heard: list[tuple[str, list[str]]] = []
        for row in self._query(
            "SELECT data FROM events WHERE sender_id = ? ORDER BY id", session
        ):
            event: dict[str, Any] = json.loads(row[0])
            if event["event"] == "user":
                heard.append((event["metadata"]["id"], []))
            elif event["event"] == "bot" and heard:
                heard[-1][1].append(event["text"] or "")
        return heard

    def user_texts(self, session: str) -> list[str]:
        """The words that the dialogue was given as typed, message by message."""
        return [event["metadata"]["text"] for event in self._user_events(session)]

    def intents(self, session: str) -> list[str]:
        """The intent that each of these was taken for."""
        return [e["parse_data"]["intent"]["name"] for e in self._user_events(session)]

    def _user_events(self, session: str) -> list[dict[str, Any]]:
        rows = self._query(
            "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user' "
            "ORDER BY id",
            session,
        )
        return [json.loads(row[0]) for row in rows]

    def done(self) -> int:
        """The number of messages that are done, in all sessions."""
        return int(self._query("SELECT sum(done) FROM webchat_messages")[0][0] or 0)

    def begun(self) -> int:
        """The number of messages that were begun and not finished."""
        return len(
            self._query(
                "SELECT 1 FROM webchat_messages WHERE done = 0 AND attempts > 0"
            )
        )

    def _query(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        database = sqlite3.connect(f"file:{self._var}/chat.db?mode=ro", uri=True)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()
