"""Outcomes of mails, recorded in the history of their complaints.

An acknowledgement that went out also moves its complaint on.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from desk.cases.actor import DESK
from desk.cases.changes import Change, changing
from desk.cases.history import HistoryKind, move
from desk.complaint.states import Status
from desk.mail.drafts import MailKind
from desk.models import MailState, OutboxMail
from firm import Firm

_KINDS = {
    MailState.SENT: HistoryKind.MAIL_SENT,
    MailState.HELD: HistoryKind.MAIL_HELD,
    MailState.DEAD: HistoryKind.MAIL_DEAD,
}


class Mailed:
    """Records a mail as sent, held or given up, in the transaction that settles it."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm

    def __call__(self, session: Session, mail: OutboxMail, now: datetime) -> None:
        """Records the mail, which has its new state already."""
        state = MailState(mail.state)
        data = {"mail": mail.id, "mail_kind": mail.kind}
        if mail.last_error is not None:
            data["error"] = mail.last_error
        with changing(session, mail.complaint_id, DESK, self._firm, now) as change:
            change.counts = False
            change.record(_KINDS[state], data=data)
            if state is MailState.SENT and mail.kind == MailKind.ACKNOWLEDGEMENT:
                _acknowledged(change)


def _acknowledged(change: Change) -> None:
    complaint = change.complaint
    if complaint.acknowledged_at is not None:
        return
    complaint.acknowledged_at = change.at
    if complaint.status == Status.RECEIVED:
        before = move(complaint, Status.ACKNOWLEDGED)
        change.record(HistoryKind.MOVED, moved_from=before)
        # Who saw it as received would otherwise move it from a stage that it left.
        change.counts = True
