"""Steps of chats: counted once, and nobody can tell whose they were."""

import hashlib
import uuid
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.models import ChatEvent, ChatEventKey
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.filing import BEARER

EVENTS = "/api/v1/events"


def event(kind: str, subject: str = "", conversation: str = "c-1") -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "kind": kind,
        "subject": subject,
        "conversation": conversation,
    }


def report(client: httpx2.Client, *events: dict[str, Any]) -> httpx2.Response:
    return client.post(EVENTS, json={"events": events}, headers=BEARER)


def kept(database: Database) -> list[ChatEvent]:
    with database.reading() as session:
        return list(session.scalars(select(ChatEvent)))


def test_events_of_one_chat_are_kept_together_on_their_day(
    client: TestClient, database: Database
) -> None:
    answer = report(
        client,
        event("started"),
        event("field_answered", "email"),
        event("sent_to_support", "fees", conversation="c-2"),
    )
    assert (answer.status_code, answer.json()) == (202, {"accepted": 3})
    rows = kept(database)
    assert {(row.kind, row.subject) for row in rows} == {
        ("started", ""),
        ("field_answered", "email"),
        ("sent_to_support", "fees"),
    }
    assert {str(row.day) for row in rows} == {"2025-01-10"}
    assert len({row.conversation for row in rows}) == 2


def test_the_same_event_sent_again_counts_once(
    client: TestClient, database: Database
) -> None:
    events = [event("started"), event("filed")]
    for _ in range(3):
        assert report(client, *events).status_code == 202
    assert len(kept(database)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        event("danced"),
        event("field_answered"),
        event("field_answered", "shoe_size"),
        event("sent_to_support"),
        event("started", "email"),
        event("sent_to_support", "My coins are gone!"),
        event("started", conversation="ada byron"),
        event("started", conversation=""),
        event("started", conversation="x" * 201),
        {**event("started"), "text": "My coins are gone"},
        {**event("started"), "id": "1"},
    ],
)
def test_unknown_kinds_and_anything_like_a_text_are_refused(
    client: TestClient, database: Database, wrong: dict[str, Any]
) -> None:
    answer = report(client, event("started"), wrong)
    assert answer.status_code == 422
    assert "coins" not in answer.text
    assert kept(database) == []


def test_an_empty_or_endless_report_is_refused(client: TestClient) -> None:
    assert report(client).status_code == 422
    assert report(client, *[event("started")] * 501).status_code == 422


def test_events_need_the_desks_token(client: TestClient) -> None:
    answer = client.post(EVENTS, json={"events": [event("started")]})
    assert answer.status_code == 401


def test_the_chats_name_is_not_kept_nor_any_hash_that_can_be_made_from_it(
    client: TestClient, database: Database
) -> None:
    report(client, event("started", conversation="c-17"))
    (row,) = kept(database)
    assert "c-17" not in row.conversation
    assert row.conversation != hashlib.sha256(b"c-17").hexdigest()


def test_a_chat_that_goes_on_over_midnight_stays_one(
    client: TestClient, database: Database, clock: Clock
) -> None:
    clock.time = datetime(2025, 7, 1, 22, 55, tzinfo=UTC)  # 23:55 in Dublin
    report(client, event("started"))
    clock.forward(minutes=10)
    report(client, event("filed"), event("started", conversation="c-2"))
    rows = kept(database)
    assert {str(row.day) for row in rows} == {"2025-07-01", "2025-07-02"}
    assert len({row.conversation for row in rows}) == 2


def test_the_key_is_gone_after_the_next_day_and_the_chat_is_another_then(
    client: TestClient, database: Database, clock: Clock
) -> None:
    for _ in range(4):
        report(client, event("started"))
        clock.forward(days=2)
    with database.reading() as session:
        assert len(session.scalars(select(ChatEventKey)).all()) == 1
    assert len({row.conversation for row in kept(database)}) == 4
