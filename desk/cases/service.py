"""What is done with complaints: each change is checked, recorded and mailed in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.cases.actor import Actor
from desk.cases.answering import client_wrote, end_waiting
from desk.cases.case import Case
from desk.cases.errors import Incomplete, MoveNotAllowed, NotFound, Stale
from desk.cases.history import Kind, move, record
from desk.cases.mails import context_of, owe
from desk.cases.reading import read_case
from desk.cases.states import MOVES, OPEN, Outcome, Severity, Status
from desk.cases.watch import look_at_clocks, set_watch
from desk.database import Database
from desk.formats import mail_address
from desk.mail.drafts import DecidedPoint, Decision, Delay, Draft, MailKind, Question
from desk.mail.letter import Letter, Letters
from desk.mail.outbox import DEAD, DUE, HELD
from desk.models import Complaint, Note, OutboxMail, Point, Staff
from firm import Firm, add_business_days, local_day

# What a stage tells the client by itself when it is reached.
_TELLS = {
    Status.INVESTIGATING: MailKind.INVESTIGATING,
    Status.CLOSED: MailKind.CLOSED,
    Status.WITHDRAWN: MailKind.WITHDRAWN,
}


@dataclass(frozen=True)
class _Change:
    session: Session
    complaint: Complaint
    at: datetime


class Cases:
    """The complaints of one firm, for those who work on them.

    Each change names the `version` of the complaint that its author saw, and raises Stale when
    there is a newer one; NotFound when there is no such complaint; MoveNotAllowed when its
    stage does not allow it; Incomplete when a text that has to be there is blank. Then nothing
    was changed. `mail_is_due` is called after a change that owes a mail.
    """

    def __init__(
        self,
        database: Database,
        firm: Firm,
        now: Callable[[], datetime],
        mail_is_due: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._firm = firm
        self._now = now
        self._mail_is_due = mail_is_due
        self._letters = Letters(firm)

    def read(self, complaint_id: int) -> Case:
        """Everything about a complaint. Raises NotFound."""
        with self._database.reading() as session:
            return read_case(session, complaint_id, self._firm, self._now())

    def assign(
        self, complaint_id: int, staff_id: int | None, actor: Actor, version: int
    ) -> None:
        """Gives the complaint to a member of staff, or to nobody. Raises as the class says."""
        with self._changing(complaint_id, version) as change:
            if staff_id is not None and change.session.get(Staff, staff_id) is None:
                raise NotFound
            change.complaint.assignee_id = staff_id
            self._record(change, Kind.ASSIGNED, actor, data={"staff_id": staff_id})

    def set_severity(
        self, complaint_id: int, severity: Severity, actor: Actor, version: int
    ) -> None:
        """Says how much is at stake. Raises as the class says."""
        with self._changing(complaint_id, version) as change:
            change.complaint.severity = Severity(severity)
            told = {"severity": Severity(severity).value}
            self._record(change, Kind.SEVERITY, actor, data=told)

    def move(
        self, complaint_id: int, to: Status, actor: Actor, version: int, reason: str
    ) -> None:
        """Takes the complaint to its next stage, and tells the client where there is a mail.

        Reasons are needed but for the start of an investigation and for closing. What has a
        method of its own (a question, a decision) raises Incomplete here.
        """
        to = Status(to)
        if to is Status.WAITING:
            raise Incomplete("question", "blank")
        if to is Status.RESOLVED:
            raise Incomplete("points", "no_points")
        with self._changing(complaint_id, version) as change:
            complaint = change.complaint
            before = Status(complaint.status)
            if to is Status.INVESTIGATING and before not in OPEN:
                self._reopen(change, actor, reason)
                return
            self._allow(complaint, to)
            starts = to is Status.INVESTIGATING and before is not Status.WAITING
            if not (starts or to is Status.CLOSED):
                _given("reason", reason)
            if to is Status.ACKNOWLEDGED:
                complaint.acknowledged_at = change.at
            if to in (Status.CLOSED, Status.WITHDRAWN):
                complaint.closed_at = change.at
            end_waiting(complaint, self._firm, change.at)
            move(complaint, to)
            data: dict[str, Any] = {}
            if starts or to in (Status.CLOSED, Status.WITHDRAWN):
                data = {"mail": self._owe(change, _TELLS[to]).id}
            self._record(
                change, Kind.MOVED, actor, moved_from=before, reason=reason, data=data
            )

    def note(self, complaint_id: int, text: str, actor: Actor) -> None:
        """Keeps a note of the staff, which no client sees. Raises NotFound, Incomplete."""
        _given("text", text)
        with self._changing(complaint_id, None) as change:
            self._keep_note(change, "staff", text, actor, Kind.NOTED)

    def ask_client(
        self, complaint_id: int, question: str, actor: Actor, version: int
    ) -> None:
        """Asks the client by mail, and waits for the answer. Raises as the class says."""
        _given("question", question)
        with self._changing(complaint_id, version) as change:
            complaint = change.complaint
            self._allow(complaint, Status.WAITING)
            mail = self._owe(change, MailKind.QUESTION, Question(question))
            complaint.waiting_since = change.at
            before = move(complaint, Status.WAITING)
            self._record(
                change,
                Kind.ASKED,
                actor,
                moved_from=before,
                reason=question,
                data={"mail": mail.id},
            )

    def client_answered(
        self, complaint_id: int, text: str, actor: Actor, version: int
    ) -> None:
        """Keeps what the client said by another way (a mail, a call), and goes on with the
        investigation if it was waited for. Raises as the class says."""
        _given("text", text)
        with self._changing(complaint_id, version) as change:
            note = self._keep_note(change, "client", text, actor, None)
            client_wrote(
                change.session, change.complaint, note, actor, self._firm, change.at
            )

    def delay(
        self,
        complaint_id: int,
        reason: str,
        new_date: date,
        actor: Actor,
        version: int,
    ) -> None:
        """Tells the client that it takes longer, why, and the new date, which has to be later
        than today and than the date in force (else Incomplete). Raises as the class says."""
        _given("reason", reason)
        with self._changing(complaint_id, version) as change:
            complaint = change.complaint
            if complaint.status not in OPEN:
                raise MoveNotAllowed(complaint.status, Kind.DELAYED)
            due = complaint.due_by or complaint.resolve_by
            today = local_day(change.at, self._firm.calendar)
            if new_date <= max(today, due):
                raise Incomplete("new_date", "not_later")
            mail = self._owe(change, MailKind.DELAY, Delay(reason, new_date))
            if complaint.waiting_since is not None:
                # What was waited until now is in the old date; from now on it moves the new.
                end_waiting(complaint, self._firm, change.at)
                complaint.waiting_since = change.at
            complaint.promised_by = complaint.due_by = new_date
            data = {
                "mail": mail.id,
                "due": due.isoformat(),
                "new_date": new_date.isoformat(),
            }
            self._record(change, Kind.DELAYED, actor, reason=reason, data=data)

    def decide(
        self,
        complaint_id: int,
        outcome: Outcome,
        points: Sequence[DecidedPoint],
        next_steps: str,
        actor: Actor,
        version: int,
    ) -> None:
        """Decides on every point and mails the decision. Raises as the class says."""
        if not points:
            raise Incomplete("points", "no_points")
        for number, point in enumerate(points):
            _given(f"points[{number}].text", point.text)
            _given(f"points[{number}].reasons", point.reasons)
        decision = Decision(Outcome(outcome), tuple(points), next_steps)
        with self._changing(complaint_id, version) as change:
            complaint = change.complaint
            self._allow(complaint, Status.RESOLVED)
            end_waiting(complaint, self._firm, change.at)
            mail = self._owe(change, MailKind.DECISION, decision)
            self._keep_points(change, points)
            complaint.outcome = Outcome(outcome)
            complaint.resolved_at = change.at
            complaint.first_resolved_at = complaint.first_resolved_at or change.at
            before = move(complaint, Status.RESOLVED)
            data = {"mail": mail.id, "outcome": Outcome(outcome).value}
            self._record(change, Kind.DECIDED, actor, moved_from=before, data=data)

    def close(self, complaint_id: int, actor: Actor, version: int, reason: str) -> None:
        """Closes a decided complaint. Raises as the class says."""
        self.move(complaint_id, Status.CLOSED, actor, version, reason)

    def withdraw(
        self, complaint_id: int, actor: Actor, version: int, reason: str
    ) -> None:
        """Ends a complaint that its client has taken back. Raises as the class says."""
        self.move(complaint_id, Status.WITHDRAWN, actor, version, reason)

    def reopen(
        self, complaint_id: int, actor: Actor, version: int, reason: str
    ) -> None:
        """Investigates again, with a new date. Raises as the class says."""
        with self._changing(complaint_id, version) as change:
            self._reopen(change, actor, reason)

    def preview(
        self, complaint_id: int, kind: MailKind, draft: Draft | None = None
    ) -> Letter:
        """The mail as it would go out now. Raises NotFound, and TypeError when the kind
        needs a draft and has none."""
        with self._database.reading() as session:
            complaint = session.get(Complaint, complaint_id)
        if complaint is None:
            raise NotFound
        context = context_of(MailKind(kind), draft, complaint, self._firm, self._now())
        return self._letters.write(kind, complaint, context)

    def letter(self, complaint: Complaint, mail: OutboxMail) -> Letter:
        """What a mail of the outbox says: it is kept as what it was made from."""
        return self._letters.write(mail.kind, complaint, mail.context)

    def amend_email(
        self, complaint_id: int, email: str, actor: Actor, version: int
    ) -> int:
        """Puts the client's e-mail right, and sends what could not go out; gives the number of
        those mails. The old one is the reason in the history. Raises as the class says."""
        if mail_address(email) is None:
            raise Incomplete("email", "not_an_address")
        with self._changing(complaint_id, version) as change:
            complaint = change.complaint
            old, complaint.email = complaint.email, email.strip()
            complaint.flags = [flag for flag in complaint.flags if flag != "email"]
            stuck = change.session.scalars(
                select(OutboxMail).where(
                    OutboxMail.complaint_id == complaint.id,
                    OutboxMail.state.in_((HELD, DEAD)),
                )
            ).all()
            for mail in stuck:
                _release(mail, change.at)
            self._record(
                change,
                Kind.EMAIL_AMENDED,
                actor,
                reason=old,
                data={"mails": len(stuck)},
            )
        self._mail_is_due()
        return len(stuck)

    def resend(self, mail_id: int, actor: Actor) -> None:
        """Tries a held or dead mail again, or sends one that went out once more, as a mail of
        its own. Raises NotFound, and MoveNotAllowed while the mail is on its way."""
        with self._database.reading() as session:
            mail = session.get(OutboxMail, mail_id)
        if mail is None:
            raise NotFound
        with self._changing(mail.complaint_id, None) as change:
            mail = change.session.get_one(OutboxMail, mail_id)
            if mail.state == DUE:
                return
            if mail.state in (HELD, DEAD):
                _release(mail, change.at)
            else:
                kind, context = MailKind(mail.kind), mail.context
                mail = owe(
                    change.session,
                    change.complaint,
                    kind,
                    context,
                    self._firm,
                    change.at,
                )
            data = {"mail": mail.id, "mail_kind": mail.kind}
            self._record(change, Kind.MAIL_RELEASED, actor, data=data)
        self._mail_is_due()

    @contextmanager
    def _changing(self, complaint_id: int, version: int | None) -> Iterator[_Change]:
        """The complaint, locked, at the version its author saw; a None is no matter."""
        now = self._now().astimezone(UTC)
        with self._database.writing() as session:
            complaint = session.get(Complaint, complaint_id, with_for_update=True)
            if complaint is None:
                raise NotFound
            if version is not None and complaint.version != version:
                raise Stale(complaint.version)
            look_at_clocks(session, complaint, self._firm, now)
            yield _Change(session, complaint, now)
            if version is not None:
                complaint.version += 1
                complaint.client_wrote_at = None
            complaint.updated_at = now
            set_watch(complaint, self._firm, now)
        self._mail_is_due()

    def _reopen(self, change: _Change, actor: Actor, reason: str) -> None:
        complaint = change.complaint
        if complaint.status in OPEN:
            raise MoveNotAllowed(complaint.status, Status.INVESTIGATING)
        _given("reason", reason)
        aim = self._firm.deadlines.resolve_business_days
        complaint.promised_by = complaint.due_by = add_business_days(
            change.at, aim, self._firm.calendar
        )
        complaint.outcome = complaint.resolved_at = complaint.closed_at = None
        before = move(complaint, Status.INVESTIGATING)
        mail = self._owe(change, MailKind.REOPENED)
        data = {"mail": mail.id, "new_date": complaint.due_by.isoformat()}
        self._record(
            change, Kind.REOPENED, actor, moved_from=before, reason=reason, data=data
        )

    def _allow(self, complaint: Complaint, to: Status) -> None:
        if to not in MOVES[Status(complaint.status)]:
            raise MoveNotAllowed(complaint.status, to)

    def _owe(
        self, change: _Change, kind: MailKind, draft: Draft | None = None
    ) -> OutboxMail:
        context = context_of(kind, draft, change.complaint, self._firm, change.at)
        return owe(
            change.session, change.complaint, kind, context, self._firm, change.at
        )

    def _keep_note(
        self, change: _Change, kind: str, text: str, actor: Actor, told: Kind | None
    ) -> Note:
        note = Note(
            complaint_id=change.complaint.id,
            kind=kind,
            text=text,
            added_at=change.at,
            actor_id=actor.id,
            actor_name=actor.name,
        )
        change.session.add(note)
        change.session.flush()
        if told is not None:
            self._record(change, told, actor, data={"note": note.id})
        return note

    def _keep_points(self, change: _Change, points: Sequence[DecidedPoint]) -> None:
        earlier = select(Point).where(Point.complaint_id == change.complaint.id)
        for point in change.session.scalars(earlier):
            change.session.delete(point)
        change.session.flush()
        change.session.add_all(
            Point(
                complaint_id=change.complaint.id,
                position=position,
                text=point.text,
                outcome=Outcome(point.outcome),
                reasons=point.reasons,
            )
            for position, point in enumerate(points)
        )

    def _record(
        self,
        change: _Change,
        kind: Kind,
        actor: Actor,
        *,
        moved_from: str | None = None,
        reason: str = "",
        data: dict[str, Any] | None = None,
    ) -> None:
        record(
            change.session,
            change.complaint,
            kind,
            actor,
            change.at,
            moved_from=moved_from,
            reason=reason,
            data=data,
        )


def _given(field: str, text: str) -> None:
    if not text.strip():
        raise Incomplete(field, "blank")


def _release(mail: OutboxMail, now: datetime) -> None:
    mail.state = DUE
    mail.due_at = now
    mail.attempts = mail.refusals = 0
    mail.last_error = None
