"""Sessions of the console: the browser holds a random token, the register its hash.

A session ends after an hour without a request, and after twelve hours in any case
(within the limits of NIST SP 800-63B-4, section 2.2.3: an hour and a day).
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from desk.models import Staff, StaffSession
from desk.storage.database import Database

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
# The time of the last request is recorded this often: not each one is worth a write.
_NOTED_EVERY = timedelta(minutes=1)


class Sessions:
    """The sessions of the console."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def begin(self, session: Session, staff_id: int) -> str:
        """Begins a session, in the caller's transaction; deletes those that have ended.

        Returns its token.
        """
        now = self._now()
        session.execute(delete(StaffSession).where(_is_over(now)))
        token = secrets.token_urlsafe(32)
        session.add(
            StaffSession(
                token_hash=_hash(token), staff_id=staff_id, created_at=now, seen_at=now
            )
        )
        return token

    def staff(self, token: str | None) -> Staff | None:
        """The active person with this token, or None, also if the session has ended."""
        if not token:
            return None
        now = self._now()
        found = (
            select(StaffSession, Staff)
            .join(Staff, Staff.id == StaffSession.staff_id)
            .where(
                StaffSession.token_hash == _hash(token),
                Staff.active,
                ~_is_over(now),
            )
        )
        with self._database.reading() as session:
            row = session.execute(found).one_or_none()
        if row is None:
            return None
        kept, staff = row
        if now - kept.seen_at >= _NOTED_EVERY:
            with self._database.writing() as session:
                seen = session.get(StaffSession, kept.token_hash)
                if seen is not None:
                    seen.seen_at = now
        return staff

    def end(self, session: Session, token: str | None) -> None:
        """Ends the session with this token, in the caller's transaction."""
        if token:
            session.execute(
                delete(StaffSession).where(StaffSession.token_hash == _hash(token))
            )

    @staticmethod
    def end_all(session: Session, staff_id: int) -> None:
        """Ends all sessions of a person, in the caller's transaction."""
        session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


def _is_over(now: datetime) -> ColumnElement[bool]:
    return or_(
        StaffSession.seen_at <= now - IDLE, StaffSession.created_at <= now - LONGEST
    )


def _hash(token: str) -> str:
    # A random token of 256 bits needs no slow hash.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
