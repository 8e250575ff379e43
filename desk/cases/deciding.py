"""A decision, and what undoes it: the complaint is investigated again."""

from sqlalchemy import delete

from desk.cases.answering import end_waiting
from desk.cases.changes import Change, given
from desk.cases.errors import Incomplete, MoveNotAllowed
from desk.cases.history import Kind, move
from desk.complaint.states import OPEN, Outcome, Status
from desk.mail.drafts import Decision, MailKind
from desk.models import Point
from firm import add_business_days


def check_decision(decision: Decision) -> None:
    """Raises Incomplete when no point is decided, or one lacks its words or its reasons."""
    if not decision.points:
        raise Incomplete("points", "no_points")
    for number, point in enumerate(decision.points):
        given(f"points[{number}].text", point.text)
        given(f"points[{number}].reasons", point.reasons)


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
    change.record(Kind.DECIDED, moved_from=before, data=data)


def reopen(change: Change, reason: str) -> None:
    """Investigates again, with a new date. Raises MoveNotAllowed, Incomplete."""
    complaint, firm = change.complaint, change.firm
    if complaint.status in OPEN:
        raise MoveNotAllowed(complaint.status, Status.INVESTIGATING)
    given("reason", reason)
    aim = firm.deadlines.resolve_business_days
    new_date = add_business_days(change.at, aim, firm.calendar)
    complaint.promised_by = complaint.due_by = new_date
    complaint.outcome = complaint.resolved_at = complaint.closed_at = None
    before = move(complaint, Status.INVESTIGATING)
    mail = change.owe(MailKind.REOPENED)
    data = {"mail": mail.id, "new_date": new_date.isoformat()}
    change.record(Kind.REOPENED, moved_from=before, reason=reason, data=data)


def _keep_points(change: Change, decision: Decision) -> None:
    """Puts the points in place of those of an earlier decision."""
    complaint_id = change.complaint.id
    change.session.execute(delete(Point).where(Point.complaint_id == complaint_id))
    change.session.add_all(
        Point(
            complaint_id=complaint_id,
            position=position,
            text=point.text,
            outcome=Outcome(point.outcome),
            reasons=point.reasons,
        )
        for position, point in enumerate(decision.points)
    )
