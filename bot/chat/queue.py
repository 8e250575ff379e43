"""One queue a session: its messages run one after another, in the order they came.

The queue itself is the ledger; a worker is a task that empties it and then retires. Sessions
do not wait for each other.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError

from bot.chat.database import Background
from bot.chat.hub import Hub
from bot.chat.ledger import Ledger
from bot.chat.records import HeldElsewhere, Message, SessionGone
from bot.chat.turn import TurnRunner

log = logging.getLogger(__name__)

HOLD_SECONDS = 30.0  # how long a dead process keeps others from its sessions
RETRY_SECONDS = 0.25  # how often a held session is tried again
LONGEST_REST = 15.0  # between tries while the ledger fails
STOP_SECONDS = 8.0  # time for running turns when the server stops


class Queue:
    """The queues of all sessions. `holder` names this process among those that share
    the ledger."""

    def __init__(
        self,
        ledger: Ledger,
        background: Background,
        runner: TurnRunner,
        hub: Hub,
        clock: Callable[[], float],
        holder: str,
    ) -> None:
        self._ledger = ledger
        self._background = background
        self._runner = runner
        self._hub = hub
        self._clock = clock
        self._holder = holder
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._news: set[str] = set()
        self._stopping = asyncio.Event()

    def wake(self, session: str) -> None:
        """Starts a worker for the session, which has a message in the ledger."""
        self._news.add(session)
        if session not in self._workers and not self._stopping.is_set():
            worker = asyncio.get_running_loop().create_task(self._work(session))
            self._workers[session] = worker

    async def wake_waiting(self) -> None:
        """Wakes the sessions with messages that were taken and not finished: after a start,
        and now and then for those of a process that died."""
        for session in await self._background(
            self._ledger.waiting_sessions, self._clock()
        ):
            self.wake(session)

    async def drop(self, session: str) -> None:
        """Stops the session's worker, in mid-turn if need be."""
        worker = self._workers.get(session)
        if worker is not None:
            worker.cancel()
            await asyncio.wait({worker})

    async def stop(self) -> None:
        """Gives running turns a moment, then leaves the rest to the next start."""
        self._stopping.set()
        workers = set(self._workers.values())
        if workers:
            _, late = await asyncio.wait(workers, timeout=STOP_SECONDS)
            for worker in late:
                worker.cancel()
            if late:
                await asyncio.wait(late)
        await self._background(self._ledger.release_held, self._holder)

    async def _work(self, session: str) -> None:
        rest = RETRY_SECONDS
        try:
            while session in self._news and not self._stopping.is_set():
                self._news.discard(session)
                if await self._try_to_empty(session):
                    rest = RETRY_SECONDS
                    continue
                self._news.add(session)
                await self._rest(rest)
                rest = min(rest * 2, LONGEST_REST)
        except asyncio.CancelledError:
            pass  # dropped or stopped; what is unfinished stays in the ledger
        except SessionGone:
            pass  # cleared in mid-turn
        finally:
            self._news.discard(session)
            self._workers.pop(session, None)

    async def _try_to_empty(self, session: str) -> bool:
        """Runs the session's messages; False when that has to be tried again.

        A client who waits for an answer should not wait for long after the ledger's
        database is back.
        """
        try:
            await self._empty(session)
        except SessionGone:
            raise
        except Exception as error:  # noqa: BLE001  one session's fault must not spread
            log.error("session worker failed: %s", type(error).__name__)
            return False
        return True

    async def _rest(self, seconds: float) -> None:
        """Waits so many seconds, or until the server stops."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _empty(self, session: str) -> None:
        message = await self._begin(session)
        while message is not None:
            keeper = asyncio.get_running_loop().create_task(self._keep_holding(session))
            try:
                await self._runner.run(message)
                ended, message = await self._background(
                    self._ledger.finish,
                    session,
                    message.id,
                    self._holder,
                    self._clock(),
                )
            finally:
                keeper.cancel()
            self._hub.publish(session, ended)

    async def _begin(self, session: str) -> Message | None:
        """The session's next message, as soon as no other process runs the session."""
        while not self._stopping.is_set():
            now = self._clock()
            try:
                return await self._background(
                    self._ledger.begin_next,
                    session,
                    self._holder,
                    now,
                    now + HOLD_SECONDS,
                )
            except HeldElsewhere:
                await self._rest(RETRY_SECONDS)
        return None

    async def _keep_holding(self, session: str) -> None:
        while True:
            await asyncio.sleep(HOLD_SECONDS / 3)
            until = self._clock() + HOLD_SECONDS
            try:
                held = await self._background(
                    self._ledger.keep_holding, session, self._holder, until
                )
            except SQLAlchemyError as error:
                # There is time for another try before the hold runs out.
                log.warning("hold not prolonged: %s", type(error).__name__)
                continue
            if not held:
                # This process stood still for so long that another one runs the message now.
                log.error("hold lost, turn given up")
                self._workers[session].cancel()
                return
