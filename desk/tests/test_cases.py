"""The life of a complaint: only allowed moves, each recorded, and what the client is told."""

from datetime import timedelta

import pytest

from desk.cases.actor import DESK, Actor
from desk.cases.errors import Incomplete, MoveNotAllowed, NotFound, Stale
from desk.cases.service import Cases
from desk.cases.states import ENDED, MOVES, OPEN, Outcome, Severity, Status
from desk.database import Database
from desk.mail.drafts import DecidedPoint
from desk.register import Register
from desk.submission import Submission
from desk.tests.conftest import Clock
from desk.tests.filing import complaint_to
from firm import Firm

OFFICIAL = Actor(None, "Olive Official")
POINT = DecidedPoint("The withdrawal is late.", Outcome.UPHELD, "It was held by mistake.")


@pytest.fixture
def cases(database: Database, firm: Firm, clock: Clock) -> Cases:
    return Cases(database, firm, clock)


@pytest.fixture
def filed(database: Database, firm: Firm, clock: Clock) -> int:
    """The id of a complaint that was just filed."""
    return file_one(database, firm, clock)


def file_one(database: Database, firm: Firm, clock: Clock, **changes: object) -> int:
    body = Submission.model_validate(complaint_to(firm, **changes))
    receipt = Register(database, firm).file(body, f"key {clock.time} {changes}", clock())
    with database.reading() as session:
        from sqlalchemy import select

        from desk.models import Complaint

        return session.scalars(
            select(Complaint.id).where(
                Complaint.reference == receipt.receipt.reference
            )
        ).one()


def test_a_whole_life(cases: Cases, filed: int, clock: Clock) -> None:
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")
    cases.ask_client(filed, "Which day?", OFFICIAL, 2)
    cases.client_answered(filed, "Tuesday.", OFFICIAL, 3)
    cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, 4)
    cases.close(filed, OFFICIAL, 5, "")
    case = cases.read(filed)
    print(case)
    assert case.complaint.status == Status.CLOSED
