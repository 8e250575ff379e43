"""The sweeper of the store of contents, at start and every few hours."""

import asyncio
import logging

from desk.files.evidence import Evidence
from desk.workers.background import Background

log = logging.getLogger(__name__)

_REST_SECONDS = 6 * 3600


class StoreSweeper(Background):
    """Deletes leftovers of uploads and erasures; see `desk.files.store.Store.sweep`."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__("store sweeper", _REST_SECONDS)
        self._evidence = evidence

    async def step(self) -> bool:
        """Makes one sweep."""
        swept = await asyncio.to_thread(self._evidence.sweep)
        if swept:
            log.info("contents_swept", extra={"fields": {"count": swept}})
        return False
