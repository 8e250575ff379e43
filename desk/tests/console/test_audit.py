"""The audit log: nothing can be taken out of it, and admins find what they look for."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from desk.models import AuditEntry
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.staffing import console_of, sign_in_as, somebody

AUDIT = "/console/audit"


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET name = 'nobody'", "DELETE FROM audit"]
)
def test_neither_database_lets_an_entry_be_altered_or_deleted(
    client: TestClient, database: Database, statement: str
) -> None:
    console = console_of(client)
    with database.writing() as session:
        console.audit.record(session, somebody(console), "viewed")
    with pytest.raises(DatabaseError), database.changing() as connection:
        connection.execute(text(statement))
    with database.reading() as session:
        assert session.scalars(select(AuditEntry)).one().name == "Olive Official"


def test_an_entry_is_kept_only_with_the_change_that_it_tells_of(
    client: TestClient, database: Database
) -> None:
    console = console_of(client)

    def fail() -> None:
        with database.writing() as session:
            console.audit.record(session, None, "viewed")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.reading() as session:
        assert session.scalars(select(AuditEntry)).all() == []


def test_the_page_shows_what_the_filters_leave(
    client: TestClient, clock: Clock
) -> None:
    console = console_of(client)
    olive = somebody(console, name="Olive")
    ned = somebody(console, email="ned@example.com", name="Ned")
    with console.database.writing() as session:
        console.audit.record(session, olive, "viewed", detail="first")
    clock.time += timedelta(days=1)
    with console.database.writing() as session:
        console.audit.record(session, ned, "exported", detail="second")
    sign_in_as(client, "admin")

    def shown(query: str) -> tuple[bool, bool]:
        page = client.get(f"{AUDIT}?{query}").text
        return ">first<" in page, ">second<" in page

    assert shown("") == (True, True)
    assert shown(f"person={olive.id}") == (True, False)
    assert shown("action=exported") == (False, True)
    assert shown("since=2025-01-11") == (False, True)
    assert shown("until=2025-01-10") == (True, False)
    assert shown("complaint=7") == (False, False)
    assert shown("since=yesterday&person=x&before=-1") == (True, True)


def test_a_filter_that_is_no_action_is_left_out(client: TestClient) -> None:
    sign_in_as(client, "admin")
    assert client.get("/console/audit?action=%00").status_code == 200


def test_days_are_those_of_the_firm(client: TestClient, clock: Clock) -> None:
    console = console_of(client)
    clock.time = datetime(2025, 7, 1, 23, 30, tzinfo=UTC)  # 2 July in Dublin
    with console.database.writing() as session:
        console.audit.record(session, None, "viewed", detail="late")
    sign_in_as(client, "admin")
    assert ">late<" in client.get(f"{AUDIT}?since=2025-07-02").text
    assert ">late<" not in client.get(f"{AUDIT}?until=2025-07-01").text


def test_older_entries_are_a_page_further(client: TestClient) -> None:
    console = console_of(client)
    with console.database.writing() as session:
        for number in range(60):
            console.audit.record(session, None, "viewed", detail=f"number {number}")
    sign_in_as(client, "admin")
    first = client.get(AUDIT).text
    assert ">number 59<" in first
    assert ">number 9<" not in first
    with console.database.reading() as session:
        tenth = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[10]
    assert ">number 9<" in client.get(f"{AUDIT}?before={tenth.id}").text


def test_reading_the_log_is_in_the_log(client: TestClient) -> None:
    sign_in_as(client, "admin", name="Root")
    client.get(AUDIT)
    assert "Looked at the audit log" in client.get(AUDIT).text
