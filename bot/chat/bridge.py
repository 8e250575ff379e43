"""Wake-ups between processes that share a ledger: by Redis if there is one, or polling.

A ledger on SQLite serves one process and needs neither.
"""

import asyncio
import logging
from typing import Any

# Rasa holds redis at 4.6, which ships no types.
from redis.asyncio import Redis  # type: ignore[import-untyped]
from redis.exceptions import RedisError  # type: ignore[import-untyped]

from bot.chat.hub import Hub

log = logging.getLogger(__name__)

CHANNEL = "redress:webchat"
POLL_SECONDS = 0.5
RECONNECT_SECONDS = 2.0
ANSWER_SECONDS = 5.0
FAULTS = (RedisError, OSError, asyncio.TimeoutError)


async def poll(hub: Hub) -> None:
    """Lets every listening stream look into the ledger twice a second."""
    while True:
        await asyncio.sleep(POLL_SECONDS)
        _ring_all(hub)


class RedisBridge:
    """Tells other processes which session has news, and hears which of theirs have."""

    def __init__(self, url: str, hub: Hub) -> None:
        # Listening may be quiet for hours, telling may not: without a limit a Redis that does
        # not answer would gather wake-ups without end.
        limit = ANSWER_SECONDS
        self._listening: Any = Redis.from_url(url, socket_connect_timeout=limit)
        self._telling: Any = Redis.from_url(
            url, socket_connect_timeout=limit, socket_timeout=limit
        )
        self._hub = hub
        self._sending: set[asyncio.Task[None]] = set()

    def announce(self, session: str) -> None:
        task = asyncio.get_running_loop().create_task(self._publish(session))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _publish(self, session: str) -> None:
        try:
            await self._telling.publish(CHANNEL, session)
        except FAULTS as error:
            log.warning("Redis did not take a wake-up: %s", type(error).__name__)

    async def run(self) -> None:
        """Listens until cancelled. While Redis is away the streams poll."""
        while True:
            try:
                await self._listen()
            except FAULTS as error:
                log.warning("Redis is away, polling: %s", type(error).__name__)
            for _ in range(int(RECONNECT_SECONDS / POLL_SECONDS)):
                _ring_all(self._hub)
                await asyncio.sleep(POLL_SECONDS)

    async def _listen(self) -> None:
        async with self._listening.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            _ring_all(self._hub)  # for what was said before the subscription stood
            async for heard in subscription.listen():
                if heard["type"] == "message":
                    self._hub.tell(heard["data"].decode(), None)

    async def close(self) -> None:
        await self._telling.close()
        await self._listening.close()


def _ring_all(hub: Hub) -> None:
    for session in hub.sessions():
        hub.tell(session, None)
