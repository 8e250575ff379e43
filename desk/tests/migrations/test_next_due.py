"""Complaints from before the next due day was stored have it, as the clocks say it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from msgspec import structs
from sqlalchemy import text

from desk.cases.clocks import ClockState, clocks_of, next_due
from desk.complaint.states import OPEN
from desk.migrations import config, upgrade
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import cases_of
from desk.workers.clocks import Sweeper
from firm import Firm

DONE = "2025-01-10 12:30:00.000000"
LIVES: list[dict[str, Any]] = [
    {"status": "received"},
    {"status": "acknowledged", "acknowledged_at": DONE},
    {"status": "investigating", "acknowledged_at": DONE, "legal_limit": "2025-01-17"},
    # Reopened: the law had its decision.
    {
        "status": "investigating",
        "acknowledged_at": DONE,
        "legal_limit": "2025-01-17",
        "first_resolved_at": DONE,
    },
    {"status": "waiting_for_client", "acknowledged_at": DONE, "waiting_since": DONE},
    {"status": "closed", "acknowledged_at": DONE, "resolved_at": DONE},
    {"status": "withdrawn", "closed_at": DONE},
]
WAITING = 5


@pytest.fixture
def old(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    with database.changing() as connection:
        command.upgrade(config(connection), "0009")
        for number, life in enumerate(LIVES, start=1):
            more = "".join(f", {name}" for name in life)
            values = "".join(f", :{name}" for name in life)
            connection.execute(
                text(
                    "INSERT INTO complaints (number, reference, received_at, watch_on,"
                    " acknowledge_by, resolve_by, due_by, email, account_id, full_name,"
                    " country, category, description, ticket_numbers, individuals,"
                    f" actions_taken, desired_resolution, locale, conversation, flags{more})"
                    " VALUES (:number, :number, '2025-01-10 12:00:00.000000',"
                    " '2025-02-01', '2025-01-14', '2025-01-21', '2025-01-21',"
                    " 'ada@example.com', 'No Account', 'Ada', 'US', 'other', 'Words.',"
                    f" '[]', '[]', '', '', 'en', '', '[]'{values})"
                ),
                {"number": f"KR-{number}", **life},
            )
    yield database
    database.close()


@pytest.mark.parametrize("pauses", [False, True])
def test_they_have_it_once_the_desk_has_started(
    old: Database, firm: Firm, pauses: bool
) -> None:
    deadlines = structs.replace(firm.deadlines, pause_while_waiting=pauses)
    there = structs.replace(firm, deadlines=deadlines)
    clock = Clock(datetime(2025, 1, 16, 9, tzinfo=UTC))
    upgrade(old)
    cases = cases_of(old, there, clock)
    # Only of the one that waits does the desk have to look at the firm's file.
    sweeper = Sweeper(old, there, clock)
    sweeper.begin()
    assert sweeper.sweep() == 1
    assert cases.read(WAITING).complaint.next_due_paused == pauses
    for id_ in range(1, len(LIVES) + 1):
        complaint = cases.read(id_).complaint
        clock_ = next_due(clocks_of(complaint, there, clock()))
        if complaint.status in OPEN:
            assert clock_ is not None
            assert complaint.next_due == clock_.due, id_
            assert complaint.next_due_paused == (clock_.state is ClockState.PAUSED)
        else:
            assert complaint.next_due is None
