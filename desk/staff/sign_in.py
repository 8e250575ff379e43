"""Signing in: the right password, within a number of tries.

The answer is the same, and takes about as long, for an unknown e-mail, a wrong
password, somebody who left, and an account that is locked.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Staff
from desk.staff.passwords import Passwords
from desk.storage.database import Database

# Wrong passwords in a row, and the time that the account is locked after them.
MOST_FAILURES = 5
LOCKED = timedelta(minutes=15)


def as_email(typed: str) -> str:
    """An e-mail in the form in which it is kept and compared."""
    return typed.strip().lower()


class SignIn:
    """Checks e-mails and passwords at the sign-in."""

    def __init__(
        self, database: Database, passwords: Passwords, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._now = now

    def check(self, email: str, password: str) -> Staff | None:
        """The active person with this e-mail and password, or None."""
        staff = self._counted(as_email(email))
        if not self._passwords.match(staff.password_hash if staff else None, password):
            return None
        assert staff is not None
        outdated = self._passwords.outdated(staff.password_hash)
        with self._database.writing() as session:
            kept = session.get_one(Staff, staff.id)
            kept.failed_attempts = 0
            kept.locked_until = None
            if outdated:
                kept.password_hash = self._passwords.hashed(password)
            return kept

    @staticmethod
    def known(session: Session, email: str) -> Staff | None:
        """The person with this e-mail, or None; for the log, never for the answer."""
        return session.scalar(select(Staff).where(Staff.email == as_email(email)))

    def _counted(self, email: str) -> Staff | None:
        """The person whose password may be tried, or None.

        Counts the try before it is made, so that however many come at the same moment,
        no more than the limit are checked.
        """
        now = self._now()
        with self._database.writing() as session:
            staff = session.scalar(
                select(Staff).where(Staff.email == email).with_for_update()
            )
            if staff is None or not staff.active:
                return None
            if staff.locked_until is not None:
                if staff.locked_until > now:
                    return None
                staff.locked_until = None
                staff.failed_attempts = 0
            staff.failed_attempts += 1
            if staff.failed_attempts >= MOST_FAILURES:
                staff.locked_until = now + LOCKED
            return staff
