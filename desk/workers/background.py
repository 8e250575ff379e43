"""Background work inside the service, beside the answering of requests."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

log = logging.getLogger(__name__)

STOP_SECONDS = 10


class Background(ABC):
    """Does step after step as long as the service runs, with rests between them.

    A step that fails, such as when the database is away, is logged and tried again
    after a rest.
    """

    def __init__(self, name: str, rest_seconds: float) -> None:
        self._name = name
        self._rest_seconds = rest_seconds
        self._awake = asyncio.Event()
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    @abstractmethod
    async def step(self) -> bool:
        """Does a piece of work. Returns True if there may be more, False to rest."""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Runs within the block; at its end a step that was begun is finished first."""
        self._stopping = False
        # An event belongs to the loop that waits for it, so each run makes a new one.
        self._awake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._run(), name=self._name)
        try:
            yield
        finally:
            self._stopping = True
            self._awake.set()
            _, unfinished = await asyncio.wait({self._task}, timeout=STOP_SECONDS)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Wakes the work from its rest; may be called from any thread."""
        if self._loop is not None and not self._stopping:
            self._loop.call_soon_threadsafe(self._awake.set)

    def is_running(self) -> bool:
        """Whether the work is running."""
        return self._task is not None and not self._task.done()

    async def _run(self) -> None:
        while not self._stopping:
            try:
                busy = await self.step()
            except Exception:
                log.exception(f"{self._name.replace(' ', '_')}_failed")
                busy = False
            if not busy:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._rest_seconds):
                await self._awake.wait()
        except TimeoutError:
            pass
        self._awake.clear()
