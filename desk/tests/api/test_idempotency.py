"""One complaint for one key, however often and however at once it is sent."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from starlette.types import Message, Receive, Scope, Send

from desk.models import Complaint, OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from desk.tests.support.serving import served
from firm import Firm


def count(database: Database) -> tuple[int, int]:
    """Complaints, and mails owed for them."""
    with database.reading() as session:
        complaints = session.scalar(select(func.count()).select_from(Complaint))
        mails = session.scalar(select(func.count()).select_from(OutboxMail))
    return complaints or 0, mails or 0


def test_second_submit_with_same_key_returns_first_answer(
    client: TestClient, database: Database, firm: Firm, clock: Clock
) -> None:
    first = file(client, complaint_to(firm), key="one")
    clock.forward(days=3)
    second = file(client, complaint_to(firm), key="one")
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.content == first.content
    assert count(database) == (1, 1)


def test_a_body_that_says_the_same_in_another_order_is_the_same(
    client: TestClient, firm: Firm
) -> None:
    body = complaint_to(firm)
    turned = dict(reversed(body.items()))
    turned["details"] = dict(reversed(body["details"].items()))
    turned["flags"] = []
    first = file(client, body, key="one")
    second = file(client, turned, key="one")
    assert second.status_code == 200
    assert second.json() == first.json()


@pytest.mark.parametrize(
    "changes",
    [
        {"description": "Another story."},
        {"description": complaint_to.__doc__},
        {"occurred": None},
        {"email": "grace@example.com"},
        {"flags": ["country"]},
    ],
)
def test_same_key_with_another_body_is_a_conflict_and_changes_nothing(
    client: TestClient, database: Database, firm: Firm, changes: dict[str, object]
) -> None:
    first = file(client, complaint_to(firm), key="one")
    other = file(client, complaint_to(firm, **changes), key="one")
    assert other.status_code == 409
    problem = other.json()
    assert problem["type"] == "urn:redress:problem:idempotency-key-reused"
    assert first.json()["reference"] not in other.text
    assert count(database) == (1, 1)
    again = file(client, complaint_to(firm), key="one")
    assert again.json() == first.json()


def test_a_trailing_space_makes_another_body(client: TestClient, firm: Firm) -> None:
    file(client, complaint_to(firm, description="Words."), key="one")
    other = file(client, complaint_to(firm, description="Words. "), key="one")
    assert other.status_code == 409


def test_same_body_with_another_key_is_another_complaint(
    client: TestClient, database: Database, firm: Firm
) -> None:
    first = file(client, complaint_to(firm), key="one").json()
    second = file(client, complaint_to(firm), key="two").json()
    assert first["reference"] != second["reference"]
    assert count(database) == (2, 2)


def test_a_refused_body_does_not_use_up_its_key(client: TestClient, firm: Firm) -> None:
    assert file(client, complaint_to(firm, country="??"), key="one").status_code == 422
    assert file(client, complaint_to(firm), key="one").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "caf\u00e9", "tab\there"])
def test_an_unusable_key_is_a_problem(
    client: TestClient, database: Database, firm: Firm, key: str
) -> None:
    headers = {
        b"Authorization": file(client, {}).request.headers["authorization"].encode(),
        b"Idempotency-Key": key.encode("latin-1"),
    }
    answer = client.post("/api/v1/complaints", json=complaint_to(firm), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:redress:problem:idempotency-key-missing"
    assert count(database) == (0, 0)


def test_many_posts_at_once_with_one_key_file_one_complaint(
    desk: FastAPI, database: Database, firm: Firm
) -> None:
    body = complaint_to(firm)
    with (
        served(desk) as address,
        httpx2.Client(base_url=address, timeout=30) as http,
        ThreadPoolExecutor(16) as threads,
    ):
        answers = list(threads.map(lambda _: file(http, body, "one"), range(48)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] * 47 + [201]
    assert len({answer.content for answer in answers}) == 1
    assert count(database) == (1, 1)


def test_many_posts_at_once_with_many_keys_file_one_each(
    desk: FastAPI, database: Database, firm: Firm
) -> None:
    keys = [f"key {i}" for i in range(12)]
    body = complaint_to(firm)
    with (
        served(desk) as address,
        httpx2.Client(base_url=address, timeout=30) as http,
        ThreadPoolExecutor(16) as threads,
    ):
        answers = list(threads.map(lambda key: (key, file(http, body, key)), keys * 4))
    references = {(key, answer.json()["reference"]) for key, answer in answers}
    assert len(references) == len({reference for _, reference in references}) == 12
    assert count(database) == (12, 12)


class LosesFirstAnswer:
    """The desk on a bad line: the first complaint is committed, its answer never comes."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._lost = False
        self.done = threading.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._lost:
            await self._app(scope, receive, send)
            return
        self._lost = True

        async def nowhere(_message: Message) -> None:
            pass

        await self._app(scope, receive, nowhere)
        self.done.set()
        await asyncio.sleep(0.8)


def test_a_retry_after_a_lost_answer_gets_the_reference_of_the_first(
    desk: FastAPI, database: Database, firm: Firm
) -> None:
    body, line = complaint_to(firm), LosesFirstAnswer(desk)
    with (
        served(line) as address,
        httpx2.Client(base_url=address, timeout=0.5) as hasty,
        httpx2.Client(base_url=address, timeout=30) as http,
    ):
        with pytest.raises(httpx2.TimeoutException):
            file(hasty, body, "one")
        assert line.done.wait(30)
        with database.reading() as session:
            committed = session.scalars(select(Complaint)).one()
        retry = file(http, body, "one")
    assert retry.status_code == 200
    assert retry.json()["reference"] == committed.reference
    assert count(database) == (1, 1)
