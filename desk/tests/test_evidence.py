"""Clients add files to a complaint: by a link of their own, each file for itself, safely kept."""

import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from desk import reference
from desk.cases.history import Kind
from desk.database import Database
from desk.files import limits
from desk.files.evidence import Evidence
from desk.files.store import Damaged, Store
from desk.models import EvidenceFile, HistoryEntry, UploadLink
from desk.models.sealed import seal_with
from desk.sealing.keys import Keyring
from desk.tests import forms
from desk.tests.conftest import NOON, Clock
from desk.tests.evidence import (
    HEIC,
    JPEG,
    LINKS,
    PDF,
    PNG,
    ask_for_link,
    close,
    open_xml,
    send,
    zipped,
)
from desk.tests.filing import BEARER, complaint_to, file
from desk.tests.serving import served
from firm import Firm


@pytest.fixture
def filed(client: TestClient, firm: Firm) -> str:
    return str(file(client, complaint_to(firm)).json()["reference"])


@pytest.fixture
def link(client: TestClient, filed: str) -> str:
    return str(ask_for_link(client, filed).json()["url"])


def kept(database: Database) -> list[EvidenceFile]:
    with database.reading() as session:
        return list(session.scalars(select(EvidenceFile).order_by(EvidenceFile.id)))


def folder_of(desk: FastAPI) -> Path:
    folder = desk.state.files.evidence._store._folder
    assert isinstance(folder, Path)
    return folder


def contents(desk: FastAPI) -> list[Path]:
    return [path for path in folder_of(desk).rglob("*") if path.is_file()]


def download(desk: FastAPI, row: EvidenceFile) -> tuple[str, bytes]:
    evidence: Evidence = desk.state.files.evidence
    got = evidence.download(row.complaint_id, row.id)
    assert got is not None
    return got.name, got.content


# The link


def test_a_link_is_given_for_the_right_pair(client: TestClient, filed: str) -> None:
    answer = ask_for_link(client, f" {filed.lower()} ", "ADA@example.com")
    assert answer.status_code == 201
    assert set(answer.json()) == {"url", "expires_at"}
    assert answer.json()["expires_at"] == "2025-01-17T12:00:00Z"
    assert answer.json()["url"].startswith("/files/")


def test_every_wrong_pair_gets_one_and_the_same_answer(
    client: TestClient, database: Database, filed: str, firm: Firm
) -> None:
    unknown = reference.show(reference.new_number(), firm.reference_prefix)
    pairs = [(filed, "eve@example.com"), (unknown, "ada@example.com"), ("x", "\0")]
    answers = [ask_for_link(client, *pair) for pair in pairs]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    with database.reading() as session:
        assert session.scalars(select(UploadLink)).all() == []


def test_asking_for_links_is_slowed_down_like_every_guess(
    client: TestClient, filed: str
) -> None:
    answers = [ask_for_link(client, filed, f"{n}@example.com") for n in range(21)]
    assert [answer.status_code for answer in answers] == [404] * 20 + [429]


def test_without_the_token_no_link_is_given(client: TestClient, filed: str) -> None:
    question = {"reference": filed, "email": "ada@example.com"}
    assert client.post(LINKS, json=question).status_code == 401


def test_only_a_hash_of_the_token_is_kept(
    client: TestClient, database: Database, link: str
) -> None:
    token = link.rpartition("/")[2]
    assert len(token) >= 43  # 256 bits
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM upload_links")).all()
    assert token not in str(rows)
    assert hashlib.sha256(token.encode()).hexdigest() in str(rows)


def test_the_page_shows_no_personal_data(
    client: TestClient, filed: str, link: str
) -> None:
    page = client.get(link)
    assert page.status_code == 200
    assert filed[-7:] in page.text
    assert filed not in page.text
    for personal in ("ada@", "Ada O", "Nine days", "Lovelace"):
        assert personal not in page.text, personal
    assert "<script" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_opening_the_page_does_not_use_the_link_up(
    client: TestClient, link: str
) -> None:
    for _ in range(3):
        assert client.get(link).status_code == 200
    client.cookies.clear()
    assert send(client, link, ("a.png", PNG)).status_code == 201


def test_a_link_that_is_not_known_takes_nothing(
    client: TestClient, desk: FastAPI
) -> None:
    assert client.get("/files/nonsense").status_code == 404
    assert send(client, "/files/nonsense", ("a.png", PNG)).status_code == 404
    assert contents(desk) == []


