"""How much a complaint holds, and bodies that are more than that or no form at all."""

from collections.abc import Iterator

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from desk.files import limits
from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.evidence import (
    LINKS,
    PDF,
    PNG,
    ask_for_link,
    contents,
    kept,
    send,
)
from desk.tests.support.filing import BEARER, file
from desk.tests.support.serving import served
from firm import Firm


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
    monkeypatch.setattr("desk.form.files.LARGEST_POST", 300_000)
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


def test_a_header_of_a_part_is_not_gathered_without_end(
    client: TestClient, database: Database, link: str
) -> None:
    name = "a" * 100_000
    disposition = f'form-data; name="files"; filename="{name}.png"'.encode()
    body = b"--b\r\nContent-Disposition: " + disposition + b"\r\n\r\n" + PNG
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = client.post(link, content=body + b"\r\n--b--\r\n", headers=kind)
    assert "could not be read" in answer.text
    assert kept(database) == []


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
