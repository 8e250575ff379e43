"""The desk counts the steps of a chat, without a word of either side."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from actions.register.figures import GATHER_SECONDS
from tests.chat import Chat
from tests.patience import SECONDS
from tests.system import System


def _events(system: System) -> list[tuple[str, str, str]]:
    path = f"file:{system.var}/desk.db?mode=ro"
    with closing(sqlite3.connect(path, uri=True)) as register:
        rows = register.execute("SELECT kind, subject, conversation FROM chat_events")
        return [(str(kind), str(subject), str(chat)) for kind, subject, chat in rows]


def _settled(system: System) -> list[tuple[str, str, str]]:
    """The events of the chats before this one, once the last of them have arrived."""
    known, counted = _events(system), -1
    while len(known) != counted:
        counted = len(known)
        time.sleep(4 * GATHER_SECONDS)
        known = _events(system)
    return known


def _new_chat(
    system: System, known: list[tuple[str, str, str]], last: str
) -> list[tuple[str, str]]:
    """The events of the one chat that is new, once its last kind has arrived."""
    old = {chat for _, _, chat in known}
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        fresh = [event for event in _events(system) if event[2] not in old]
        if last in {kind for kind, _, _ in fresh}:
            assert len({chat for _, _, chat in fresh}) == 1
            return [(kind, subject) for kind, subject, _ in fresh]
        time.sleep(0.1)
    raise AssertionError(f"no {last!r} in {SECONDS} s")


def test_a_support_question_that_was_a_complaint_is_counted_to_its_end(
    system: System,
) -> None:
    known = _settled(system)
    chat = Chat(system.chat_url)
    assert chat.type("What are the trading fees?").card("support")
    chat.press("This is a complaint")
    chat.type("maria.lopez@example.com")
    chat.type("stop")
    counted = _new_chat(system, known, "left")
    assert sorted(counted) == sorted(
        [
            ("sent_to_support", "fees"),
            ("this_is_a_complaint", "fees"),
            ("started", ""),
            ("field_answered", "description"),
            ("field_answered", "email"),
            ("left", ""),
        ]
    )
    assert chat.session not in str(_events(system))