def test_a_link_ends_after_a_week(
    client: TestClient, database: Database, link: str, clock: Clock
) -> None:
    clock.forward(days=7, seconds=-1)
    assert client.get(link).status_code == 200
    clock.forward(seconds=1)
    assert client.get(link).status_code == 410
    assert send(client, link, ("a.png", PNG)).status_code == 410
    assert kept(database) == []


def test_the_first_file_binds_the_link_to_one_browser(
    client: TestClient, database: Database, link: str
) -> None:
    assert send(client, link, ("a.png", PNG)).status_code == 201
    mine = dict(client.cookies)
    client.cookies.clear()
    assert client.get(link).status_code == 403
    assert send(client, link, ("b.pdf", PDF)).status_code == 403
    client.cookies.update(mine)
    assert send(client, link, ("c.pdf", PDF)).status_code == 201
    assert [row.name for row in kept(database)] == ["a.png", "c.pdf"]


def test_the_sitting_ends_an_hour_after_the_first_file(
    client: TestClient, link: str, clock: Clock
) -> None:
    send(client, link, ("a.png", PNG))
    clock.forward(minutes=59)
    assert send(client, link, ("b.pdf", PDF)).status_code == 201
    clock.forward(minutes=1)
    assert send(client, link, ("c.jpg", JPEG)).status_code == 410


def test_a_closed_link_takes_nothing_more(
    client: TestClient, database: Database, link: str
) -> None:
    send(client, link, ("a.png", PNG))
    done = close(client, link)
    assert done.status_code == 200
    assert "One file is with your complaint" in done.text
    assert client.get(link).status_code == 410
    assert send(client, link, ("b.pdf", PDF)).status_code == 410
    assert len(kept(database)) == 1


def test_a_page_elsewhere_cannot_post(client: TestClient, link: str) -> None:
    files = [("files", ("a.png", PNG))]
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(link, files=files, headers=headers).status_code == 403


# What is kept


@pytest.mark.parametrize("keys", [[], [os.urandom(32)]])
@pytest.mark.parametrize("size", [64, 65_536, 65_537, 3 * 65_536 + 5])
def test_a_file_comes_back_byte_for_byte(
    client: TestClient,
    desk: FastAPI,
    database: Database,
    link: str,
    keys: list[bytes],
    size: int,
) -> None:
    seal_with(database.engine, Keyring(keys))
    content = (PNG + os.urandom(size))[:size]
    assert send(client, link, ("shot.png", content)).status_code == 201
    (row,) = kept(database)
    assert (row.size, row.media_type) == (size, "image/png")
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert download(desk, row) == ("shot.png", content)


def test_with_a_key_neither_content_nor_name_lies_there_plain(
    client: TestClient, desk: FastAPI, database: Database, link: str
) -> None:
    seal_with(database.engine, Keyring([os.urandom(32)]))
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
            select(HistoryEntry).where(HistoryEntry.kind == Kind.FILE_ADDED)
        ).all()
    assert [entry.actor_name for entry in entries] == ["client", "client"]
    assert {entry.data["file"] for entry in entries} == {f.id for f in kept(database)}


def test_the_same_file_sent_again_is_kept_once(
    client: TestClient, desk: FastAPI, database: Database, link: str
) -> None:
    send(client, link, ("a.png", PNG))
    again = send(client, link, ("a.png", PNG))
    assert again.status_code == 200
    assert "it was there already" in again.text
    assert len(kept(database)) == len(contents(desk)) == 1


# What is refused


