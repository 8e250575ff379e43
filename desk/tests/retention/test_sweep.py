"""What is over is deleted by itself, on its day and not before."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from desk.complaint.states import Status
from desk.files.store import Store
from desk.models import (
    AuditEntry,
    Base,
    ChatEvent,
    Complaint,
    Erasure,
    Staff,
    StaffSession,
    UploadLink,
)
from desk.retention.erasure import tables_of_complaints
from desk.retention.periods import ErasureReason, verdict_on, years_after
from desk.retention.sweep import Retention
from desk.search.rebuild import bring_up_to_date
from desk.storage.database import Database
from desk.tests.conftest import NOON, Clock
from desk.tests.retention.conftest import close_all, rows_left
from desk.tests.support.register import file_one, fill
from firm import Firm


def test_a_complaint_is_erased_on_the_day_its_time_is_over_and_not_before(
    database: Database,
    firm: Firm,
    store: Store,
    retention: Retention,
    mails: Path,
    clock: Clock,
) -> None:
    bring_up_to_date(database)
    fill(database, firm, store)
    with database.reading() as session:
        reference = session.scalars(select(Complaint.reference)).one()
    (mails / f"20250110T120000.000000Z-{reference}.eml").write_text("ada@example.com")
    other = mails / "20250110T120000.000000Z-KR-0000-0000-0000-00.eml"
    other.write_text("somebody else's")
    close_all(database)
    clock.time = datetime(2028, 1, 9, 23, 59, tzinfo=UTC)
    assert retention.count()["complaints"] == 0
    assert retention.run()["complaints"] == 0
    clock.time = datetime(2028, 1, 10, 0, 1, tzinfo=UTC)
    assert retention.count()["complaints"] == 1
    assert rows_left(database)
    assert retention.run()["complaints"] == 1
    assert rows_left(database) == {}
    assert list(mails.iterdir()) == [other]
    assert [path for path in store._folder.iterdir() if path.is_file()] == []
    with database.reading() as session:
        [tombstone] = session.scalars(select(Erasure))
    assert (tombstone.reference, tombstone.outcome) == (reference, "erased")
    assert (tombstone.cause, tombstone.reason) == ("retention", "retention_over")
    assert tombstone.closed_on == date(2025, 1, 10)
    assert retention.run()["complaints"] == 0


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.RECEIVED, ErasureReason.OPEN),
        (Status.WAITING, ErasureReason.OPEN),
        (Status.RESOLVED, ErasureReason.NOT_CLOSED),
    ],
)
def test_what_is_not_closed_is_kept_however_old(
    sqlite_database: Database, firm: Firm, status: Status, reason: ErasureReason
) -> None:
    file_one(sqlite_database, firm)
    with sqlite_database.writing() as session:
        complaint = session.scalars(select(Complaint)).one()
        complaint.status = status
    verdict = verdict_on(complaint, firm, NOON + timedelta(days=36_500))
    assert (verdict.allowed, verdict.reason) == (False, reason)


def test_a_year_after_a_leap_day_is_the_first_of_march() -> None:
    assert years_after(date(2024, 2, 29), 3) == date(2027, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_other_things_go_when_their_time_is_over(
    database: Database, firm: Firm, retention: Retention, clock: Clock
) -> None:
    file_one(database, firm)
    day = NOON.date()
    with database.writing() as session:
        staff = Staff(
            email="o@example.com",
            name="O",
            role="official",
            password_hash="",
            created_at=NOON,
        )
        complaint = session.scalars(select(Complaint)).one()
        session.add(staff)
        session.flush()
        session.add_all(
            [
                AuditEntry(at=NOON, name="O", action="viewed", detail=""),
                ChatEvent(
                    id="1", day=day, kind="started", subject="", conversation="c"
                ),
                StaffSession(
                    token_hash="t", staff_id=staff.id, created_at=NOON, seen_at=NOON
                ),
                UploadLink(
                    complaint_id=complaint.id,
                    token_hash="t",
                    created_at=NOON,
                    expires_at=NOON + timedelta(days=2),
                ),
            ]
        )
    assert not any(retention.run().values())
    clock.forward(days=4)
    counts = retention.run()
    assert (counts["sessions"], counts["upload_links"]) == (1, 1)
    clock.forward(days=730)
    assert retention.run()["chat_events"] == 1
    clock.forward(days=3 * 366)
    counts = retention.run()
    assert (counts["audit"], counts["complaints"]) == (1, 0)


def test_the_audit_log_is_append_only_again_after_a_sweep(
    database: Database, firm: Firm, retention: Retention, clock: Clock
) -> None:
    with database.writing() as session:
        session.add(AuditEntry(at=NOON, name="O", action="viewed", detail=""))
    clock.forward(days=6 * 366)
    with database.writing() as session:
        session.add(AuditEntry(at=clock(), name="O", action="viewed", detail=""))
    assert retention.run()["audit"] == 1
    for statement in ("UPDATE audit SET name = 'x'", "DELETE FROM audit"):
        with pytest.raises(DatabaseError), database.changing() as connection:
            connection.execute(text(statement))


def test_every_table_that_belongs_to_complaints_is_emptied() -> None:
    named = {
        table.name for table in Base.metadata.sorted_tables if "complaint_id" in table.c
    }
    # The audit log outlives the complaint, and says nothing of the client.
    assert named - {"audit"} == {table.name for table in tables_of_complaints()}
