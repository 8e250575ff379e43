"""The store of recent conversations gives the same as the stock store would."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    FollowupAction,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bot.chat import tracker_store
from bot.chat.tracker_store import RecentTrackerStore

ROOT = Path(__file__).resolve().parents[3]
DOMAIN = Domain.from_yaml(
    "intents: [inform]\nslots: {email: {type: text, mappings: [{type: custom}]}}"
)
SENDER = "a-session"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'chat.db'}"


@pytest.fixture
def new(url: str) -> Callable[[], RecentTrackerStore]:
    """Makes stores, each as in another process on the same database."""
    return lambda: RecentTrackerStore(domain=DOMAIN, host=url)


def turn(number: int) -> list[Any]:
    """The events of one turn of a form."""
    return [
        UserUttered(
            f"text {number}",
            {"name": "inform", "confidence": 0.9},
            message_id=f"m-{number}",
            metadata={"id": f"m-{number}", "typed": True},
        ),
        ActionExecuted("complaint_form"),
        SlotSet("email", f"{number}@example.com"),
        ActiveLoop("complaint_form" if number % 3 else None),
        FollowupAction("action_listen") if number % 4 == 0 else SlotSet("email", None),
        BotUttered(f"answer {number}", {"custom": {"asks": "email"}}),
        ActionExecuted("action_listen"),
    ]


def run(store: TrackerStore, number: int, save: bool = True) -> DialogueStateTracker:
    """One turn as Rasa runs it."""

    async def work() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(SENDER, append_action_listen=False)
        if not tracker.events:
            tracker.update(SessionStarted())
        for event in turn(number):
            tracker.update(event, DOMAIN)
        if save:
            await store.save(tracker)
        return tracker

    return asyncio.run(work())


def state(tracker: DialogueStateTracker | None) -> Any:
    assert tracker is not None
    return tracker.current_state(EventVerbosity.ALL), tracker.followup_action


def texts(store: TrackerStore) -> list[str]:
    tracker = asyncio.run(store.retrieve_full_tracker(SENDER))
    assert tracker is not None
    return [e.text for e in tracker.events if isinstance(e, UserUttered)]


def test_what_is_kept_is_what_the_stock_store_reads(
    new: Callable[[], RecentTrackerStore], url: str
) -> None:
    store = new()
    stock = SQLTrackerStore(domain=DOMAIN, host=url)
    for number in range(12):
        run(store, number)
        kept = asyncio.run(store.retrieve(SENDER))
        assert state(kept) == state(asyncio.run(stock.retrieve(SENDER)))
        assert kept is not None
        asyncio.run(store.save(kept))  # a turn in which nothing happens adds nothing
    assert texts(stock) == [f"text {number}" for number in range(12)]


def test_a_turn_reads_no_events_of_a_conversation_that_it_knows(
    new: Callable[[], RecentTrackerStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = new()
    run(store, 0)
    monkeypatch.setattr(SQLTrackerStore, "_retrieve", None)
    run(store, 1)
    monkeypatch.undo()
    assert texts(store) == ["text 0", "text 1"]


def test_a_turn_that_was_not_saved_leaves_nothing_behind(
    new: Callable[[], RecentTrackerStore],
) -> None:
    store = new()
    run(store, 0)
    run(store, 1, save=False)
    run(store, 2)
    assert texts(store) == ["text 0", "text 2"]
    tracker = asyncio.run(store.retrieve(SENDER))
    assert tracker is not None
    assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == [
        "text 0",
        "text 2",
    ]


def test_what_another_process_said_is_noticed(
    new: Callable[[], RecentTrackerStore],
) -> None:
    one, two = new(), new()
    for number in range(6):
        run((one, two)[number % 2], number)
    assert texts(one) == [f"text {number}" for number in range(6)]
    states = [state(asyncio.run(store.retrieve(SENDER))) for store in (one, two)]
    assert states[0] == states[1]


def test_a_forgotten_conversation_is_gone_from_memory_too(
    new: Callable[[], RecentTrackerStore],
) -> None:
    store, other = new(), new()
    run(store, 0)
    store.forget(SENDER)
    assert asyncio.run(store.retrieve(SENDER)) is None
    run(store, 1)
    other.forget(SENDER)
    assert asyncio.run(store.retrieve(SENDER)) is None
    run(store, 2)
    assert texts(store) == ["text 2"]


def test_the_longest_silent_conversation_makes_room(
    new: Callable[[], RecentTrackerStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_store, "KEPT", 2)
    store = new()
    for sender in "abc":
        tracker = asyncio.run(store.get_or_create_tracker(sender))
        asyncio.run(store.save(tracker))
    assert list(store._known) == ["b", "c"]


def test_the_server_is_told_to_use_it(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Rasa falls back to its memory, with a mere warning, when it cannot load a store."""
    monkeypatch.setenv("CHAT_DB_URL", url)
    monkeypatch.setenv("ACTIONS_PORT", "5055")
    endpoint = read_endpoint_config(str(ROOT / "endpoints.yml"), "tracker_store")
    assert isinstance(endpoint, EndpointConfig)
    assert isinstance(TrackerStore.create(endpoint, DOMAIN), RecentTrackerStore)
