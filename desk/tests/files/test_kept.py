"""How files are kept: whole, sealed where there is a key, once, and swept up at their end."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from desk.cases.errors import Stale
from desk.cases.history import HistoryKind
from desk.cases.service import Cases
from desk.complaint.states import Status
from desk.files.evidence import Evidence
from desk.files.store import Damaged, Store
from desk.models import Complaint, HistoryEntry
from desk.models.keyring import Keyring, new_key
from desk.models.sealed import seal_with
from desk.storage.database import Database
from desk.tests.conftest import NOON, Clock
from desk.tests.support import forms
from desk.tests.support.cases import OFFICIAL, entries_of, take_to
from desk.tests.support.complaint import answers_to
from desk.tests.support.evidence import (
    PDF,
    PNG,
    ask_for_link,
    contents,
    download,
    folder_of,
    kept,
    send,
)
from desk.tests.support.process import KEYS
from firm import Firm


@pytest.mark.parametrize("key", ["", new_key()], ids=["plain", "sealed"])
@pytest.mark.parametrize("size", [64, 65_536, 65_537, 3 * 65_536 + 5])
def test_a_file_comes_back_byte_for_byte(
    client: TestClient,
    desk: FastAPI,
    database: Database,
    link: str,
    key: str,
    size: int,
) -> None:
    seal_with(database.engine, Keyring.read(f"{key} {KEYS}"))
    content = (PNG + os.urandom(size))[:size]
    assert send(client, link, ("shot.png", content)).status_code == 201
    (row,) = kept(database)
    assert (row.size, row.media_type) == (size, "image/png")
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert download(desk, row) == ("shot.png", content)


def test_with_a_key_neither_content_nor_name_lies_there_plain(
    client: TestClient, desk: FastAPI, database: Database, link: str
) -> None:
    seal_with(database.engine, Keyring.read(f"{new_key()} {KEYS}"))
    send(client, link, ("salary.txt", b"ten thousand a month\n" * 9000))
    (stored,) = contents(desk)
    assert b"thousand" not in stored.read_bytes()
    with database.reading() as session:
        row = session.execute(text("SELECT name, content_key FROM files")).one()
    assert all(value.startswith("redress-sealed:") for value in row)


def test_contents_lie_under_random_names_for_the_desk_alone(
    client: TestClient, desk: FastAPI, link: str
) -> None:
    send(client, link, ("../../etc/passwd.png", PNG))
    (stored,) = contents(desk)
    assert stored.parent == folder_of(desk)
    assert len(stored.name) == 48
    assert stored.stat().st_mode & 0o777 == 0o600
    assert folder_of(desk).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("harm", ["changed", "cut", "gone", "swapped"])
def test_a_content_that_is_not_as_it_came_is_not_handed_out(
    tmp_path: Path, sealed: bool, harm: str
) -> None:
    store = Store(tmp_path / "files")
    coming = store.incoming(sealed)
    coming.write(os.urandom(200_000))
    coming.finish()
    coming.keep()
    path = tmp_path / "files" / coming.name
    stored = bytearray(path.read_bytes())
    frame = 64 * 1024 + 16
    if harm == "changed":
        stored[100] ^= 1
    elif harm == "cut":
        del stored[3 * frame :]
    elif harm == "swapped":
        stored[:frame], stored[frame : 2 * frame] = (
            stored[frame : 2 * frame],
            stored[:frame],
        )
    path.write_bytes(stored)
    if harm == "gone":
        path.unlink()
    with pytest.raises(Damaged):
        store.read(coming.name, coming.key, coming.sha256)


def test_each_file_is_in_the_history(
    client: TestClient, database: Database, link: str
) -> None:
    send(client, link, ("a.png", PNG), ("b.pdf", PDF))
    with database.reading() as session:
        entries = session.scalars(
            select(HistoryEntry).where(HistoryEntry.kind == HistoryKind.FILE_ADDED)
        ).all()
    assert [entry.actor_name for entry in entries] == ["client", "client"]
    assert {entry.data["file"] for entry in entries} == {f.id for f in kept(database)}


@pytest.mark.usefixtures("no_mail_goes_out")
def test_a_file_of_the_client_ends_the_waiting_for_it(
    client: TestClient, cases: Cases, database: Database, link: str, clock: Clock
) -> None:
    with database.reading() as session:
        id_ = session.scalars(select(Complaint.id)).one()
    version = take_to(cases, id_, Status.WAITING)
    clock.forward(minutes=5)
    send(client, link, ("a.png", PNG))
    complaint = cases.read(id_).complaint
    assert (complaint.status, complaint.waiting_since) == (Status.INVESTIGATING, None)
    assert complaint.version == version + 1
    [entry] = entries_of(database, id_, HistoryKind.FILE_ADDED)
    assert (entry.from_status, entry.to_status) == (
        Status.WAITING,
        Status.INVESTIGATING,
    )


@pytest.mark.usefixtures("no_mail_goes_out")
def test_the_clocks_are_looked_at_before_a_file_is_added(
    client: TestClient, database: Database, filed: str, clock: Clock
) -> None:
    # A week in which no sweeper looked.
    clock.forward(days=7)
    send(client, ask_for_link(client, filed).json()["url"], ("a.png", PNG))
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    kinds = [entry.kind for entry in entries_of(database, complaint.id)]
    assert kinds.index(HistoryKind.CLOCK_MISSED) < kinds.index(HistoryKind.FILE_ADDED)
    assert complaint.next_due == complaint.acknowledge_by


def test_nobody_decides_without_having_seen_a_file_that_came_meanwhile(
    client: TestClient, cases: Cases, database: Database, link: str, clock: Clock
) -> None:
    with database.reading() as session:
        id_ = session.scalars(select(Complaint.id)).one()
    seen = cases.read(id_).complaint.version
    send(client, link, ("a.png", PNG))
    with pytest.raises(Stale):
        cases.move(id_, Status.WITHDRAWN, OFFICIAL, seen, "By phone.")
    complaint = cases.read(id_).complaint
    assert (complaint.client_wrote_at, complaint.updated_at) == (clock(), clock())
    # Sent again, it is no news.
    send(client, link, ("a.png", PNG))
    assert cases.read(id_).complaint.version == complaint.version


def test_the_same_file_sent_again_is_kept_once(
    client: TestClient, desk: FastAPI, database: Database, link: str
) -> None:
    send(client, link, ("a.png", PNG))
    again = send(client, link, ("a.png", PNG))
    assert again.status_code == 200
    assert "it was there already" in again.text
    assert len(kept(database)) == len(contents(desk)) == 1


def test_what_belongs_to_no_file_is_swept_up_after_a_day(
    client: TestClient, desk: FastAPI, link: str
) -> None:
    send(client, link, ("a.png", PNG))
    for place, age in (("incoming/old", 2), ("lost", 2), ("incoming/new", 0)):
        path = folder_of(desk) / place
        path.write_bytes(b"x")
        then = path.stat().st_mtime - timedelta(days=age).total_seconds()
        os.utime(path, (then, then))
    evidence: Evidence = desk.state.desk.evidence
    assert evidence.sweep() == 2
    assert len(contents(desk)) == 2


def test_the_receipt_of_the_form_leads_to_the_page(
    client: TestClient, database: Database, firm: Firm
) -> None:
    _, check = forms.press(client, forms.opened(client), **answers_to(firm))
    status, receipt = forms.press(client, check, "submit")
    assert status == 201
    (link,) = [one for one in receipt.links if one.startswith("files/")]
    assert send(client, f"/{link}", ("a.png", PNG)).status_code == 201
    assert NOON.date() == kept(database)[0].added_at.date()
