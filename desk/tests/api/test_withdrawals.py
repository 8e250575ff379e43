"""A client asks to withdraw a filed complaint: kept as a request, on which an official decides."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.cases.history import HistoryKind
from desk.cases.service import Cases
from desk.complaint.states import OPEN, Status
from desk.models import Complaint, Note
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import OFFICIAL, entries_of, file_one, take_to
from desk.tests.support.filing import (
    BEARER,
    WITHDRAWALS,
    ask,
    ask_to_withdraw,
    note,
)
from firm import Firm

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")

EMAIL = "ada@example.com"
WORDS = "  They have paid.\r\nPlease drop it: “thanks” 😶‍🌫️ \t\n"


@pytest.fixture
def filed(database: Database, firm: Firm, clock: Clock) -> int:
    return file_one(database, firm, clock)


@pytest.fixture
def reference(cases: Cases, filed: int) -> str:
    return cases.read(filed).complaint.reference


def kept(database: Database) -> list[Note]:
    with database.reading() as session:
        return list(session.scalars(select(Note).order_by(Note.id)))


def test_the_request_is_kept_to_the_last_character_and_is_in_the_history(
    client: TestClient, database: Database, filed: int, reference: str, clock: Clock
) -> None:
    clock.forward(days=1)
    answer = ask_to_withdraw(client, reference, EMAIL, WORDS)
    assert answer.status_code == 201
    assert answer.json() == {
        "reference": reference,
        "status": "received",
        "asked_at": "2025-01-11T12:00:00Z",
    }
    [note] = kept(database)
    assert (note.kind, note.text) == ("withdrawal", WORDS)
    [entry] = entries_of(database, filed, HistoryKind.WITHDRAWAL_ASKED)
    assert (entry.actor_name, entry.to_status) == ("client", None)
    assert entry.data == {"note": note.id}


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_the_stage_stays_as_it_is_until_an_official_decides(
    desk: FastAPI, cases: Cases, filed: int, reference: str, stage: Status
) -> None:
    version = take_to(cases, filed, stage)
    with TestClient(desk) as client:
        assert ask_to_withdraw(client, reference, EMAIL, WORDS).status_code == 201
        assert ask(client, reference, EMAIL).json()["status"] == stage
    complaint = cases.read(filed).complaint
    assert complaint.withdrawal_asked_at == complaint.client_wrote_at
    assert complaint.withdrawal_asked_at is not None
    # An official who has not seen the request decides nothing.
    assert complaint.version == version + 1


@pytest.mark.parametrize("stage", sorted(frozenset(Status) - OPEN))
def test_a_complaint_that_has_ended_says_so_with_its_stage(
    client: TestClient,
    cases: Cases,
    database: Database,
    filed: int,
    reference: str,
    stage: Status,
) -> None:
    take_to(cases, filed, stage)
    answer = ask_to_withdraw(client, reference, EMAIL, WORDS, "one")
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:redress:problem:complaint-ended",
        "title": "The complaint has ended already",
        "status": 409,
        "stage": stage,
    }
    assert kept(database) == []


def test_a_retry_gets_the_same_answer_and_adds_nothing(
    client: TestClient, database: Database, cases: Cases, filed: int, reference: str
) -> None:
    first = ask_to_withdraw(client, reference, EMAIL, WORDS, key="one")
    take_to(cases, filed, Status.WITHDRAWN)
    second = ask_to_withdraw(client, reference, EMAIL, WORDS, key="one")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert len(kept(database)) == 1


def test_the_key_of_a_note_with_the_same_words_is_not_a_request_s(
    client: TestClient, database: Database, reference: str
) -> None:
    assert note(client, reference, EMAIL, WORDS, key="one").status_code == 201
    other = ask_to_withdraw(client, reference, EMAIL, WORDS, key="one")
    assert other.status_code == 409
    assert other.json()["type"] == "urn:redress:problem:idempotency-key-reused"
    assert [one.kind for one in kept(database)] == ["client"]


def test_a_wrong_pair_gets_the_answer_of_the_status(
    client: TestClient, database: Database, reference: str
) -> None:
    for typed, email in ((reference, "grace@example.com"), ("hello", EMAIL)):
        answer = ask_to_withdraw(client, typed, email, WORDS)
        assert answer.status_code == 404
        assert answer.content == ask(client, typed, email).content
    assert kept(database) == []


def test_without_a_key_nothing_is_asked(
    client: TestClient, database: Database, reference: str
) -> None:
    body = {"reference": reference, "email": EMAIL, "text": WORDS}
    answer = client.post(WITHDRAWALS, json=body, headers=BEARER)
    assert answer.json()["type"] == "urn:redress:problem:idempotency-key-missing"
    assert kept(database) == []


@pytest.mark.parametrize("text", ["", "x" * 20_001, None])
def test_other_texts_are_a_problem_with_the_text(
    client: TestClient, reference: str, text: str
) -> None:
    answer = ask_to_withdraw(client, reference, EMAIL, text)
    assert [e["pointer"] for e in answer.json()["errors"]] == ["#/text"]


def test_the_end_of_the_complaint_settles_the_request(
    client: TestClient, database: Database, cases: Cases, filed: int, reference: str
) -> None:
    ask_to_withdraw(client, reference, EMAIL, WORDS)
    version = cases.read(filed).complaint.version
    cases.move(filed, Status.WITHDRAWN, OFFICIAL, version, "In the chat.")
    with database.reading() as session:
        assert session.get_one(Complaint, filed).withdrawal_asked_at is None
