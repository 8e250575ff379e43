"""The outbox: mails owed to clients, handed to one worker at a time, never dropped.

A worker claims a mail with a lease, sends it, and settles it. If it dies in between, the
lease runs out and another sends the mail again, with the same Message-ID: at most a
duplicate that mail programs recognise, never a mail that is not sent.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.orm import joinedload

from desk.database import Database
from desk.models import OutboxMail

DUE = "due"
SENT = "sent"
HELD = "held"
DEAD = "dead"


@dataclass(frozen=True)
class Claim:
    """A mail, with its complaint, that this worker alone may send until the lease ends."""

    mail: OutboxMail
    lease: str


class Outbox:
    """The outbox table, to the workers that empty it."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], lease: timedelta
    ) -> None:
        self._database = database
        self._now = now
        self._lease = lease

    def claim(self) -> Claim | None:
        """The mail that has waited longest, or None when none is due."""
        now = self._now()
        free = or_(OutboxMail.leased_until.is_(None), OutboxMail.leased_until <= now)
        waiting = select(OutboxMail).where(
            OutboxMail.state == DUE, OutboxMail.due_at <= now, free
        )
        # Asked often and mostly for nothing: only a mail that is there is worth a write lock.
        with self._database.reading() as session:
            if (
                session.scalar(waiting.with_only_columns(OutboxMail.id).limit(1))
                is None
            ):
                return None
        oldest = (
            waiting.options(joinedload(OutboxMail.complaint, innerjoin=True))
            .order_by(OutboxMail.due_at, OutboxMail.id)
            .limit(1)
            # On PostgreSQL; SQLite has one writer at a time anyway.
            .with_for_update(skip_locked=True, of=OutboxMail)
        )
        with self._database.writing() as session:
            mail = session.scalar(oldest)
            if mail is None:
                return None
            mail.lease = secrets.token_hex(8)
            mail.leased_until = now + self._lease
            mail.attempts += 1
            return Claim(mail, mail.lease)

    def sent(self, claim: Claim) -> bool:
        """Settles a mail that went out. False when the lease had gone to another worker."""
        return self._settle(claim, state=SENT, sent_at=self._now(), last_error=None)

    def failed(self, claim: Claim, reason: str, again_in: timedelta) -> bool:
        """Puts a mail back, due again after `again_in`. False as above."""
        return self._settle(claim, due_at=self._now() + again_in, last_error=reason)

    def held(self, claim: Claim, reason: str) -> bool:
        """Keeps a mail that cannot go out as it is. False as above."""
        return self._settle(claim, state=HELD, last_error=reason)

    def _settle(self, claim: Claim, **values: Any) -> bool:
        statement = (
            update(OutboxMail)
            .where(OutboxMail.id == claim.mail.id, OutboxMail.lease == claim.lease)
            .values(lease=None, leased_until=None, **values)
            .execution_options(synchronize_session=False)
        )
        with self._database.writing() as session:
            result = session.execute(statement)
        assert isinstance(result, CursorResult)
        return result.rowcount == 1
