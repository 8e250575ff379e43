"""The link by which files are added: whose it is, and when it ends."""

import hashlib

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from desk.complaint import reference
from desk.models import UploadLink
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.evidence import (
    JPEG,
    LINKS,
    PDF,
    PNG,
    ask_for_link,
    close,
    contents,
    kept,
    send,
)
from firm import Firm


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
