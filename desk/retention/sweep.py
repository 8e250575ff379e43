"""Deletion of data whose retention period in firm.yml is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import load_only

from desk.adapters.handover import hand_over, waiting
from desk.cases.actor import DESK
from desk.complaint.states import ENDED
from desk.models import (
    AuditEntry,
    Base,
    ChatEvent,
    Complaint,
    Erasure,
    StaffSearch,
    StaffSession,
    UploadLink,
)
from desk.retention.erasure import Erasures
from desk.retention.periods import verdict_on, years_before
from desk.staff.sessions import LONGEST
from desk.storage.database import Database
from firm import Firm, local_day

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Rule:
    """A condition for the rows of one table whose period is over."""

    name: str
    table: type[Base]
    over: ColumnElement[bool]


class Retention:
    """Counts and deletes the data of one firm whose retention period is over."""

    def __init__(
        self,
        database: Database,
        firm: Firm,
        erasures: Erasures,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._firm = firm
        self._erasures = erasures
        self._now = now

    def count(self) -> dict[str, int]:
        """The numbers of rows that `run` would delete now, by kind."""
        now = self._now()
        counts = {"complaints": len(self._complaints_over(now))}
        with self._database.reading() as session:
            for rule in self._rules(now):
                rows = select(func.count()).select_from(rule.table).where(rule.over)
                counts[rule.name] = session.scalar(rows) or 0
        counts["handed_over"] = len(waiting(self._database, self._firm))
        return counts

    def run(self) -> dict[str, int]:
        """Deletes data whose period is over; returns the numbers deleted, by kind.

        Several may run at once.
        """
        now = self._now()
        counts = {"complaints": 0}
        for complaint_id in self._complaints_over(now):
            outcome = self._erasures.erase(complaint_id, DESK, "retention", now)
            counts["complaints"] += outcome is not None and outcome.verdict.allowed
        for rule in self._rules(now):
            counts[rule.name] = self._delete(rule)
        counts["handed_over"] = sum(
            hand_over(self._database, self._firm, complaint_id, now)
            for complaint_id in waiting(self._database, self._firm)
        )
        self._erasures.delete_leftover_mails()
        return counts

    def _complaints_over(self, now: datetime) -> list[int]:
        years = self._firm.retention.complaints_years
        # A day more, which no zone's offset from UTC exceeds; the verdict is exact.
        ended = and_(
            Complaint.status.in_(ENDED),
            Complaint.closed_at < years_before(now, years) + _DAY,
        )
        with self._database.reading() as session:
            # Only columns for the verdict: there may be a year of complaints.
            needed = load_only(Complaint.status, Complaint.closed_at)
            complaints = session.scalars(
                select(Complaint).where(ended).options(needed).order_by(Complaint.id)
            )
            return [
                complaint.id
                for complaint in complaints
                if verdict_on(complaint, self._firm, now).allowed
            ]

    def _rules(self, now: datetime) -> tuple[_Rule, ...]:
        kept = self._firm.retention
        today = local_day(now, self._firm.calendar)
        audit = years_before(now, kept.audit_years)
        links = now.astimezone(UTC) - _DAY
        return (
            _Rule(
                "chat_events",
                ChatEvent,
                ChatEvent.day < today - timedelta(days=kept.chat_events_days),
            ),
            _Rule("audit", AuditEntry, AuditEntry.at < audit),
            _Rule(
                "erasures",
                Erasure,
                Erasure.at < years_before(now, kept.erasures_years),
            ),
            _Rule(
                "upload_links",
                UploadLink,
                and_(
                    UploadLink.expires_at < links,
                    or_(
                        UploadLink.session_ends_at.is_(None),
                        UploadLink.session_ends_at < links,
                    ),
                ),
            ),
            _Rule("sessions", StaffSession, StaffSession.created_at < now - LONGEST),
            _Rule("searches", StaffSearch, StaffSearch.at < now - LONGEST),
        )

    def _delete(self, rule: _Rule) -> int:
        there = select(rule.table).where(rule.over).limit(1)
        with self._database.reading() as session:
            if session.scalar(there) is None:
                return 0
        with self._database.changing() as connection:
            if rule.table is AuditEntry:
                with append_only_lifted(connection, AuditEntry.__tablename__):
                    return _deleted(connection, rule)
            return _deleted(connection, rule)


def _deleted(connection: Connection, rule: _Rule) -> int:
    return int(connection.execute(delete(rule.table).where(rule.over)).rowcount)


@contextmanager
def append_only_lifted(connection: Connection, table: str) -> Iterator[None]:
    """Lifts a table's append-only triggers, to delete entries whose period is over.

    Works within the caller's transaction: if that fails, the database itself puts the
    triggers back.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield
        connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        return
    triggers: list[Any] = list(
        connection.execute(
            text(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"
            ),
            {"t": table},
        )
    )
    for name, _ in triggers:
        connection.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)
