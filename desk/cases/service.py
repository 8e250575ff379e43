"""Changes that the staff make to complaints, and the reading of one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.cases.actor import Actor
from desk.cases.case import Case, read_case
from desk.cases.changes import Changes, require
from desk.cases.clocks import end_waiting
from desk.cases.deciding import PointSaid, decide, decision_of, reopen
from desk.cases.errors import Incomplete, MoveNotAllowed, NotFound
from desk.cases.history import HistoryKind, move
from desk.complaint.states import OPEN, Severity, Status
from desk.mail.drafts import Delay, MailKind, Question
from desk.models import NoteKind, Staff
from firm import local_day

# The mail that a complaint's client gets when it reaches a stage.
_TELLS = {
    Status.INVESTIGATING: MailKind.INVESTIGATING,
    Status.CLOSED: MailKind.CLOSED,
    Status.WITHDRAWN: MailKind.WITHDRAWN,
}


class Cases:
    """The complaints of one firm, for those who work on them.

    Each change takes the `version` of the complaint that its author saw. It raises
    Stale when there is a newer one, NotFound when there is no such complaint,
    MoveNotAllowed when the complaint's stage does not allow it, and Incomplete when a
    needed text is blank; nothing was changed then.
    """

    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def read(self, complaint_id: int) -> Case:
        """Everything about a complaint. Raises NotFound."""
        with self._changes.database.reading() as session:
            firm, now = self._changes.firm, self._changes.now()
            return read_case(session, complaint_id, firm, now)

    def assign(
        self, complaint_id: int, staff_id: int | None, actor: Actor, version: int
    ) -> None:
        """Assigns the complaint to an active member of the staff (else NotFound), or to
        nobody. Raises as the class says."""
        with self._changes.of(complaint_id, actor, version) as change:
            if staff_id is not None:
                staff = change.session.get(Staff, staff_id)
                if staff is None or not staff.active:
                    raise NotFound
            change.complaint.assignee_id = staff_id
            change.record(HistoryKind.ASSIGNED, data={"staff_id": staff_id})

    def set_severity(
        self, complaint_id: int, severity: Severity, actor: Actor, version: int
    ) -> None:
        """Sets how much is at stake for the client. Raises as the class says."""
        severity = Severity(severity)
        with self._changes.of(complaint_id, actor, version) as change:
            change.complaint.severity = severity
            change.record(HistoryKind.SEVERITY, data={"severity": severity.value})

    def move(
        self, complaint_id: int, to: Status, actor: Actor, version: int, reason: str
    ) -> None:
        """Moves the complaint to its next stage; mails the client if there is a mail.

        A reason is needed, except to start an investigation and to close. A move that
        has a method of its own (a question, a decision) raises Incomplete here.
        """
        to = Status(to)
        if to is Status.WAITING:
            raise Incomplete("question", "blank")
        if to is Status.RESOLVED:
            raise Incomplete("points", "no_points")
        with self._changes.of(complaint_id, actor, version) as change:
            complaint = change.complaint
            before = Status(complaint.status)
            if to is Status.INVESTIGATING and before not in OPEN:
                reopen(change, reason)
                return
            change.allow(to)
            starts = to is Status.INVESTIGATING and before is not Status.WAITING
            if not (starts or to is Status.CLOSED):
                require("reason", reason)
            if to is Status.ACKNOWLEDGED:
                complaint.acknowledged_at = change.at
            if to in (Status.CLOSED, Status.WITHDRAWN):
                complaint.closed_at = change.at
            end_waiting(complaint, change.firm, change.at)
            move(complaint, to)
            data: dict[str, Any] = {}
            if starts or to in (Status.CLOSED, Status.WITHDRAWN):
                data = {"mail": change.owe(_TELLS[to]).id}
            change.record(
                HistoryKind.MOVED, moved_from=before, reason=reason, data=data
            )

    def note(self, complaint_id: int, text: str, actor: Actor) -> None:
        """Keeps a note of the staff, which no client sees. Raises NotFound, Incomplete."""
        require("text", text)
        with self._changes.of(complaint_id, actor, None) as change:
            note = change.keep_note(NoteKind.STAFF, text)
            change.record(HistoryKind.NOTED, data={"note": note.id})

    def ask_client(
        self, complaint_id: int, question: str, actor: Actor, version: int
    ) -> None:
        """Asks the client by mail, and waits for the answer. Raises as the class says."""
        require("question", question)
        with self._changes.of(complaint_id, actor, version) as change:
            change.allow(Status.WAITING)
            mail = change.owe(MailKind.QUESTION, Question(question))
            change.complaint.waiting_since = change.at
            before = move(change.complaint, Status.WAITING)
            data = {"mail": mail.id}
            change.record(
                HistoryKind.ASKED, moved_from=before, reason=question, data=data
            )

    def client_answered(
        self, complaint_id: int, text: str, actor: Actor, version: int
    ) -> None:
        """Keeps what the client said by another way (a mail, a call), and resumes the
        investigation if it waited for the client. Raises as the class says."""
        require("text", text)
        with self._changes.of(complaint_id, actor, version) as change:
            note = change.keep_note(NoteKind.CLIENT, text)
            change.client_added(HistoryKind.CLIENT_WROTE, {"note": note.id})

    def keep_open(
        self, complaint_id: int, reason: str, actor: Actor, version: int
    ) -> None:
        """Keeps a complaint open that its client asked to withdraw, which settles the
        request (MoveNotAllowed without one). Raises as the class says."""
        require("reason", reason)
        with self._changes.of(complaint_id, actor, version) as change:
            complaint = change.complaint
            if complaint.withdrawal_asked_at is None:
                declined = HistoryKind.WITHDRAWAL_DECLINED
                raise MoveNotAllowed(complaint.status, declined)
            complaint.withdrawal_asked_at = None
            change.record(HistoryKind.WITHDRAWAL_DECLINED, reason=reason)

    def delay(
        self,
        complaint_id: int,
        reason: str,
        new_date: date,
        actor: Actor,
        version: int,
    ) -> None:
        """Mails the client that the answer takes longer, the reason and the new date.

        The new date has to be later than today and than the date in force (else
        Incomplete). Raises as the class says.
        """
        require("reason", reason)
        with self._changes.of(complaint_id, actor, version) as change:
            complaint = change.complaint
            if complaint.status not in OPEN:
                raise MoveNotAllowed(complaint.status, HistoryKind.DELAYED)
            due = complaint.due_by or complaint.resolve_by
            today = local_day(change.at, change.firm.calendar)
            if new_date <= max(today, due):
                raise Incomplete("new_date", "not_later")
            mail = change.owe(MailKind.DELAY, Delay(reason, new_date))
            if complaint.waiting_since is not None:
                # The old date includes the waiting until now; waiting from now on moves
                # the new one.
                end_waiting(complaint, change.firm, change.at)
                complaint.waiting_since = change.at
            complaint.promised_by = complaint.due_by = new_date
            data = {
                "mail": mail.id,
                "due": due.isoformat(),
                "new_date": new_date.isoformat(),
            }
            change.record(HistoryKind.DELAYED, reason=reason, data=data)

    def decide(
        self,
        complaint_id: int,
        outcome: str,
        points: Sequence[PointSaid],
        next_steps: str,
        actor: Actor,
        version: int,
    ) -> None:
        """Records the decision on every point and mails it; `outcome` is the value of
        an Outcome. Raises as the class says."""
        decision = decision_of(outcome, points, next_steps)
        with self._changes.of(complaint_id, actor, version) as change:
            decide(change, decision)

    def reopen(
        self, complaint_id: int, actor: Actor, version: int, reason: str
    ) -> None:
        """Reopens the investigation, with a new date. Raises as the class says."""
        with self._changes.of(complaint_id, actor, version) as change:
            reopen(change, reason)
