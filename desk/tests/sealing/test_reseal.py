"""A register is sealed, and sealed anew with the next key, while it is in use."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

import desk.sealing.reseal as reseal_module
from desk.cases.intake import Register
from desk.files.store import Store
from desk.models import (
    Complaint,
    Note,
    SealingKey,
)
from desk.models.keyring import KeyMissing, Keyring
from desk.sealing.in_use import check_keys
from desk.sealing.reseal import BATCH, reseal
from desk.search.find import Sought, matching
from desk.search.rebuild import bring_up_to_date
from desk.storage.database import Database
from desk.storage.scrub import scrub
from desk.tests.conftest import NOON, ROOT
from desk.tests.support.process import environment
from desk.tests.support.register import (
    NEW,
    OLD,
    Opened,
    bytes_of,
    everything,
    file_one,
    fill,
    key_ids_in,
)
from firm import Firm


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
            [sys.executable, "-m", "desk", "sealing", "encrypt"],
            check=False,
            cwd=ROOT,
            env=environment(var, **more),
            capture_output=True,
            text=True,
            timeout=60,
        )

    without = command(DESK_ENCRYPTION_KEYS="")
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
