"""The only door to a complaint: every change to one goes through `changing`.

It locks the complaint, looks at its clocks before anything is changed, and afterwards
counts the version and sets the watch. Everything that belongs to the change (history,
notes, mails) is written in the same transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from desk.cases.actor import CLIENT, Actor
from desk.cases.clocks import end_waiting
from desk.cases.errors import Incomplete, MoveNotAllowed, NotFound, Stale
from desk.cases.history import HistoryKind, move, record
from desk.cases.owed import context_of, owe_mail
from desk.cases.watch import look_at_clocks, set_watch
from desk.complaint.states import MOVES, Status
from desk.mail.drafts import Draft, MailKind
from desk.models import Complaint, MailState, Note, NoteKind, OutboxMail
from desk.storage.database import Database
from firm import Firm


@dataclass
class Change:
    """A locked complaint, in the transaction in which `actor` changes it, at `at`.

    If `counts`, officials who saw the complaint before have to look at it again: its
    version goes up by one, however much is changed.
    """

    session: Session
    complaint: Complaint
    actor: Actor
    firm: Firm
    at: datetime
    counts: bool = True

    def allow(self, to: Status) -> None:
        """Raises MoveNotAllowed when the complaint's stage does not lead to this one."""
        if to not in MOVES[Status(self.complaint.status)]:
            raise MoveNotAllowed(self.complaint.status, to)

    def owe(self, kind: MailKind, draft: Draft | None = None) -> OutboxMail:
        """Owes the client a mail that says how things stand now."""
        context = context_of(kind, draft, self.complaint, self.firm, self.at)
        return owe_mail(self.session, self.complaint, kind, context, self.firm, self.at)

    def send_again(self, mail: OutboxMail) -> OutboxMail:
        """Tries a mail that did not go out once more, or owes the client the content of one
        that did as a mail of its own; gives the mail that goes out now."""
        if mail.state == MailState.SENT:
            kind, context = MailKind(mail.kind), mail.context
            mail = owe_mail(
                self.session, self.complaint, kind, context, self.firm, self.at
            )
        else:
            self.release(mail)
        data = {"mail": mail.id, "mail_kind": mail.kind}
        self.record(HistoryKind.MAIL_RELEASED, data=data)
        return mail

    def release(self, mail: OutboxMail) -> None:
        """Makes a mail that has not gone out due now, with all its tries before it."""
        mail.state = MailState.DUE
        # A worker that is sending it to the old address can no longer settle it.
        mail.lease = mail.leased_until = None
        mail.due_at = self.at
        mail.attempts = mail.refusals = 0
        mail.last_error = None

    def keep_note(self, kind: NoteKind, text: str) -> Note:
        """Adds a note; returns it with its id."""
        # The complaint already names the client who writes for themselves.
        name = None if self.actor is CLIENT else self.actor.name
        note = Note(
            complaint_id=self.complaint.id,
            kind=kind,
            text=text,
            added_at=self.at.replace(microsecond=0),
            actor_id=self.actor.id,
            actor_name=name,
        )
        self.session.add(note)
        self.session.flush()
        return note

    def client_added(self, kind: HistoryKind, data: dict[str, Any]) -> None:
        """Records a client's addition (a note, a file), and ends the waiting for it.

        An official who decides without having seen the addition is told of it.
        """
        before = self.complaint.status
        if before == Status.WAITING:
            end_waiting(self.complaint, self.firm, self.at)
            move(self.complaint, Status.INVESTIGATING)
        self.complaint.client_wrote_at = self.at
        self.record(kind, moved_from=before, data=data)

    def record(
        self,
        kind: HistoryKind,
        *,
        moved_from: str | None = None,
        reason: str = "",
        data: dict[str, Any] | None = None,
        once: str | None = None,
    ) -> None:
        """Adds an entry to the history, as `desk.cases.history.record` does."""
        record(
            self.session,
            self.complaint,
            kind,
            self.actor,
            self.at,
            moved_from=moved_from,
            reason=reason,
            data=data,
            once=once,
        )


@contextmanager
def changing(
    session: Session, complaint_id: int, actor: Actor, firm: Firm, now: datetime
) -> Iterator[Change]:
    """Opens a change to this complaint within the caller's transaction.

    The transaction has to end with the change. Raises NotFound. An error inside the
    block leaves the complaint half changed, so the caller has to undo the transaction.
    """
    at = now.astimezone(UTC)
    # Data that the session read before the lock may be out of date.
    complaint = session.get(
        Complaint, complaint_id, with_for_update=True, populate_existing=True
    )
    if complaint is None:
        raise NotFound
    look_at_clocks(session, complaint, firm, at)
    change = Change(session, complaint, actor, firm, at)
    yield change
    if change.counts:
        complaint.version += 1
    complaint.updated_at = at
    set_watch(complaint, firm, at)


class Changes:
    """Opens changes on the complaints of one firm, and wakes the sender of mails after each."""

    def __init__(
        self,
        database: Database,
        firm: Firm,
        now: Callable[[], datetime],
        mail_is_due: Callable[[], None] = lambda: None,
    ) -> None:
        self.database = database
        self.firm = firm
        self.now = now
        self._mail_is_due = mail_is_due

    @contextmanager
    def of(
        self, complaint_id: int, actor: Actor, version: int | None
    ) -> Iterator[Change]:
        """Opens a change in its own transaction, at the version that its author saw.

        With None as `version` it applies to any version, and leaves the version as it
        is. Raises NotFound and Stale; on any error nothing is changed.
        """
        with (
            self.database.writing() as session,
            changing(session, complaint_id, actor, self.firm, self.now()) as change,
        ):
            change.counts = version is not None
            if version is not None and change.complaint.version != version:
                raise Stale(change.complaint.version)
            yield change
            if version is not None:
                # Who acts on the newest version has seen what the client wrote.
                change.complaint.client_wrote_at = None
        self._mail_is_due()


def require(field: str, text: str) -> str:
    """The text of this field. Raises Incomplete when it is blank."""
    if not text.strip():
        raise Incomplete(field, "blank")
    return text
