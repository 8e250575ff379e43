"""A client comes back days later: the times in the databases are moved days back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat import Chat
from tests.system import System, free_port

DAYS = 3
# Columns with times in the chat's database: (table, column), in Unix seconds.
TIMES = (
    ("events", "timestamp"),
    ("webchat_sessions", "created_at"),
    ("webchat_sessions", "seen_at"),
    ("webchat_messages", "taken_at"),
    ("webchat_events", "at"),
)


class Chats:
    """Two chats of one day, in a system that is then stopped and started days later."""

    def __init__(self, var: Path) -> None:
        port = str(free_port())  # the chat's address stays, as a firm's does
        first = System(var, CHAT_PORT=port)
        try:
            self.asked = Chat(first.chat_url)
            self.asked.press("Make a complaint")
            self.asked.type("ida@example.com")
            self.left = Chat(first.chat_url)
            self.left.press("Make a complaint")
            self.left.type("otto@example.com")
            self.left.type("I have to go now, bye")
        finally:
            first.stop()
        _days_pass(var)
        self.system = System(var, CHAT_PORT=port)


def _days_pass(var: Path) -> None:
    """Moves all that the stopped system has stored back in time."""
    seconds = DAYS * 24 * 3600
    chats = sqlite3.connect(var / "chat.db")
    with chats:
        for table, column in TIMES:
            moved = chats.execute(f"UPDATE {table} SET {column} = {column} - {seconds}")
            assert moved.rowcount > 0, table
        # Rasa reads the time of an event from its JSON.
        for row, data in chats.execute("SELECT id, data FROM events").fetchall():
            event = json.loads(data)
            event["timestamp"] -= seconds
            chats.execute(
                "UPDATE events SET data = ? WHERE id = ?", (json.dumps(event), row)
            )
    chats.close()


@pytest.fixture(scope="module")
def chats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chats]:
    """The chats, with what their clients' browsers keep: token and last event seen."""
    chats = Chats(Path(tmp_path_factory.mktemp("return")))
    yield chats
    chats.system.stop()


def test_an_answer_days_later_is_taken_and_the_client_told_where_they_are(
    chats: Chats,
) -> None:
    answer = chats.asked.type("AA12 N84G WQRX 4ASV")
    assert "Welcome back" in answer.text
    assert answer.asks == "full_name"
    assert "Welcome back" not in chats.asked.type("Ida Holm").text
    review = chats.asked.type("Denmark")
    assert review.asks == "category"


def test_who_left_days_ago_is_offered_to_go_on_and_does(chats: Chats) -> None:
    answer = chats.left.type("hello")
    assert "Welcome back" in answer.text
    assert set(answer.buttons) == {"Go on with it", "Delete it"}
    assert chats.left.press("Go on with it").asks == "account_id"
    for words in ("no account", "Otto Lang", "Austria", "fees"):
        answer = chats.left.type(words)
    assert answer.asks == "description"
    for words in (
        "You charged me a fee that was not shown.",
        "no ticket",
        "3 March 2026",
        "nobody",
        "nothing yet",
        "refund the fee",
        "yes, submit",
    ):
        answer = chats.left.type(words)
    assert answer.card("receipt")
    (filed,) = chats.system.complaints(chats.left.session)
    assert (filed["email"], filed["country"]) == ("otto@example.com", "AT")
