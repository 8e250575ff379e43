"""The sweeper of clocks, which looks at each on the days that matter to it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update

from desk.cases.watch import look_at_clocks
from desk.models import Complaint
from desk.storage.database import Database
from desk.workers.background import Background
from firm import Firm, local_day

log = logging.getLogger(__name__)

# Complaints looked at in one transaction: long enough to get on, short enough that nobody waits.
BATCH = 50


class Sweeper(Background):
    """Records warnings and breaches, and proposes delays. Several may run at once."""

    def __init__(
        self,
        database: Database,
        firm: Firm,
        now: Callable[[], datetime],
        rest_seconds: float = 60,
    ) -> None:
        super().__init__("sweeper", rest_seconds)
        self._database = database
        self._firm = firm
        self._now = now
        self._begun = False

    async def step(self) -> bool:
        """Looks at a batch; returns False when it was the last one."""
        if not self._begun:
            await asyncio.to_thread(self.begin)
            self._begun = True
        looked_at = await asyncio.to_thread(self.sweep)
        if looked_at:
            log.info("clocks_looked_at", extra={"fields": {"complaints": looked_at}})
        return looked_at == BATCH

    def begin(self) -> None:
        """Marks all complaints that wait for their clients as due for a look.

        The firm's file decides whether clocks are paused, and may have changed since
        the desk ran last.
        """
        today = local_day(self._now(), self._firm.calendar)
        waits = Complaint.waiting_since.is_not(None), Complaint.next_due.is_not(None)
        with self._database.writing() as session:
            session.execute(
                update(Complaint)
                .where(*waits)
                .values(watch_on=today)
                .execution_options(synchronize_session=False)
            )

    def sweep(self) -> int:
        """Looks at the clocks of up to `BATCH` complaints; returns their number."""
        now = self._now()
        today = local_day(now, self._firm.calendar)
        due = select(Complaint.id).where(Complaint.watch_on <= today)
        # Polled often, mostly for nothing: takes a write lock only if a row waits.
        with self._database.reading() as session:
            if session.scalar(due.limit(1)) is None:
                return 0
        some = (
            select(Complaint)
            .where(Complaint.watch_on <= today)
            .order_by(Complaint.watch_on, Complaint.id)
            .limit(BATCH)
            # Skips complaints of another sweeper, and those that officials change.
            .with_for_update(skip_locked=True)
        )
        with self._database.writing() as session:
            complaints = session.scalars(some).all()
            for complaint in complaints:
                look_at_clocks(session, complaint, self._firm, now)
            return len(complaints)
