"""A client adds to a filed complaint: kept to the last character, once, by the right pair only."""

from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.complaint import reference
from desk.models import Note
from desk.storage.database import Database
from desk.tests.conftest import NOON, Clock
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import BEARER, NOTES, ask, file, note
from desk.tests.support.serving import served
from firm import Firm

EMAIL = "ada@example.com"
WORDS = "  It arrived,\r\nbut 0.3 % is missing: “fee”? 😶‍🌫️ مرحبا \t\n"


@pytest.fixture
def filed(client: TestClient, firm: Firm) -> str:
    return str(file(client, complaint_to(firm)).json()["reference"])


def kept(database: Database) -> list[Note]:
    with database.reading() as session:
        return list(session.scalars(select(Note).order_by(Note.id)))


def test_a_note_is_kept_to_the_last_character_with_its_time(
    client: TestClient, database: Database, filed: str, clock: Clock
) -> None:
    clock.forward(days=1)
    answer = note(client, filed, EMAIL, WORDS)
    assert answer.status_code == 201
    assert answer.json() == {"reference": filed, "added_at": "2025-01-11T12:00:00Z"}
    (only,) = kept(database)
    assert (only.text, only.kind) == (WORDS, "client")
    assert (only.added_at - NOON).days == 1


@pytest.mark.parametrize("text", ["x", "\u00e9" * 20_000])
def test_notes_of_one_to_twenty_thousand_characters_are_kept(
    client: TestClient, database: Database, filed: str, text: str
) -> None:
    assert note(client, filed, EMAIL, text).status_code == 201
    assert [one.text for one in kept(database)] == [text]


@pytest.mark.parametrize("text", ["", "x" * 20_001, "a\0b", 7, None])
def test_other_texts_are_a_problem_with_the_text(
    client: TestClient, database: Database, filed: str, text: str
) -> None:
    answer = note(client, filed, EMAIL, text)
    assert answer.status_code == 422
    assert [e["pointer"] for e in answer.json()["errors"]] == ["#/text"]
    assert kept(database) == []


def test_a_retry_gets_the_same_answer_and_adds_nothing(
    client: TestClient, database: Database, filed: str, clock: Clock
) -> None:
    first = note(client, filed, EMAIL, WORDS, key="one")
    clock.forward(hours=3)
    second = note(client, filed, EMAIL, WORDS, key="one")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert len(kept(database)) == 1


@pytest.mark.parametrize("text", [WORDS + " ", "Something else."])
def test_the_same_key_with_other_words_is_a_conflict(
    client: TestClient, database: Database, filed: str, text: str
) -> None:
    note(client, filed, EMAIL, WORDS, key="one")
    other = note(client, filed, EMAIL, text, key="one")
    assert other.status_code == 409
    assert other.json()["type"] == "urn:redress:problem:idempotency-key-reused"
    assert [one.text for one in kept(database)] == [WORDS]


def test_the_key_of_a_complaint_is_not_a_note_s(
    client: TestClient, database: Database, firm: Firm
) -> None:
    filed = file(client, complaint_to(firm), key="one").json()["reference"]
    assert note(client, filed, EMAIL, WORDS, key="one").status_code == 409
    assert kept(database) == []


def test_the_same_words_with_another_key_are_another_note(
    client: TestClient, database: Database, filed: str
) -> None:
    note(client, filed, EMAIL, WORDS)
    note(client, filed, EMAIL, WORDS)
    assert len(kept(database)) == 2


def test_many_retries_at_once_add_one_note(
    desk: FastAPI, database: Database, firm: Firm
) -> None:
    with (
        served(desk) as address,
        httpx2.Client(base_url=address, timeout=30) as http,
        ThreadPoolExecutor(12) as threads,
    ):
        filed = file(http, complaint_to(firm)).json()["reference"]
        answers = list(
            threads.map(lambda _: note(http, filed, EMAIL, WORDS, "one"), range(18))
        )
    assert sorted(a.status_code for a in answers) == [200] * 17 + [201]
    assert len({answer.content for answer in answers}) == 1
    assert len(kept(database)) == 1


def test_the_pair_is_read_as_tolerantly_as_for_the_status(
    client: TestClient, filed: str
) -> None:
    answer = note(
        client, f" {filed.lower().replace('-', ' ')}.", " ADA@example.com", "x"
    )
    assert (answer.status_code, answer.json()["reference"]) == (201, filed)


def test_every_wrong_pair_gets_one_and_the_same_answer_as_for_the_status(
    client: TestClient, database: Database, filed: str, firm: Firm
) -> None:
    unknown = reference.show(reference.new_number(), firm.reference_prefix)
    pairs = [
        (filed, "grace@example.com"),
        (unknown, EMAIL),
        ("hello", EMAIL),
        (filed, "\0"),
    ]
    answers = [note(client, typed, email, WORDS) for typed, email in pairs]
    answers += [ask(client, typed, email) for typed, email in pairs]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert set(answers[0].json()) == {"type", "title", "status"}
    assert kept(database) == []


def test_a_wrong_pair_does_not_use_up_its_key(client: TestClient, filed: str) -> None:
    assert note(client, filed, "a@example.com", WORDS, "one").status_code == 404
    assert note(client, filed, EMAIL, WORDS, "one").status_code == 201


def test_notes_and_questions_share_one_limit_on_guessing(
    client: TestClient, filed: str
) -> None:
    for number in range(10):
        assert ask(client, filed, f"{number}@example.com").status_code == 404
        assert note(client, filed, f"{number}@example.com", "x").status_code == 404
    for slowed in (note(client, filed, EMAIL, "x"), ask(client, filed, EMAIL)):
        assert slowed.status_code == 429
        assert int(slowed.headers["retry-after"]) > 0
        assert slowed.headers["content-type"] == "application/problem+json"


def test_without_a_key_no_note_is_added(
    client: TestClient, database: Database, filed: str
) -> None:
    body = {"reference": filed, "email": EMAIL, "text": WORDS}
    answer = client.post(NOTES, json=body, headers=BEARER)
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:redress:problem:idempotency-key-missing"
    assert kept(database) == []
