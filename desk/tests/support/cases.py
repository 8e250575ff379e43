"""Complaints to work on, and what happened to them."""

import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from desk.cases.actor import Actor
from desk.cases.changes import Changes
from desk.cases.client_notes import NewWithdrawal, Notes
from desk.cases.history import HistoryKind
from desk.cases.intake import Register
from desk.cases.service import Cases
from desk.complaint.states import Outcome, Status
from desk.complaint.submission import Submission
from desk.mail.drafts import DecidedPoint
from desk.models import Complaint, HistoryEntry
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.complaint import complaint_to
from firm import Firm

OFFICIAL = Actor(None, "Olive Official")
POINT = DecidedPoint(
    "The withdrawal is late.", Outcome.UPHELD, "It was held by mistake."
)


def cases_of(database: Database, firm: Firm, clock: Clock) -> Cases:
    """The complaints of this firm; the fixture `cases` has those of the firm under test."""
    return Cases(Changes(database, firm, clock))


def file_one(database: Database, firm: Firm, clock: Clock, **changes: Any) -> int:
    """Files a complaint now; gives its id."""
    body = Submission.model_validate(complaint_to(firm, **changes))
    filed = Register(database, firm).file(body, str(uuid.uuid4()), clock())
    wanted = select(Complaint.id).where(Complaint.reference == filed.receipt.reference)
    with database.reading() as session:
        return session.scalars(wanted).one()


def ask_to_withdraw(
    database: Database, firm: Firm, clock: Clock, id_: int, text: str = "Drop it."
) -> None:
    """The client asks now to withdraw a complaint."""
    with database.reading() as session:
        complaint = session.get_one(Complaint, id_)
    request = NewWithdrawal(
        reference=complaint.reference, email=complaint.email, text=text
    )
    Notes(database, firm).ask_to_withdraw(request, str(uuid.uuid4()), clock())


def entries_of(
    database: Database, complaint_id: int, *kinds: HistoryKind
) -> list[HistoryEntry]:
    """The history of a complaint, of these kinds or all, oldest first."""
    wanted = select(HistoryEntry).where(HistoryEntry.complaint_id == complaint_id)
    if kinds:
        wanted = wanted.where(HistoryEntry.kind.in_(kinds))
    with database.reading() as session:
        return list(session.scalars(wanted.order_by(HistoryEntry.id)))


Act = Callable[[Cases, int, int], object]

# How an official takes a complaint to each stage.
TO: dict[Status, Act] = {
    Status.ACKNOWLEDGED: lambda cases, filed, version: cases.move(
        filed, Status.ACKNOWLEDGED, OFFICIAL, version, "By letter."
    ),
    Status.INVESTIGATING: lambda cases, filed, version: cases.move(
        filed, Status.INVESTIGATING, OFFICIAL, version, "It goes on."
    ),
    Status.WAITING: lambda cases, filed, version: cases.ask_client(
        filed, "Which day?", OFFICIAL, version
    ),
    Status.RESOLVED: lambda cases, filed, version: cases.decide(
        filed, Outcome.UPHELD, [POINT], "Go to the arbiter.", OFFICIAL, version
    ),
    Status.CLOSED: lambda cases, filed, version: cases.move(
        filed, Status.CLOSED, OFFICIAL, version, ""
    ),
    Status.WITHDRAWN: lambda cases, filed, version: cases.move(
        filed, Status.WITHDRAWN, OFFICIAL, version, "By phone."
    ),
}
WAY = {
    Status.RECEIVED: (),
    Status.ACKNOWLEDGED: (Status.ACKNOWLEDGED,),
    Status.INVESTIGATING: (Status.INVESTIGATING,),
    Status.WAITING: (Status.INVESTIGATING, Status.WAITING),
    Status.RESOLVED: (Status.INVESTIGATING, Status.RESOLVED),
    Status.CLOSED: (Status.INVESTIGATING, Status.RESOLVED, Status.CLOSED),
    Status.WITHDRAWN: (Status.WITHDRAWN,),
}


def take_to(cases: Cases, filed: int, status: Status) -> int:
    """Takes a new complaint to a stage; gives its version there."""
    for step in WAY[status]:
        TO[step](cases, filed, cases.read(filed).complaint.version)
    complaint = cases.read(filed).complaint
    assert complaint.status == status
    return complaint.version
