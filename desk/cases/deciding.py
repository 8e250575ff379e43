"""Decisions on complaints, and the reopening that undoes one."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import delete

from desk.cases.changes import Change, require
from desk.cases.clocks import end_waiting
from desk.cases.errors import Incomplete, MoveNotAllowed
from desk.cases.history import HistoryKind, move
from desk.complaint.states import OPEN, Outcome, Status
from desk.mail.drafts import DecidedPoint, Decision, MailKind
from desk.models import Point
from firm import add_business_days


class PointSaid(Protocol):
    """A point as an official gives it; `outcome` is the value of an Outcome."""

    @property
    def text(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def reasons(self) -> str: ...


def decision_of(outcome: str, points: Sequence[PointSaid], next_steps: str) -> Decision:
    """Makes a decision out of what an official gives.

    Raises Incomplete when no point is decided, when a point lacks its words, its
    outcome or its reasons, and when the whole has no outcome.
    """
    if not points:
        raise Incomplete("points", "no_points")
    decided = []
    for number, point in enumerate(points):
        place = f"points[{number}]"
        text = require(f"{place}.text", point.text)
        point_outcome = _outcome(f"{place}.outcome", point.outcome)
        reasons = require(f"{place}.reasons", point.reasons)
        decided.append(DecidedPoint(text, point_outcome, reasons))
    return Decision(_outcome("outcome", outcome), tuple(decided), next_steps)


def decide(change: Change, decision: Decision) -> None:
    """Resolves the complaint and mails the decision. Raises MoveNotAllowed."""
    complaint = change.complaint
    change.allow(Status.RESOLVED)
    end_waiting(complaint, change.firm, change.at)
    mail = change.owe(MailKind.DECISION, decision)
    _keep_points(change, decision)
    complaint.outcome = decision.outcome
    complaint.resolved_at = change.at
    complaint.first_resolved_at = complaint.first_resolved_at or change.at
    before = move(complaint, Status.RESOLVED)
    data = {"mail": mail.id, "outcome": decision.outcome.value}
    change.record(HistoryKind.DECIDED, moved_from=before, data=data)


def reopen(change: Change, reason: str) -> None:
    """Reopens the investigation, with a new date. Raises MoveNotAllowed, Incomplete."""
    complaint, firm = change.complaint, change.firm
    if complaint.status in OPEN:
        raise MoveNotAllowed(complaint.status, Status.INVESTIGATING)
    require("reason", reason)
    aim = firm.deadlines.resolve_business_days
    new_date = add_business_days(change.at, aim, firm.calendar)
    complaint.promised_by = complaint.due_by = new_date
    complaint.outcome = complaint.resolved_at = complaint.closed_at = None
    before = move(complaint, Status.INVESTIGATING)
    mail = change.owe(MailKind.REOPENED)
    data = {"mail": mail.id, "new_date": new_date.isoformat()}
    change.record(HistoryKind.REOPENED, moved_from=before, reason=reason, data=data)


def _outcome(field: str, said: str) -> Outcome:
    try:
        return Outcome(said)
    except ValueError:
        raise Incomplete(field, "blank") from None


def _keep_points(change: Change, decision: Decision) -> None:
    """Replaces the points of an earlier decision by these."""
    complaint_id = change.complaint.id
    change.session.execute(delete(Point).where(Point.complaint_id == complaint_id))
    change.session.add_all(
        Point(
            complaint_id=complaint_id,
            position=position,
            text=point.text,
            outcome=point.outcome,
            reasons=point.reasons,
        )
        for position, point in enumerate(decision.points)
    )
