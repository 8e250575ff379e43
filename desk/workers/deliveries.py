"""The delivery worker, which posts to other systems: a task inside the service."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from desk.adapters.calling import WHOLE_SECONDS
from desk.adapters.document import document_of, note_document_of
from desk.adapters.handover import hand_over
from desk.adapters.posting import Adapter, NotTaken, Post
from desk.adapters.queue import Deliveries, DeliveryClaim
from desk.complaint.formats import mail_address
from desk.models import DeliveryEvent
from desk.storage.database import Database
from desk.workers.background import Background
from desk.workers.mail import Pace
from firm import Firm

log = logging.getLogger(__name__)


class DeliveryWorker(Background):
    """Makes the deliveries that are due. Any number of them may run at once."""

    def __init__(
        self,
        *,
        database: Database,
        firm: Firm,
        adapters: Mapping[str, Adapter],
        now: Callable[[], datetime],
        pace: Pace,
    ) -> None:
        super().__init__("delivery worker", pace.poll)
        self._database = database
        self._deliveries = Deliveries(database, now, timedelta(seconds=pace.lease))
        self._firm = firm
        self._adapters = adapters
        self._now = now
        self._pace = pace

    async def step(self) -> bool:
        """Makes one delivery, if one is due."""
        return await self.deliver_one()

    async def deliver_one(self) -> bool:
        """Makes and settles one delivery. Returns False when none was due."""
        claim = await asyncio.to_thread(self._deliveries.claim)
        if claim is None:
            return False
        try:
            remote_id = await self._post(claim)
        except NotTaken as refusal:
            if refusal.for_good:
                await asyncio.to_thread(self._deliveries.dead, claim, refusal.text)
                _tell("delivery_dead", claim, error=refusal.text)
            else:
                await self._again(claim, refusal.text, refusal.wait)
        except Exception as error:  # noqa: BLE001  # whatever it is, the delivery is kept
            await self._again(claim, type(error).__name__, None)
        else:
            settled = await asyncio.to_thread(self._deliveries.sent, claim, remote_id)
            _tell("delivery_made" if settled else "delivery_made_late", claim)
            await asyncio.to_thread(
                hand_over,
                self._database,
                self._firm,
                claim.delivery.complaint_id,
                self._now(),
            )
        return True

    async def _post(self, claim: DeliveryClaim) -> str | None:
        delivery, complaint = claim.delivery, claim.complaint
        adapter = self._adapters.get(delivery.adapter)
        if adapter is None:
            raise NotTaken("AdapterGone", for_good=True)
        post = Post(
            event=DeliveryEvent(delivery.event),
            key=delivery.key,
            attempt=delivery.attempts,
            at=delivery.created_at,
            reference=complaint.reference,
            data=note_document_of(complaint, claim.note)
            if claim.note
            else document_of(complaint),
            remote_id=claim.remote_id,
            address=mail_address(complaint.email),
        )
        async with asyncio.timeout(WHOLE_SECONDS):
            return await adapter.post(post)

    async def _again(
        self, claim: DeliveryClaim, reason: str, asked: float | None
    ) -> None:
        wait = self._pace.wait(claim.delivery.attempts)
        if asked is not None:
            wait = max(wait, timedelta(seconds=asked))
        await asyncio.to_thread(self._deliveries.failed, claim, reason, wait)
        seconds = round(wait.total_seconds())
        _tell("delivery_failed", claim, error=reason, again_in=seconds)


def _tell(event: str, claim: DeliveryClaim, **fields: object) -> None:
    delivery = claim.delivery
    known = {
        "delivery": delivery.id,
        "adapter": delivery.adapter,
        "attempts": delivery.attempts,
    }
    log.info(event, extra={"fields": {**known, **fields}})
