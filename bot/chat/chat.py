"""The running chat: what a channel may do with it, and no more.

A message comes in one of two ways: as typed words, from which the shield cuts secrets
and which Rasa never obeys; or as a press, which has to be one that this session's own
buttons offered. There is no third way, so no channel can forget either check.
"""

import asyncio
import logging
import os
import secrets
import socket
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from bot.chat.action_replies import check_schema_once
from bot.chat.bridge import RedisBridge, poll
from bot.chat.database import Background, is_shared, open_database
from bot.chat.dialogue import Dialogue, Listen
from bot.chat.hub import Hub, Listener
from bot.chat.ledger import Ledger
from bot.chat.logs import keep_texts_out_of_logs
from bot.chat.output import Offers, TurnOutput
from bot.chat.purge import delete_chats
from bot.chat.queue import Queue
from bot.chat.records import Event, Message, NotOffered, Said, Unstorable, is_storable
from bot.chat.sentences import Sentences
from bot.chat.settings import ChatSettings
from bot.chat.turn import TurnRunner
from shield import Shield

log = logging.getLogger(__name__)

DAY = 86_400.0
SWEEP_SECONDS = 15.0
SWEEPS_A_PURGE = 240  # once an hour


class Chat:
    """Wires the parts of the chat together and starts and stops them.

    `listen` is Rasa's handler of a message, `tracker_store()` its store of conversations,
    `clock()` gives Unix seconds.
    """

    def __init__(
        self,
        settings: ChatSettings,
        sentences: Sentences,
        listen: Listen,
        tracker_store: Callable[[], Any],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock
        self._settings = settings
        self._sentences = sentences
        self._shield = Shield(sentences.marker)
        self._dialogue = Dialogue(listen, tracker_store)
        engine = open_database(settings.database_url)
        self._shared = is_shared(engine)
        self._hub = Hub(alone=not self._shared)
        self._ledger = Ledger(engine)
        self._background = Background(engine)
        runner = TurnRunner(
            self._ledger,
            self._background,
            self._dialogue,
            self._hub,
            sentences,
            clock,
            settings.turn_seconds,
        )
        holder = f"{socket.gethostname()[:24]}:{os.getpid()}:{secrets.token_hex(8)}"
        self._queue = Queue(
            self._ledger, self._background, runner, self._hub, clock, holder
        )
        self._bridge: RedisBridge | None = None
        self._tasks: list[asyncio.Task[None]] = []

    # Its life

    async def open(self) -> None:
        """Prepares the ledger, the shield, and Rasa's logs and checks.

        Raises what the database raises.
        """
        keep_texts_out_of_logs()
        check_schema_once()
        await self._background(self._ledger.create_tables)
        if not self._shared:
            await self._background(self._ledger.release_all)
        # The word lists are read now, not in the first client's turn.
        self._shield.cut("word " * 12)

    async def start(self) -> None:
        """Resumes the messages that an earlier run left unfinished, and starts the
        tasks that run beside the chat."""
        await self._queue.wake_waiting()
        loop = asyncio.get_running_loop()
        self._tasks.append(loop.create_task(self._sweep()))
        if self._shared and self._settings.redis_url:
            self._bridge = RedisBridge(self._settings.redis_url, self._hub)
            self._hub.announce_to(self._bridge.announce)
            self._tasks.append(loop.create_task(self._bridge.run()))
        elif self._shared:
            self._tasks.append(loop.create_task(poll(self._hub)))

    async def close(self) -> None:
        """Ends the streams, lets running turns finish, and closes the ledger."""
        self._hub.close()
        await self._queue.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._bridge is not None:
            await self._bridge.close()
        self._background.close()

    # Sessions

    async def open_session(
        self, locale: str | None = None, timezone: str | None = None
    ) -> str:
        """Begins a chat, with the assistant's welcome; gives its id.

        `locale` is a BCP 47 tag, `timezone` the IANA name of the client's time zone.
        """
        session, first = str(uuid.uuid4()), None
        if welcome := self._settings.welcome:
            first = Message(
                session, str(uuid.uuid4()), "", welcome, "internal", (), locale
            )
        await self._background(
            self._ledger.open_session, session, locale, timezone, self.clock(), first
        )
        if first is not None:
            self._queue.wake(session)
        return session

    async def has_session(self, session: str) -> bool:
        """Whether the chat is there, neither cleared nor deleted for age."""
        return await self._background(self._ledger.has_session, session)

    async def forget(self, session: str) -> None:
        """Clears a chat: its worker, its ledger, its streams, and Rasa's memory of it."""
        await asyncio.shield(self._forget(session))

    # Messages in

    async def hear_typed(self, session: str, message_id: str, text: str) -> Said | None:
        """Stores what a client typed, without its secrets, and starts its turn.

        `message_id` is a UUID of the client's making; None when it was taken before.
        Raises SessionGone and Unstorable.
        """
        if not is_storable(text):
            raise Unstorable
        safe = self._shield.cut(text)
        message = Message(
            session, message_id, safe.text, None, "typed", safe.kinds, None
        )
        return await asyncio.shield(self._take(message))

    async def hear_pressed(
        self, session: str, message_id: str, payload: str
    ) -> Said | None:
        """Stores a button's press and starts its turn; None when it was taken before.

        Raises NotOffered for a payload that no button of this session holds, and SessionGone.
        """
        title = await self._background(self._ledger.offered_title, session, payload)
        if title is None:
            raise NotOffered
        message = Message(session, message_id, title, payload, "pressed", (), None)
        return await asyncio.shield(self._take(message))

    async def was_taken(self, session: str, message_id: str) -> bool:
        """Whether this message is in the ledger; if so, makes sure that it runs."""
        if not await self._background(self._ledger.is_known, session, message_id):
            return False
        self._queue.wake(session)
        return True

    # Events out

    async def events_after(self, session: str, after: int, most: int) -> list[Event]:
        """The next events of a session in order; raises SessionGone."""
        return await self._background(self._ledger.events_after, session, after, most)

    async def said_after(
        self, session: str, event: int, number: int, most: int
    ) -> list[Said]:
        """The client's own messages that came at or after the event `event` and are numbered
        above `number`, in order."""
        return await self._background(
            self._ledger.said_after, session, event, number, most
        )

    def listening(self, session: str) -> AbstractContextManager[Listener]:
        """A bell that rings for the session's news, while the context is open."""
        return self._hub.listening(session)

    def typing(self, session: str) -> str | None:
        """The id of the message that is being answered now."""
        return self._hub.typing(session)

    def unasked(self) -> TurnOutput:
        """The output for speaking to a session outside its turns, as reminders do."""
        return TurnOutput(self._say_unasked, self._sentences)

    async def _say_unasked(
        self, session: str, body: dict[str, Any], offers: Offers
    ) -> None:
        event = await self._background(
            self._ledger.append, session, None, body, offers, self.clock()
        )
        self._hub.publish(session, event)

    # _take and _forget are shielded: a client that hangs up must not leave half of it.

    async def _take(self, message: Message) -> Said | None:
        said = await self._background(self._ledger.take, message, self.clock())
        if said is not None:
            self._hub.publish(message.session, said)
        self._queue.wake(message.session)
        return said

    async def _forget(self, session: str) -> None:
        await self._background(self._ledger.delete_session, session)
        await self._queue.drop(session)
        self._hub.publish(session, None)  # streams of other processes find it gone
        self._hub.close_session(session)
        await self._dialogue.forget(session)

    async def _sweep(self) -> None:
        count = 0
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            count += 1
            try:
                await self._queue.wake_waiting()
                if count % SWEEPS_A_PURGE == 1:
                    await self._purge()
            except Exception as error:  # noqa: BLE001  the next sweep tries again
                log.error("sweep failed: %s", type(error).__name__)

    async def _purge(self) -> None:
        before = self.clock() - self._settings.keep_days * DAY
        gone = await self._background(delete_chats, self._ledger, before)
        await self._dialogue.forget_idle(gone, before)
