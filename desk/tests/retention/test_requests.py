"""A person has what is held of them, or has it erased once the law lets it go."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from desk.complaint.states import Status
from desk.files.store import Store
from desk.models import (
    AuditEntry,
    Complaint,
)
from desk.retention.erasure import Erasures
from desk.retention.periods import ErasureReason
from desk.retention.requests import DataRequests
from desk.retention.sweep import Retention
from desk.search.rebuild import bring_up_to_date
from desk.storage.database import Database
from desk.storage.scrub import scrub
from desk.tests.conftest import ROOT, Clock
from desk.tests.retention.conftest import OFFICIAL, close_all, rows_left
from desk.tests.support.process import KEYS, environment
from desk.tests.support.register import bytes_of, file_one, fill
from firm import Firm


def test_erasure_that_the_law_forbids_is_refused_and_the_reason_recorded(
    database: Database, firm: Firm, requests: DataRequests
) -> None:
    file_one(database, firm)
    [match] = requests.find("ADA@example.com ", "", OFFICIAL)
    [outcome] = requests.erase([match.found.id], OFFICIAL)
    assert (outcome.verdict.allowed, outcome.verdict.reason) == (
        False,
        ErasureReason.OPEN,
    )
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
    assert last
    assert (last.action, last.reference) == (
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
    # Sealed, none of them is there at any time.
    assert all((word in bytes_of(file)) != bool(KEYS) for word in words)
    clock.time = datetime(2029, 1, 1, tzinfo=UTC)
    erasures = Erasures(database, firm, store, mails)
    requests = DataRequests(database, firm, store, erasures, clock)
    ids = [m.found.id for m in requests.find("ada@example.com", "", OFFICIAL)]
    outcomes = requests.erase(ids, OFFICIAL)
    assert [o.verdict.allowed for o in outcomes] == [True, True]
    left = bytes_of(file)
    assert (b"grace@example.com" in left) != bool(KEYS)
    with database.writing() as session:
        # Hers is the same but for the name and the e-mail.
        grace = session.scalars(select(Complaint)).one()
        assert grace.full_name == "Grace Hopper"
    gone = (b"ada@example.com", b"Lovelace", b"lovelace", b"Quetzalcoatl", b"quetzal")
    assert [word for word in gone if word in left] == []


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
            [sys.executable, "-m", "desk", "retention", *words],
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
