"""What files are told by, and which are refused."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from desk.storage.database import Database
from desk.tests.support.evidence import (
    HEIC,
    JPEG,
    PDF,
    PNG,
    contents,
    download,
    kept,
    open_xml,
    send,
    zipped,
)


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
