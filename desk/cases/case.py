"""A case: one complaint with everything that belongs to it, read at one moment."""

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
    """A proposal to tell the client that it takes longer; only a person sends it.

    `due` is the date that cannot be kept, `new_date` the one proposed instead.
    """

    due: date
    new_date: date


@dataclass(frozen=True)
class Case:
    """A complaint with everything that belongs to it; lists are oldest first.

    `moves` are the stages that come next. `next_steps` is what the firm's file tells
    clients of this country to do after a decision ("" where it says nothing).
    `proposal` is None unless the client has to be told of a delay. Reading a case
    changes nothing.
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
    """Reads a complaint with everything that belongs to it. Raises NotFound."""
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
    """The firm's advice to clients of this country after a decision, from its file; ""
    if the file has none."""
    steps = firm.next_steps_for(complaint.country)
    if steps is None:
        return ""
    return steps.text if steps.url is None else f"{steps.text}\n{steps.url}"


def _proposal(
    complaint: Complaint, history: list[HistoryEntry], firm: Firm, now: datetime
) -> DelayProposal | None:
    """The proposal made for the date in force, as long as that date runs; else None."""
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
