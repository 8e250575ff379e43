"""The chat's view of Rasa: hand over a message, ask whether one was heard, forget a chat."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.tracker_store import (
    InMemoryTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
)
from rasa.shared.core.events import UserUttered
from sqlalchemy.engine import Engine

from bot.chat.database import open_database
from bot.chat.output import CHANNEL
from bot.chat.purge import delete_conversations
from bot.chat.records import Message
from bot.chat.tracker_store import RecentTrackerStore
from shield.turn_contract import MessageMetadata, never_obeyed

log = logging.getLogger(__name__)

Listen = Callable[[UserMessage], Awaitable[Any]]


class Dialogue:
    """`tracker_store()` gives Rasa's tracker store, or None while no model is loaded."""

    def __init__(self, listen: Listen, tracker_store: Callable[[], Any]) -> None:
        self._listen = listen
        self._tracker_store = tracker_store

    async def hear(self, message: Message, output: OutputChannel) -> None:
        """Lets Rasa work on a message; it speaks to `output`. Raises what Rasa raises."""
        metadata = MessageMetadata(
            id=message.id,
            text=message.text,
            typed=message.kind == "typed",
            session=message.session,
        )
        if message.locale:
            metadata["locale"] = message.locale
        if message.timezone:
            metadata["timezone"] = message.timezone
        await self._listen(
            UserMessage(
                text=_obeyable(message),
                output_channel=output,
                sender_id=message.session,
                input_channel=CHANNEL,
                message_id=message.id,
                metadata=metadata,
            )
        )

    async def has_heard(self, session: str, message_id: str) -> bool:
        """Whether the stored conversation holds this message already."""
        store = self._tracker_store()
        if store is None:
            return False
        tracker = await store.retrieve_full_tracker(session)
        return tracker is not None and any(
            isinstance(event, UserUttered)
            and message_id in (event.message_id, (event.metadata or {}).get("id"))
            for event in tracker.events
        )

    async def forget(self, session: str) -> None:
        """Deletes the stored conversation. Rasa's stores have no method for it."""
        store = self._innermost_store()
        if isinstance(store, RecentTrackerStore):
            store.forget(session)
        elif isinstance(store, SQLTrackerStore):
            with store.session_scope() as db:
                events = db.query(store.SQLEvent)
                events.filter_by(sender_id=session).delete(synchronize_session=False)
                db.commit()
        elif isinstance(store, InMemoryTrackerStore):
            store.store.pop(session, None)
        elif isinstance(store, RedisTrackerStore):
            store.red.delete(store._get_key_prefix() + session)
        elif store is not None:
            log.warning("cannot delete conversations from %s", type(store).__name__)

    async def forget_idle(self, gone: list[str], before: float) -> None:
        """Deletes the stored conversations of chats that are `gone` for age, and on SQL all
        others in which nothing happened since `before` (Unix seconds)."""
        store = self._innermost_store()
        if not isinstance(store, SQLTrackerStore):
            for session in gone:
                await self.forget(session)
            return
        if isinstance(store, RecentTrackerStore):
            store.drop(gone)
        # Off the event loop: many deletions at once would hold up everybody's turn.
        await asyncio.to_thread(_delete_idle, store.engine, before)

    def _innermost_store(self) -> Any:
        store = self._tracker_store()
        # Rasa wraps stores to make them awaitable.
        while hasattr(store, "_tracker_store"):
            store = store._tracker_store
        return store


def _delete_idle(engine: Engine, before: float) -> None:
    """Deletes idle conversations, on SQLite by a connection of its own: the store's one
    is in the middle of turns, which a commit or a rollback here would end or undo."""
    own = open_database(str(engine.url)) if engine.dialect.name == "sqlite" else engine
    delete_conversations(own, before)
    if own is not engine:
        own.dispose()


def _obeyable(message: Message) -> str:
    """The text for Rasa: a press's payload, or typed words that it must not obey."""
    if message.payload is not None:
        return message.payload
    return never_obeyed(message.text)
