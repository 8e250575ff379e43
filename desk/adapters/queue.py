"""Deliveries owed to other systems, handed to one worker at a time, never dropped.

Like `desk.mail.outbox`, but deliveries to one system about one complaint keep the order in
which they were owed, so that no note comes before its complaint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, exists, select, update
from sqlalchemy.orm import aliased

from desk.models import Complaint, Delivery, DeliveryState, Note
from desk.storage.database import Database
from desk.storage.leases import is_free, take


@dataclass(frozen=True)
class DeliveryClaim:
    """A delivery that this worker alone may make until the lease ends."""

    delivery: Delivery
    complaint: Complaint
    note: Note | None
    remote_id: str | None


class Deliveries:
    """The table of deliveries, for the workers that empty it."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], lease: timedelta
    ) -> None:
        self._database = database
        self._now = now
        self._lease = lease

    def claim(self) -> DeliveryClaim | None:
        """Claims the delivery that has waited longest; None when none is due."""
        now = self._now()
        due = select(Delivery).where(
            Delivery.state == DeliveryState.DUE,
            *is_free(Delivery, now),
            ~_has_an_earlier_one(),
        )
        delivery = take(self._database, Delivery, due, now, self._lease)
        if delivery is None:
            return None
        remote_id = (
            select(Delivery.remote_id)
            .where(
                Delivery.complaint_id == delivery.complaint_id,
                Delivery.adapter == delivery.adapter,
                Delivery.remote_id.is_not(None),
            )
            .order_by(Delivery.id)
            .limit(1)
        )
        with self._database.reading() as session:
            complaint = session.get(Complaint, delivery.complaint_id)
            if complaint is None:
                # The complaint was erased meanwhile, together with its deliveries.
                return None
            return DeliveryClaim(
                delivery=delivery,
                complaint=complaint,
                note=session.get(Note, delivery.note_id) if delivery.note_id else None,
                remote_id=session.scalar(remote_id),
            )

    def sent(self, claim: DeliveryClaim, remote_id: str | None) -> bool:
        """Settles a taken delivery. Returns False if the lease went to another."""
        return self._settle(
            claim,
            state=DeliveryState.SENT,
            sent_at=self._now(),
            last_error=None,
            remote_id=remote_id,
        )

    def failed(self, claim: DeliveryClaim, reason: str, again_in: timedelta) -> bool:
        """Puts it back, due again after `again_in`. Returns as `sent` does."""
        return self._settle(claim, due_at=self._now() + again_in, last_error=reason)

    def dead(self, claim: DeliveryClaim, reason: str) -> bool:
        """Gives up a delivery refused for good, until `revive`. Returns as `sent`."""
        return self._settle(claim, state=DeliveryState.DEAD, last_error=reason)

    def revive(self) -> int:
        """Makes dead deliveries due now; returns their number.

        Deliveries that waited behind them follow.
        """
        statement = (
            update(Delivery)
            .where(Delivery.state == DeliveryState.DEAD)
            .values(state=DeliveryState.DUE, due_at=self._now())
            .execution_options(synchronize_session=False)
        )
        with self._database.writing() as session:
            result = session.execute(statement)
        assert isinstance(result, CursorResult)
        return int(result.rowcount)

    def _settle(self, claim: DeliveryClaim, **values: Any) -> bool:
        statement = (
            update(Delivery)
            .where(
                Delivery.id == claim.delivery.id, Delivery.lease == claim.delivery.lease
            )
            .values(lease=None, leased_until=None, **values)
            .execution_options(synchronize_session=False)
        )
        with self._database.writing() as session:
            result = session.execute(statement)
        assert isinstance(result, CursorResult)
        return result.rowcount == 1


def _has_an_earlier_one() -> ColumnElement[bool]:
    earlier = aliased(Delivery)
    return exists().where(
        earlier.complaint_id == Delivery.complaint_id,
        earlier.adapter == Delivery.adapter,
        earlier.id < Delivery.id,
        earlier.state != DeliveryState.SENT,
    )
