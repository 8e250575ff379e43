"""What becomes of a mail is part of the history; the acknowledgement moves its complaint on."""

from datetime import datetime

from sqlalchemy.orm import Session

from desk.cases.actor import DESK
from desk.cases.history import Kind, move, record
from desk.cases.watch import look_at_clocks, set_watch
from desk.complaint.states import Status
from desk.mail.drafts import MailKind
from desk.mail.outbox import DEAD, HELD, SENT
from desk.models import Complaint, OutboxMail
from firm import Firm

_KINDS = {SENT: Kind.MAIL_SENT, HELD: Kind.MAIL_HELD, DEAD: Kind.MAIL_DEAD}


class Mailed:
    """Told of each mail that was sent, held or given up, in the transaction that says so."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm

    def __call__(self, session: Session, mail: OutboxMail, now: datetime) -> None:
        """`mail` has its new state already."""
        complaint = session.get_one(Complaint, mail.complaint_id, with_for_update=True)
        data = {"mail": mail.id, "mail_kind": mail.kind}
        if mail.last_error is not None:
            data["error"] = mail.last_error
        record(session, complaint, _KINDS[mail.state], DESK, now, data=data)
        if mail.state == SENT and mail.kind == MailKind.ACKNOWLEDGEMENT:
            self._acknowledged(session, complaint, now)

    def _acknowledged(
        self, session: Session, complaint: Complaint, now: datetime
    ) -> None:
        if complaint.acknowledged_at is not None:
            return
        look_at_clocks(session, complaint, self._firm, now)
        complaint.acknowledged_at = now
        if complaint.status == Status.RECEIVED:
            before = move(complaint, Status.ACKNOWLEDGED)
            record(session, complaint, Kind.MOVED, DESK, now, moved_from=before)
            # Whoever saw it as received would else move it from a stage that it left.
            complaint.version += 1
        complaint.updated_at = now
        set_watch(complaint, self._firm, now)