@pytest.mark.parametrize(
    ("name", "content", "media_type", "called"),
    [
        ("a.pdf", PDF, "application/pdf", "a.pdf"),
        ("a.jpeg", JPEG, "image/jpeg", "a.jpeg"),
        ("IMG_1.HEIC", HEIC, "image/heif", "IMG_1.HEIC"),
        ("photo", PNG, "image/png", "photo.png"),
        ("notes.txt", "Nine days.\nمرحبا".encode(), "text/plain", "notes.txt"),
        ("notes.txt", "Nine days".encode("utf-16"), "text/plain", "notes.txt"),
        ("rows.csv", b"a,b\n=1+1,2\n", "text/plain", "rows.csv.txt"),
        ("mail.eml", b"From: a@example.com\n\nhello", "text/plain", "mail.eml.txt"),
        ("letter.docx", open_xml(), None, "letter.docx"),
        ("sheet.xlsx", open_xml("spreadsheetml.sheet"), None, "sheet.xlsx"),
        (
            "letter.odt",
            zipped(mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
            "letter.odt",
        ),
    ],
)
def test_files_are_known_by_their_content(
    client: TestClient,
    desk: FastAPI,
    database: Database,
    link: str,
    name: str,
    content: bytes,
    media_type: str | None,
    called: str,
) -> None:
    assert send(client, link, (name, content)).status_code == 201
    (row,) = kept(database)
    assert media_type is None or row.media_type == media_type
    assert download(desk, row) == (called, content)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "is empty"),
        ("photo.png", b"MZ\x90\x00" + b"\x00" * 80, "programs and scripts"),
        ("run", b"\x7fELF\x02\x01\x01" + b"\x00" * 80, "programs and scripts"),
        ("run.txt", b"#!/bin/sh\nls\n", "programs and scripts"),
        ("macro.vbs", b'MsgBox "hi"', "programs and scripts"),
        ("x.txt", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "web pages"),
        ("x.txt", b"\n <!DOCTYPE html><script>1</script>", "web pages"),
        ("x.html", b"hello", "web pages"),
        ("x.txt", b"<?php echo 1;", "web pages"),
        ("a.zip", zipped(a="x"), "archives"),
        ("a.rar", b"Rar!\x1a\x07\x00" + b"\x00" * 50, "archives"),
        ("a.docx", open_xml(**{"word/vbaProject.bin": "x"}), "macros"),
        (
            "a.docm",
            zipped(
                **{"[Content_Types].xml": "application/vnd.ms-word.macroEnabled.main"}
            ),
            "macros",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\x00" * 600
            + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (
            "a.odt",
            zipped(
                mimetype="application/vnd.oasis.opendocument.text",
                **{"META-INF__manifest.xml": "<manifest:encryption-data/>"},
            ),
            "password",
        ),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "format"),
        ("a.rtf", b"{\\rtf1 hello}", "format"),
        ("a.bin", bytes(range(256)), "none of the kinds"),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 80, "none of the kinds"),
    ],
)
def test_other_files_are_refused_with_a_reason_and_nothing_else_is_lost(
    client: TestClient,
    desk: FastAPI,
    database: Database,
    link: str,
    name: str,
    content: bytes,
    why: str,
) -> None:
    answer = send(client, link, ("first.png", PNG), (name, content), ("last.pdf", PDF))
    assert answer.status_code == 422
    assert f"“{name}”" in answer.text
    assert why in answer.text.partition("<h1>")[0]
    assert [row.name for row in kept(database)] == ["first.png", "last.pdf"]
    assert len(contents(desk)) == 2


def test_an_archive_that_is_locked_is_refused(client: TestClient, link: str) -> None:
    locked = bytearray(open_xml())
    # Bit 0 of the flags, in each entry's header and in the directory.
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + place] |= 1
            at = locked.find(mark, at + 1)
    answer = send(client, link, ("a.docx", bytes(locked)))
    assert "locked with a password" in answer.text


def test_a_file_that_is_too_large_is_refused_alone(
    client: TestClient, desk: FastAPI, database: Database, link: str
) -> None:
    large = PNG + b"\x00" * limits.LARGEST_FILE
    fits = (PNG + b"\x00" * limits.LARGEST_FILE)[: limits.LARGEST_FILE]
    answer = send(client, link, ("large.png", large), ("fits.png", fits))
    assert answer.status_code == 422
    assert "“large.png” is larger than 10 MB" in answer.text
    assert [row.name for row in kept(database)] == ["fits.png"]
    assert len(contents(desk)) == 1


def test_a_complaint_holds_so_many_files_and_no_more(
    client: TestClient, database: Database, filed: str, link: str
) -> None:
    some = [(f"{n}.png", PNG + bytes([n])) for n in range(limits.MOST_FILES)]
    assert send(client, link, *some[:-1]).status_code == 201
    other = ask_for_link(client, filed).json()["url"]
    client.cookies.clear()
    answer = send(client, other, some[-1], ("more.pdf", PDF))
    assert answer.status_code == 422
    assert "“more.pdf” was not added: a complaint can hold 20 files" in answer.text
    assert len(kept(database)) == limits.MOST_FILES


