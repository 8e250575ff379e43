"""What the client adds to a complaint, by whichever way it came."""

from datetime import datetime

from sqlalchemy.orm import Session

from desk.cases.actor import Actor
from desk.cases.clocks import ClockName, ClockState, clocks_of
from desk.cases.history import Kind, move, record
from desk.complaint.states import Status
from desk.models import Complaint, Note
from firm import Firm


def client_wrote(
    session: Session,
    complaint: Complaint,
    note: Note,
    actor: Actor,
    firm: Firm,
    now: datetime,
) -> None:
    """Records a note of the client on a locked complaint. It ends the waiting for it.

    Counts as a change: an official who decides without having seen it is told.
    """
    before = complaint.status
    if before == Status.WAITING:
        end_waiting(complaint, firm, now)
        move(complaint, Status.INVESTIGATING)
    complaint.client_wrote_at = now
    record(
        session,
        complaint,
        Kind.CLIENT_WROTE,
        actor,
        now,
        moved_from=before,
        data={"note": note.id},
    )


def end_waiting(complaint: Complaint, firm: Firm, now: datetime) -> None:
    """Lets paused clocks run on, their days moved by what was waited."""
    for clock in clocks_of(complaint, firm, now):
        if clock.state is ClockState.PAUSED and clock.name is ClockName.RESOLVE:
            complaint.due_by = clock.due
        if clock.state is ClockState.PAUSED and clock.name is ClockName.LEGAL:
            complaint.legal_limit = clock.due
    complaint.waiting_since = None
