"""Complaints to work on, and what happened to them."""

import uuid
from typing import Any

from sqlalchemy import select

from desk.cases.actor import Actor
from desk.cases.history import Kind
from desk.cases.states import Outcome
from desk.database import Database
from desk.mail.drafts import DecidedPoint
from desk.models import Complaint, HistoryEntry
from desk.register import Register
from desk.submission import Submission
from desk.tests.conftest import Clock
from desk.tests.filing import complaint_to
from firm import Firm

OFFICIAL = Actor(None, "Olive Official")
POINT = DecidedPoint(
    "The withdrawal is late.", Outcome.UPHELD, "It was held by mistake."
)


def file_one(database: Database, firm: Firm, clock: Clock, **changes: Any) -> int:
    """Files a complaint now; gives its id."""
    body = Submission.model_validate(complaint_to(firm, **changes))
    filed = Register(database, firm).file(body, str(uuid.uuid4()), clock())
    wanted = select(Complaint.id).where(Complaint.reference == filed.receipt.reference)
    with database.reading() as session:
        return session.scalars(wanted).one()


def entries_of(
    database: Database, complaint_id: int, *kinds: Kind
) -> list[HistoryEntry]:
    """The history of a complaint, of these kinds or all, oldest first."""
    wanted = select(HistoryEntry).where(HistoryEntry.complaint_id == complaint_id)
    if kinds:
        wanted = wanted.where(HistoryEntry.kind.in_(kinds))
    with database.reading() as session:
        return list(session.scalars(wanted.order_by(HistoryEntry.id)))
