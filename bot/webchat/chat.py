"""The running chat: everything that the routes use, made when the server starts."""

import asyncio
import logging
import os
import secrets
import socket
import time
from collections.abc import Callable
from typing import Any

from bot.webchat.bridge import RedisBridge, poll
from bot.webchat.database import Background, is_shared, open_database
from bot.webchat.dialogue import Dialogue, Listen
from bot.webchat.events import Events
from bot.webchat.hub import Hub
from bot.webchat.ledger import Ledger
from bot.webchat.limits import Gate
from bot.webchat.purge import delete_chats
from bot.webchat.queue import Queue
from bot.webchat.records import Message, Said
from bot.webchat.secret import load_secret
from bot.webchat.sentences import Sentences
from bot.webchat.settings import Settings
from bot.webchat.tokens import Tokens
from bot.webchat.turn import TurnRunner
from shield import Shield

log = logging.getLogger(__name__)

DAY = 86_400.0
SWEEP_SECONDS = 15.0
SWEEPS_A_PURGE = 240  # once an hour


class Chat:
    """Wires the parts of the channel together and starts and stops them.

    `listen` is Rasa's handler of a message, `tracker_store()` its store of conversations.
    """

    def __init__(
        self,
        settings: Settings,
        sentences: Sentences,
        listen: Listen,
        tracker_store: Callable[[], Any],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock
        self.tokens = Tokens(
            load_secret(settings.secret, settings.secret_file),
            settings.token_days * DAY,
        )
        self.gate = Gate(settings.limits)
        self.shield = Shield(sentences.marker)
        self.dialogue = Dialogue(listen, tracker_store)
        engine = open_database(settings.database_url)
        self._shared = is_shared(engine)
        self.hub = Hub(alone=not self._shared)
        self.ledger = Ledger(engine)
        self.background = Background(engine)
        self.events = Events(
            self.ledger, self.background, self.hub, clock, settings.heartbeat_seconds
        )
        runner = TurnRunner(
            self.ledger,
            self.background,
            self.dialogue,
            self.hub,
            sentences,
            clock,
            settings.turn_seconds,
        )
        holder = f"{socket.gethostname()[:24]}:{os.getpid()}:{secrets.token_hex(8)}"
        self.queue = Queue(
            self.ledger, self.background, runner, self.hub, clock, holder
        )
        self._redis_url = settings.redis_url
        self._keep_seconds = settings.keep_days * DAY
        self._bridge: RedisBridge | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Makes the ledger ready. Raises what the database raises."""
        await self.background(self.ledger.create_tables)
        if not self._shared:
            await self.background(self.ledger.release_all)
        # The word lists are read now, not in the first client's turn.
        self.shield.cut("word " * 12)

    async def start(self) -> None:
        """Takes up the messages that an earlier life left unfinished, and goes on."""
        await self.queue.wake_waiting()
        loop = asyncio.get_running_loop()
        self._tasks.append(loop.create_task(self._sweep()))
        if self._shared and self._redis_url:
            self._bridge = RedisBridge(self._redis_url, self.hub)
            self.hub.announce_to(self._bridge.announce)
            self._tasks.append(loop.create_task(self._bridge.run()))
        elif self._shared:
            self._tasks.append(loop.create_task(poll(self.hub)))

    async def close(self) -> None:
        """Ends the streams, lets running turns finish, and closes the ledger."""
        self.hub.close()
        await self.queue.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._bridge is not None:
            await self._bridge.close()
        self.background.close()

    async def take(self, message: Message) -> Said | None:
        """Stores a message and sets it going; None when it was known already.

        Raises SessionGone.
        """
        return await asyncio.shield(self._take(message))

    async def _take(self, message: Message) -> Said | None:
        said = await self.background(self.ledger.take, message, self.clock())
        if said is not None:
            self.hub.publish(message.session, said)
        self.queue.wake(message.session)
        return said

    async def forget(self, session: str) -> None:
        """Clears a chat: its worker, its ledger, its streams, and Rasa's memory of it."""
        await asyncio.shield(self._forget(session))

    # Both are shielded: whoever hangs up in the middle must not leave half of it done.

    async def _forget(self, session: str) -> None:
        await self.background(self.ledger.delete_session, session)
        await self.queue.drop(session)
        self.hub.publish(session, None)  # streams of other processes find it gone
        self.hub.close_session(session)
        await self.dialogue.forget(session)

    async def _sweep(self) -> None:
        count = 0
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            count += 1
            try:
                await self.queue.wake_waiting()
                if count % SWEEPS_A_PURGE == 1:
                    await self._purge()
            except Exception as error:  # noqa: BLE001  the next sweep tries again
                log.error("sweep failed: %s", type(error).__name__)

    async def _purge(self) -> None:
        before = self.clock() - self._keep_seconds
        gone = await self.background(delete_chats, self.ledger, before)
        await self.dialogue.forget_idle(gone, before)
