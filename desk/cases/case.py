"""All that is known of one complaint, read at one moment."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.cases.clocks import Clock, ClockName, clocks_of
from desk.cases.errors import NotFound
from desk.cases.history import HistoryKind
from desk.complaint.states import MOVES, Status
from desk.models import Complaint, HistoryEntry, Note, OutboxMail, Point
from firm import Firm


@dataclass(frozen=True)
class DelayProposal:
    """The desk proposes to tell the client that it takes longer; only a person sends it.

    `due` is the date that cannot be kept, `new_date` the one proposed instead.
    """

    due: date
    new_date: date


@dataclass(frozen=True)
class Case:
    """A complaint with what hangs on it; lists are oldest first. Reading changes nothing.

    `moves` are the stages that come next, `next_steps` is what the firm's file tells clients
    of this country to do after a decision ("" where it says nothing), `proposal` is there
    while a delay has to be told.
    """

    complaint: Complaint
    history: list[HistoryEntry]
    points: list[Point]
    notes: list[Note]
    mails: list[OutboxMail]
    clocks: tuple[Clock, ...]
    moves: frozenset[Status]
    next_steps: str
    proposal: DelayProposal | None


def read_case(session: Session, complaint_id: int, firm: Firm, now: datetime) -> Case:
    """Everything about a complaint. Raises NotFound."""
    complaint = session.get(Complaint, complaint_id)
    if complaint is None:
        raise NotFound
    history = list(
        session.scalars(
            select(HistoryEntry)
            .where(HistoryEntry.complaint_id == complaint_id)
            .order_by(HistoryEntry.at, HistoryEntry.id)
        )
    )
    points = select(Point).where(Point.complaint_id == complaint_id)
    notes = select(Note).where(Note.complaint_id == complaint_id)
    mails = select(OutboxMail).where(OutboxMail.complaint_id == complaint_id)
    return Case(
        complaint=complaint,
        history=history,
        points=list(session.scalars(points.order_by(Point.position))),
        notes=list(session.scalars(notes.order_by(Note.added_at, Note.id))),
        mails=list(session.scalars(mails.order_by(OutboxMail.id))),
        clocks=clocks_of(complaint, firm, now),
        moves=MOVES[Status(complaint.status)],
        next_steps=next_steps_for(complaint, firm),
        proposal=_proposal(complaint, history, firm, now),
    )


def next_steps_for(complaint: Complaint, firm: Firm) -> str:
    """What the firm's file tells clients of this country to do after a decision."""
    steps = firm.next_steps_for(complaint.country)
    if steps is None:
        return ""
    return steps.text if steps.url is None else f"{steps.text}\n{steps.url}"


def _proposal(
    complaint: Complaint, history: list[HistoryEntry], firm: Firm, now: datetime
) -> DelayProposal | None:
    """What was proposed for the date in force, while that date runs."""
    clocks = {clock.name: clock for clock in clocks_of(complaint, firm, now)}
    clock = clocks[ClockName.RESOLVE]
    if clock.stopped_on is not None:
        return None
    for entry in history:
        if (
            entry.kind == HistoryKind.DELAY_PROPOSED
            and entry.data["due"] == clock.due.isoformat()
        ):
            new_date = date.fromisoformat(entry.data["new_date"])
            return DelayProposal(clock.due, new_date)
    return None