def test_a_complaint_holds_so_many_bytes_and_no_more(
    client: TestClient, database: Database, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.files.evidence.LARGEST_SUM", 3 * len(PNG))
    answer = send(
        client, link, *[(f"{n}.png", PNG[:-1] + bytes([n])) for n in range(4)]
    )
    assert "“3.png” was not added: a complaint can hold 50 MB in all" in answer.text
    assert len(kept(database)) == 3


@pytest.fixture
def upload(desk: FastAPI, firm: Firm) -> Iterator[tuple[httpx2.Client, str]]:
    """A real server, and a link there: the tests' own client hands a body over in one piece."""
    with served(desk) as address, httpx2.Client(base_url=address) as http:
        filed = file(http, complaint_to(firm)).json()["reference"]
        yield http, ask_for_link(http, filed).json()["url"]


def test_a_post_beyond_all_limits_is_not_read(client: TestClient, link: str) -> None:
    headers = {"Content-Length": str(limits.LARGEST_POST + 1)}
    answer = client.post(link, content=b"x", headers=headers)
    assert answer.status_code == 413
    assert "more than we can take at once" in answer.text


def test_a_post_that_does_not_say_its_length_is_cut_off(
    upload: tuple[httpx2.Client, str],
    desk: FastAPI,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desk.files.routes.LARGEST_POST", 300_000)
    http, link = upload
    files = [("files", ("a.png", PNG)), ("files", ("b.png", PNG + b"x" * 400_000))]
    whole = http.build_request("POST", link, files=files)
    body = whole.read()
    pieces = (body[at : at + 50_000] for at in range(0, len(body), 50_000))
    kind = {"Content-Type": whole.headers["content-type"]}
    answer = http.post(link, content=pieces, headers=kind)
    assert answer.status_code == 422
    assert "“b.png” was not added: more was sent at once" in answer.text
    assert [row.name for row in kept(database)] == ["a.png"]
    assert len(contents(desk)) == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"files=a", "application/x-www-form-urlencoded"),
        (b"", "multipart/form-data"),
        (b"nothing like it", "multipart/form-data; boundary=b"),
        (b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
         + PNG, "multipart/form-data; boundary=b"),
        (b"", "multipart/form-data; boundary=" + "b" * 500),
    ],
)  # fmt: skip
def test_a_body_that_is_no_form_adds_nothing(
    client: TestClient,
    desk: FastAPI,
    database: Database,
    link: str,
    body: bytes,
    kind: str,
) -> None:
    answer = client.post(link, content=body, headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert "could not be read" in answer.text
    assert kept(database) == []
    assert contents(desk) == []


def test_nothing_chosen_is_said(client: TestClient, link: str) -> None:
    answer = client.post(link, files=[("files", ("", b""))], data={"step": "add"})
    assert answer.status_code == 422
    assert "No file was chosen" in answer.text


def test_names_are_shown_as_text_and_cannot_deceive(
    client: TestClient, database: Database, link: str
) -> None:
    answer = send(client, link, ("<b>inv\u202egnp.exe.png", PNG))
    assert "<b>inv" not in answer.text
    assert [row.name for row in kept(database)] == ["_b_invgnp.exe.png"]


def test_the_limit_of_other_bodies_stays(client: TestClient) -> None:
    answer = client.post(LINKS, content=b"x" * (3 * 1024 * 1024 + 1), headers=BEARER)
    assert answer.status_code == 413


# Its end


def test_what_belongs_to_no_file_is_swept_up_after_a_day(
    client: TestClient, desk: FastAPI, link: str
) -> None:
    send(client, link, ("a.png", PNG))
    for place, age in (("incoming/old", 2), ("lost", 2), ("incoming/new", 0)):
        path = folder_of(desk) / place
        path.write_bytes(b"x")
        then = path.stat().st_mtime - timedelta(days=age).total_seconds()
        os.utime(path, (then, then))
    evidence: Evidence = desk.state.files.evidence
    assert evidence.sweep() == 2
    assert len(contents(desk)) == 2


def test_the_receipt_of_the_form_leads_to_the_page(
    client: TestClient, database: Database, firm: Firm
) -> None:
    _, check = forms.press(client, forms.opened(client), **forms.answers_to(firm))
    status, receipt = forms.press(client, check, "submit")
    assert status == 201
    (link,) = [one for one in receipt.links if one.startswith("files/")]
    assert send(client, f"/{link}", ("a.png", PNG)).status_code == 201
    assert NOON.date() == kept(database)[0].added_at.date()
