"""The sweeper of data whose period is over, at start and every few hours."""

import asyncio
import logging

from desk.retention.sweep import Retention
from desk.storage.database import Database
from desk.storage.scrub import scrub
from desk.workers.background import Background

log = logging.getLogger(__name__)

_REST_SECONDS = 6 * 3600


class RetentionSweeper(Background):
    """Runs the retention. Several may run: each complaint is erased only once."""

    def __init__(
        self,
        database: Database,
        retention: Retention,
        rest_seconds: float = _REST_SECONDS,
    ) -> None:
        super().__init__("retention sweeper", rest_seconds)
        self._database = database
        self._retention = retention

    async def step(self) -> bool:
        """Makes one sweep."""
        await asyncio.to_thread(self._sweep)
        return False

    def _sweep(self) -> None:
        counts = self._retention.run()
        if any(counts.values()):
            log.info("retention_swept", extra={"fields": counts})
        if counts["complaints"]:
            scrub(self._database)
