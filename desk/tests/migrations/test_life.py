"""A register from before complaints had a life is brought up to date with all it holds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from alembic import command
from sqlalchemy import text

from desk.complaint.states import Outcome, Status
from desk.migrations import config, upgrade
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import OFFICIAL, POINT, cases_of
from desk.workers.clocks import Sweeper
from firm import Firm


@pytest.fixture
def old(empty_url: str) -> Iterator[Database]:
    """Two complaints as they were kept before: one acknowledged, one whose mail waits."""
    database = Database(empty_url)
    with database.changing() as connection:
        command.upgrade(config(connection), "0002")
        for number, sent in ((1, "2025-01-10 12:00:05.000000"), (2, None)):
            connection.execute(
                text(
                    "INSERT INTO complaints (number, reference, status, received_at,"
                    " acknowledge_by, resolve_by, email, account_id, full_name, country,"
                    " category, description, ticket_numbers, individuals, actions_taken,"
                    " desired_resolution, locale, conversation, flags) VALUES (:n, :n,"
                    " 'received', '2025-01-10 12:00:00.000000', '2025-01-14', '2025-01-21',"
                    " 'ada@example.com', 'No Account', 'Ada', 'IE', 'other', 'Words.', '[]',"
                    " '[]', '', '', 'en', '', '[]')"
                ),
                {"n": f"KR-{number}"},
            )
            connection.execute(
                text(
                    "INSERT INTO outbox (complaint_id, kind, message_id, state, created_at,"
                    " due_at, attempts, sent_at) VALUES (:id, 'acknowledgement', :m,"
                    " :state, '2025-01-10 12:00:00.000000', '2025-01-10 12:00:00.000000', 0,"
                    " :sent)"
                ),
                {
                    "id": number,
                    "m": f"<{number}@example.com>",
                    "state": "sent" if sent else "due",
                    "sent": sent,
                },
            )
    yield database
    database.close()


def test_nothing_is_lost_and_the_clocks_run(old: Database, firm: Firm) -> None:
    upgrade(old)
    clock = Clock(datetime(2025, 1, 20, 9, tzinfo=UTC))
    cases = cases_of(old, firm, clock)
    first, second = cases.read(1).complaint, cases.read(2).complaint
    assert (first.status, second.status) == (Status.ACKNOWLEDGED, Status.RECEIVED)
    assert first.acknowledged_at == datetime(2025, 1, 10, 12, 0, 5, tzinfo=UTC)
    assert first.due_by == date(2025, 1, 21)
    assert [entry.kind for entry in cases.read(1).history] == ["filed", "moved"]
    assert [entry.kind for entry in cases.read(2).history] == ["filed"]
    assert Sweeper(old, firm, clock).sweep() == 2
    assert [entry.kind for entry in cases.read(2).history] == [
        "filed",
        "clock_missed",
        "clock_warning",
        "delay_proposed",
    ]
    assert cases.read(1).complaint.legal_limit == date(2025, 3, 10)
    cases.move(1, Status.INVESTIGATING, OFFICIAL, 1, "")
    cases.decide(1, Outcome.UPHELD, [POINT], "", OFFICIAL, 2)
    assert cases.read(1).complaint.status == Status.RESOLVED
