"""A register is sealed, and sealed anew with the next key, while it is in use."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.types import TypeDecorator

import desk.sealing.reseal as reseal_module
from desk.cases.actor import DESK
from desk.cases.history import Kind, record
from desk.cases.mails import owe
from desk.database import Database
from desk.files.store import Store
from desk.mail.drafts import MailKind
from desk.models import (
    Base,
    Complaint,
    EvidenceFile,
    Note,
    Point,
    SealingKey,
)
from desk.models.base import UtcDateTime
from desk.register import Register
from desk.scrub import scrub
from desk.sealing.in_use import check_keys
from desk.sealing.keys import KeyMissing, Keyring, new_key
from desk.sealing.reseal import BATCH, reseal, sealed_columns
from desk.search.find import Sought, matching
from desk.search.rebuild import bring_up_to_date
from desk.tests.conftest import NOON, ROOT
from desk.tests.process import environment
from desk.tests.test_sealed import file_one
from firm import Firm

OLD, NEW = new_key(), new_key()
Opened = Callable[[str], Database]

# Columns of text that hold nothing of a client's: ids, words of ours, codes, hashes, and what
# is said of the staff. Whoever adds a column has to say here why it is not sealed.
NOT_PERSONAL = {
    "audit": {"name", "action", "reference", "detail"},
    "chat_events": {"id", "kind", "subject", "conversation"},
    "chat_event_keys": {"key"},
    "complaints": {
        "number", "reference", "status", "country", "category", "locale", "severity",
        "outcome",
    },
    "deliveries": {
        "adapter", "event", "key", "state", "lease", "last_error", "remote_id",
    },
    "erasures": {"actor_name", "reference", "outcome", "cause", "reason"},
    "files": {"media_type", "sha256", "stored_as"},
    "history": {"actor_name", "kind", "from_status", "to_status", "once"},
    "idempotency_records": {"key"},
    "notes": {"kind", "actor_name"},
    "outbox": {"kind", "message_id", "state", "lease", "last_error"},
    "points": {"outcome"},
    "sealing_keys": {"id"},
    "search_state": {"made_with"},
    "staff": {"email", "name", "role", "password_hash"},
    "staff_searches": {"id"},
    "staff_sessions": {"token_hash"},
    "upload_links": {"token_hash", "session_hash"},
}  # fmt: skip


@pytest.fixture
def opened(database_url: str) -> Iterator[Opened]:
    databases: list[Database] = []

    def opened(keys: str) -> Database:
        databases.append(Database(database_url, Keyring.read(keys)))
        return databases[-1]

    yield opened
    for database in databases:
        database.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def fill(database: Database, firm: Firm, store: Store, *, complaints: int = 1) -> None:
    """Puts something into every column that is sealed."""
    for _ in range(complaints):
        file_one(database, firm)
    with database.writing() as session:
        for complaint in session.scalars(select(Complaint)).all():
            record(session, complaint, Kind.DELAYED, DESK, NOON, reason="A hidden word")
            context = {"question": "A hidden word?"}
            owe(session, complaint, MailKind.QUESTION, context, firm, NOON)
            session.add(
                Point(
                    complaint_id=complaint.id,
                    position=1,
                    text="A hidden word",
                    outcome="upheld",
                    reasons="A hidden word",
                )
            )
            sealed = database.keyring.newest is not None
            incoming = store.incoming(sealed=sealed)
            incoming.write(b"A hidden word in a file")
            incoming.finish()
            incoming.keep()
            session.add(
                EvidenceFile(
                    complaint_id=complaint.id,
                    name="hidden word.txt",
                    media_type="text/plain",
                    size=incoming.size,
                    sha256=incoming.sha256,
                    stored_as=incoming.name,
                    content_key=incoming.key,
                    added_at=NOON,
                )
            )


def everything(database: Database, store: Store) -> list[Any]:
    """All that is read out of the sealed columns and the files."""
    with database.reading() as session:
        rows: list[Any] = [
            tuple(row)
            for table in Base.metadata.sorted_tables
            if (columns := sealed_columns(table))
            for row in session.execute(
                # The key of a file is made when it is sealed.
                select(*(c for c in columns if c.name != "content_key")).order_by(
                    *table.primary_key.columns
                )
            )
        ]
        files = session.scalars(select(EvidenceFile)).all()
    return rows + [store.read(f.stored_as, f.content_key, f.sha256) for f in files]


def key_ids_in(database: Database) -> set[str]:
    """The ids of the keys that stored values name; "plain" for those that are not sealed."""
    ids: set[str] = set()
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for column in sealed_columns(table):
                for (stored,) in session.execute(
                    text(f"SELECT {column.name} FROM {table.name}")
                ):
                    if stored is not None:
                        parts = str(stored).strip('"').split(":")
                        sealed = parts[0] == "redress-sealed"
                        ids.add(parts[2] if sealed else "plain")
    return ids


def test_every_column_of_text_is_sealed_or_known_to_hold_nothing_personal() -> None:
    plain = {
        table.name: {
            column.name
            for column in table.columns
            if column not in sealed_columns(table)
            and isinstance(
                column.type.impl
                if isinstance(column.type, TypeDecorator)
                and not isinstance(column.type, UtcDateTime)
                else column.type,
                String,
            )
        }
        for table in Base.metadata.sorted_tables
    }
    assert {name: columns for name, columns in plain.items() if columns} == NOT_PERSONAL


def test_a_plain_register_is_sealed_and_reads_as_before(
    opened: Opened, firm: Firm, store: Store
) -> None:
    fill(opened(""), firm, store)
    before = everything(opened(""), store)
    changed = reseal(opened(NEW), store)
    assert changed["complaints"] == changed["history"] // 2 == 1
    assert changed["stored_files"] == 1
    assert everything(opened(NEW), store) == before
    assert key_ids_in(opened(NEW)) == Keyring.read(NEW).ids
    contents = [path for path in store._folder.iterdir() if path.is_file()]
    assert len(contents) == 1
    assert b"hidden" not in contents[0].read_bytes()


def test_after_a_rotation_the_old_key_is_needed_no_more(
    opened: Opened, firm: Firm, store: Store
) -> None:
    check_keys(opened(OLD), NOON)
    fill(opened(OLD), firm, store)
    before = everything(opened(OLD), store)
    both = opened(f"{NEW} {OLD}")
    check_keys(both, NOON)
    with pytest.raises(KeyMissing):
        check_keys(opened(NEW), NOON)
    reseal(both, store)
    alone = opened(NEW)
    check_keys(alone, NOON)
    assert key_ids_in(alone) == Keyring.read(NEW).ids
    assert everything(alone, store) == before
    with alone.reading() as session:
        assert set(session.scalars(select(SealingKey.id))) == Keyring.read(NEW).ids
    assert set(reseal(alone, store).values()) == {0}, "sealed anew without need"


def test_the_history_cannot_be_altered_afterwards(
    opened: Opened, firm: Firm, store: Store
) -> None:
    database = opened(NEW)
    fill(database, firm, store)
    reseal(opened(f"{OLD} {NEW}"), store)
    for statement in ("UPDATE history SET reason = 'x'", "DELETE FROM history"):
        with (
            pytest.raises(DatabaseError, match="never altered"),
            database.changing() as connection,
        ):
            connection.execute(text(statement))


def test_a_crash_half_way_leaves_a_register_that_works_and_the_rest_is_done_later(
    opened: Opened,
    firm: Firm,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reseal_module, "BATCH", 3)
    fill(opened(OLD), firm, store, complaints=7)
    before = everything(opened(OLD), store)
    both = opened(f"{NEW} {OLD}")
    rewrite = reseal_module._rewrite
    calls = 0

    def dies(*given: Any) -> int:
        nonlocal calls
        calls += 1
        done = rewrite(*given)
        if calls == 2:
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as crash:
        crash.setattr(reseal_module, "_rewrite", dies)
        with pytest.raises(KeyboardInterrupt):
            reseal(both, store)
    # Three rows are anew, the batch that was under way is not; all are read.
    assert key_ids_in(both) == Keyring.read(NEW).ids | Keyring.read(OLD).ids
    assert everything(both, store) == before
    # The register is in use meanwhile.
    reference = file_one(both, firm, email="grace@example.com")
    changed = reseal(both, store)
    assert changed["complaints"] == 4
    assert key_ids_in(both) == Keyring.read(NEW).ids
    assert Register(opened(NEW), firm).find(reference, "grace@example.com", NOON)


def test_the_search_finds_under_the_new_key(
    opened: Opened, firm: Firm, store: Store
) -> None:
    fill(opened(OLD), firm, store)
    bring_up_to_date(opened(OLD))
    both = opened(f"{NEW} {OLD}")
    reseal(both, store)
    bring_up_to_date(both)
    with opened(NEW).reading() as session:
        sought = Sought.read("Lovelace pending", session.connection())
        assert sought is not None
        assert len(session.scalars(select(Complaint.id).where(matching(sought))).all())
        sought = Sought.read("Babbage", session.connection())
        assert sought is not None
        assert not session.scalars(select(Complaint.id).where(matching(sought))).all()


def test_more_than_a_batch_is_sealed(opened: Opened, firm: Firm, store: Store) -> None:
    fill(opened(""), firm, store)
    with opened("").writing() as session:
        complaint = session.scalars(select(Complaint)).one()
        session.add_all(
            Note(
                complaint_id=complaint.id,
                kind="client",
                text=f"note {number}",
                added_at=NOON + timedelta(seconds=number),
            )
            for number in range(2 * BATCH)
        )
    assert reseal(opened(NEW), store)["notes"] == 2 * BATCH + 1
    assert key_ids_in(opened(NEW)) == Keyring.read(NEW).ids


def test_sealing_leaves_no_plain_text_in_the_file_of_the_database(
    tmp_path: Path, sqlite_template: Path, firm: Firm, store: Store
) -> None:
    file = tmp_path / "desk.db"
    file.write_bytes(sqlite_template.read_bytes())
    plain = Database(f"sqlite:///{file}")
    bring_up_to_date(plain)
    fill(plain, firm, store, complaints=3)
    plain.close()
    words = (b"Lovelace", b"lovelace", b"hidden word", b"ada@example.com", b"pending")
    assert all(word in bytes_of(file) for word in words)
    sealed = Database(f"sqlite:///{file}", Keyring.read(NEW))
    reseal(sealed, store)
    bring_up_to_date(sealed)
    scrub(sealed, whole=True)
    assert not [word for word in words if word in bytes_of(file)]
    sealed.close()


def bytes_of(file: Path) -> bytes:
    """A SQLite database with its log."""
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def test_without_a_key_nothing_is_sealed(opened: Opened) -> None:
    with pytest.raises(ValueError, match="without a key"):
        reseal(opened(""))


def test_the_command_seals_what_is_there(
    tmp_path: Path, sqlite_template: Path, firm: Firm
) -> None:
    var = tmp_path / "var"
    var.mkdir()
    file = var / "desk.db"
    file.write_bytes(sqlite_template.read_bytes())
    plain = Database(f"sqlite:///{file}")
    fill(plain, firm, Store(var / "files"))

    def command(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "desk.sealing", "encrypt"],
            check=False,
            cwd=ROOT,
            env=environment(var, **more),
            capture_output=True,
            text=True,
            timeout=60,
        )

    without = command()
    assert without.returncode == 2
    assert without.stderr == "desk.sealing: DESK_ENCRYPTION_KEYS is missing.\n"
    done = command(DESK_ENCRYPTION_KEYS=NEW)
    assert (done.returncode, done.stderr) == (0, "")
    assert "complaints\t1\n" in done.stdout
    assert "stored_files\t1\n" in done.stdout
    assert NEW not in done.stdout
    plain.close()
    assert b"ada@example.com" not in bytes_of(file)
    sealed = Database(f"sqlite:///{file}", Keyring.read(NEW))
    assert key_ids_in(sealed) == Keyring.read(NEW).ids
    sealed.close()
