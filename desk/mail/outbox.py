"""The outbox: mails owed to clients, handed to one worker at a time, never dropped.

A worker claims a mail with a lease, sends it, and settles it. If the worker dies in
between, the lease runs out and another one sends the mail again, with the same
Message-ID. At worst there is a duplicate, which mail programs recognise; no mail stays
unsent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from desk.models import Complaint, MailState, OutboxMail
from desk.storage.database import Database
from desk.storage.leases import is_free, take


@dataclass(frozen=True)
class MailClaim:
    """A mail, with its complaint, that this worker alone may send until the lease ends.

    `earlier` are the Message-IDs of earlier mails about the complaint, oldest first.
    """

    mail: OutboxMail
    earlier: tuple[str, ...] = ()


Settled = Callable[[Session, OutboxMail, datetime], None]


class Outbox:
    """The outbox table, for the workers that empty it."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        lease: timedelta,
        settled: Settled = lambda _session, _mail, _now: None,
    ) -> None:
        """`settled` is called for each mail that was sent, held or given up, in the
        transaction that records it."""
        self._database = database
        self._now = now
        self._lease = lease
        self._settled = settled

    def claim(self) -> MailClaim | None:
        """Claims the mail that has waited longest; returns None when none is due."""
        now = self._now()
        complaint = joinedload(OutboxMail.complaint, innerjoin=True)
        waiting = select(OutboxMail).options(complaint)
        due = waiting.where(
            OutboxMail.state == MailState.DUE, *is_free(OutboxMail, now)
        )
        mail = take(self._database, OutboxMail, due, now, self._lease)
        if mail is None:
            return None
        earlier = (
            select(OutboxMail.message_id)
            .where(
                OutboxMail.complaint_id == mail.complaint_id, OutboxMail.id < mail.id
            )
            .order_by(OutboxMail.id)
        )
        with self._database.reading() as session:
            return MailClaim(mail, tuple(session.scalars(earlier)))

    def sent(self, claim: MailClaim) -> bool:
        """Settles a mail that went out. Returns False if the lease went to another."""
        return self._settle(
            claim, state=MailState.SENT, sent_at=self._now(), last_error=None
        )

    def failed(
        self, claim: MailClaim, reason: str, again_in: timedelta, refusals: int = 0
    ) -> bool:
        """Puts a mail back, due again after `again_in`. Returns as `sent` does."""
        due_at = self._now() + again_in
        return self._settle(claim, due_at=due_at, last_error=reason, refusals=refusals)

    def held(self, claim: MailClaim, reason: str) -> bool:
        """Holds a mail that cannot go out as it is. Returns as `sent` does."""
        return self._settle(claim, state=MailState.HELD, last_error=reason)

    def dead(self, claim: MailClaim, reason: str) -> bool:
        """Gives up a mail refused for good too often. Returns as `sent` does."""
        refusals = claim.mail.refusals + 1
        return self._settle(
            claim, state=MailState.DEAD, last_error=reason, refusals=refusals
        )

    def _settle(self, claim: MailClaim, **values: Any) -> bool:
        mine = (
            select(OutboxMail)
            .where(OutboxMail.id == claim.mail.id, OutboxMail.lease == claim.mail.lease)
            .with_for_update()
        )
        # Locks the complaint before its mail, in the order of every other change:
        # otherwise two transactions could wait for each other.
        complaint = select(Complaint.id).where(Complaint.id == claim.mail.complaint_id)
        with self._database.writing() as session:
            session.execute(complaint.with_for_update())
            mail = session.scalar(mine)
            if mail is None:
                return False
            mail.lease = mail.leased_until = None
            for name, value in values.items():
                setattr(mail, name, value)
            if mail.state != MailState.DUE:
                self._settled(session, mail, self._now())
            return True
