"""What is over is deleted, what the law keeps is not, and nothing of a person is left behind."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from desk.cases.actor import Actor
from desk.cases.states import Status
from desk.database import Database
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
from desk.retention.erasure import Erasures, tables_of_complaints
from desk.retention.periods import Reason, verdict_on, years_after
from desk.retention.requests import DataRequests
from desk.retention.sweep import Retention
from desk.scrub import scrub
from desk.search.rebuild import bring_up_to_date
from desk.tests.conftest import NOON, ROOT, Clock
from desk.tests.process import environment
from desk.tests.test_reseal import bytes_of, fill, store
from desk.tests.test_sealed import file_one
from firm import Firm

__all__ = ["store"]

OFFICIAL = Actor(None, "An Official")


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    folder = tmp_path / "mail"
    folder.mkdir()
    return folder


@pytest.fixture
def erasures(database: Database, firm: Firm, store: Store, mails: Path) -> Erasures:
    return Erasures(database, firm, store, mails)


@pytest.fixture
def retention(
    database: Database, firm: Firm, erasures: Erasures, clock: Clock
) -> Retention:
    return Retention(database, firm, erasures, clock)


@pytest.fixture
def requests(
    database: Database, firm: Firm, store: Store, erasures: Erasures, clock: Clock
) -> DataRequests:
    return DataRequests(database, firm, store, erasures, clock)


def close_all(database: Database, at: datetime = NOON) -> None:
    with database.writing() as session:
        for complaint in session.scalars(select(Complaint)).all():
            complaint.status, complaint.closed_at = Status.CLOSED, at


def rows_left(database: Database) -> dict[str, int]:
    with database.reading() as session:
        counts = {
            table.name: len(session.execute(select(table)).all())
            for table in Base.metadata.sorted_tables
            if table.name == "complaints" or table in tables_of_complaints()
        }
        counts["search"] = session.scalar(text("SELECT count(*) FROM search_index"))
    return {name: count for name, count in counts.items() if count}


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
        (Status.RECEIVED, Reason.OPEN),
        (Status.WAITING, Reason.OPEN),
        (Status.RESOLVED, Reason.NOT_CLOSED),
    ],
)
def test_what_is_not_closed_is_kept_however_old(
    sqlite_database: Database, firm: Firm, status: Status, reason: Reason
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


def test_erasure_that_the_law_forbids_is_refused_and_the_reason_recorded(
    database: Database, firm: Firm, requests: DataRequests
) -> None:
    file_one(database, firm)
    [match] = requests.find("ADA@example.com ", "", OFFICIAL)
    [outcome] = requests.erase([match.found.id], OFFICIAL)
    assert (outcome.verdict.allowed, outcome.verdict.reason) == (False, Reason.OPEN)
    close_all(database)
    [outcome] = requests.erase([match.found.id], OFFICIAL)
    assert outcome.verdict.until == date(2028, 1, 10)
    recorded = requests.recorded()
    assert [(r.outcome, r.reason, r.kept_until) for r in recorded] == [
        ("refused", "kept_by_law", date(2028, 1, 10)),
        ("refused", "open", None),
    ]
    assert {r.actor_name for r in recorded} == {"An Official"}
    with database.reading() as session:
        assert session.scalars(select(Complaint)).one()
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))
        assert list(actions) == ["person_searched"] + 2 * ["erasure_refused"]


def test_a_person_is_found_by_e_mail_and_by_account_number(
    database: Database, firm: Firm, requests: DataRequests
) -> None:
    mine = file_one(database, firm)
    other = file_one(database, firm, email="grace@example.com", account_id="No Account")
    moved = file_one(database, firm, email="ada@another.example")
    account = firm.account_id.example.lower()
    by_email = requests.find("Ada@Example.com", "", OFFICIAL)
    assert [match.found.reference for match in by_email] == [mine]
    both = requests.find("ada@example.com", account, OFFICIAL)
    assert [(m.found.reference, m.found.by) for m in both] == [
        (mine, "email"),
        (moved, "account"),
    ]
    nobody = requests.find("nobody@example.com", firm.account_id.none, OFFICIAL)
    assert nobody == [], "found by having no account"
    assert other not in {match.found.reference for match in both}


def test_everything_held_is_handed_over(
    database: Database, firm: Firm, store: Store, requests: DataRequests
) -> None:
    fill(database, firm, store)
    [match] = requests.find("ada@example.com", "", OFFICIAL)
    packed = requests.export([match.found.id], OFFICIAL)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        [held] = json.loads(archive.read("complaints.json"))
        [file] = [name for name in archive.namelist() if name.startswith("files/")]
        assert archive.read(file) == b"A hidden word in a file"
    assert held["complaint"]["email"] == "ada@example.com"
    assert held["complaint"]["occurred"]["text"] == "last Tuesday, in the afternoon"
    assert held["notes"][0]["text"] == "The fee of 3.17 is missing."
    assert held["points"][0]["reasons"] == "A hidden word"
    assert any(entry["reason"] == "A hidden word" for entry in held["history"])
    assert any(
        mail["context"] == {"question": "A hidden word?"} for mail in held["outbox"]
    )
    assert file.endswith("hidden word.txt")
    assert "content_key" not in packed.decode("latin-1")
    with database.reading() as session:
        last = session.scalars(
            select(AuditEntry).order_by(AuditEntry.id.desc())
        ).first()
    assert last and (last.action, last.reference) == (
        "data_exported",
        held["complaint"]["reference"],
    )


def test_nothing_of_the_person_is_left_in_the_files_of_the_database(
    sqlite_database: Database, firm: Firm, store: Store, mails: Path, tmp_path: Path
) -> None:
    database, clock = sqlite_database, Clock()
    bring_up_to_date(database)
    long = "Quetzalcoatl " * 1500
    fill(database, firm, store)
    file_one(database, firm, description=long)
    # Others stay, before and after.
    file_one(database, firm, email="grace@example.com", full_name="Grace Hopper")
    close_all(database)
    with database.writing() as session:
        others = session.scalars(select(Complaint)).all()
        others[-1].status = Status.RECEIVED
    words = (b"ada@example.com", b"Lovelace", b"lovelace", b"Quetzalcoatl", b"quetzal")
    file = tmp_path / "desk.db"
    assert all(word in bytes_of(file) for word in words)
    clock.time = datetime(2029, 1, 1, tzinfo=UTC)
    erasures = Erasures(database, firm, store, mails)
    requests = DataRequests(database, firm, store, erasures, clock)
    ids = [m.found.id for m in requests.find("ada@example.com", "", OFFICIAL)]
    outcomes = requests.erase(ids, OFFICIAL)
    assert [o.verdict.allowed for o in outcomes] == [True, True]
    left = bytes_of(file)
    assert b"grace@example.com" in left
    with database.writing() as session:
        # Hers is the same but for the name and the e-mail.
        grace = session.scalars(select(Complaint)).one()
        assert grace.full_name == "Grace Hopper"
    gone = (b"ada@example.com", b"Lovelace", b"lovelace", b"Quetzalcoatl", b"quetzal")
    assert [word for word in gone if word in left] == []


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


def test_mails_that_a_crash_left_behind_are_found_by_the_tombstone(
    database: Database,
    firm: Firm,
    retention: Retention,
    mails: Path,
    clock: Clock,
) -> None:
    reference = file_one(database, firm)
    close_all(database)
    clock.forward(days=4 * 366)
    retention.run()
    left = mails / f"20250110T120000.000000Z-{reference}.eml"
    left.write_text("ada@example.com")
    retention.run()
    assert not left.exists()


def test_every_table_that_belongs_to_complaints_is_emptied() -> None:
    named = {
        table.name for table in Base.metadata.sorted_tables if "complaint_id" in table.c
    }
    # The audit log outlives the complaint, and says nothing of the client.
    assert named - {"audit"} == {table.name for table in tables_of_complaints()}


def test_the_commands_do_it(tmp_path: Path, firm: Firm, sqlite_template: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    file = var / "desk.db"
    file.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{file}")
    file_one(database, firm)
    long_ago = datetime.now(UTC) - timedelta(days=4 * 366)

    def command(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "desk.retention", *words],
            check=True,
            cwd=ROOT,
            env=environment(var),
            input="ada@example.com\n",
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.stderr == ""
        return done.stdout

    assert "is kept\topen" in command("find")
    assert "refused\topen" in command("erase")
    out = tmp_path / "ada.zip"
    assert "1 complaints" in command("export", "--out", str(out))
    assert out.stat().st_mode & 0o777 == 0o600
    assert "complaints.json" in zipfile.ZipFile(out).namelist()
    close_all(database, long_ago)
    assert "complaints\t1" in command("run", "--dry-run")
    assert rows_left(database)
    assert "complaints\t1" in command("run")
    assert rows_left(database) == {}
    scrub(database)
    database.close()
