"""A change to a complaint: checked, recorded and mailed in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from desk.cases.actor import Actor
from desk.cases.errors import Incomplete, MoveNotAllowed, NotFound, Stale
from desk.cases.history import Kind, record
from desk.cases.mails import context_of, owe
from desk.cases.watch import look_at_clocks, set_watch
from desk.complaint.states import MOVES, Status
from desk.mail.drafts import Draft, MailKind
from desk.models import Complaint, Note, OutboxMail
from desk.storage.database import Database
from firm import Firm


@dataclass(frozen=True)
class Change:
    """A complaint, locked, in the transaction in which `actor` changes it, at this instant."""

    session: Session
    complaint: Complaint
    actor: Actor
    firm: Firm
    at: datetime

    def allow(self, to: Status) -> None:
        """Raises MoveNotAllowed when the complaint's stage does not lead to this one."""
        if to not in MOVES[Status(self.complaint.status)]:
            raise MoveNotAllowed(self.complaint.status, to)

    def owe(self, kind: MailKind, draft: Draft | None = None) -> OutboxMail:
        """Owes the client a mail that says how things stand now."""
        context = context_of(kind, draft, self.complaint, self.firm, self.at)
        return owe(self.session, self.complaint, kind, context, self.firm, self.at)

    def owe_again(self, mail: OutboxMail) -> OutboxMail:
        """Owes the client what a mail says, once more and as it was said then."""
        kind, context = MailKind(mail.kind), mail.context
        return owe(self.session, self.complaint, kind, context, self.firm, self.at)

    def keep_note(self, kind: str, text: str) -> Note:
        """Adds a note of the "staff" or of the "client"; gives it with its id."""
        note = Note(
            complaint_id=self.complaint.id,
            kind=kind,
            text=text,
            added_at=self.at,
            actor_id=self.actor.id,
            actor_name=self.actor.name,
        )
        self.session.add(note)
        self.session.flush()
        return note

    def record(
        self,
        kind: Kind,
        *,
        moved_from: str | None = None,
        reason: str = "",
        data: dict[str, Any] | None = None,
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
        )


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
        """A change to this complaint, at the version that its author saw; with None, at any,
        and it stays. Raises NotFound and Stale; on any error nothing is changed."""
        now = self.now().astimezone(UTC)
        with self.database.writing() as session:
            complaint = session.get(Complaint, complaint_id, with_for_update=True)
            if complaint is None:
                raise NotFound
            if version is not None and complaint.version != version:
                raise Stale(complaint.version)
            look_at_clocks(session, complaint, self.firm, now)
            yield Change(session, complaint, actor, self.firm, now)
            if version is not None:
                complaint.version += 1
                complaint.client_wrote_at = None
            complaint.updated_at = now
            set_watch(complaint, self.firm, now)
        self._mail_is_due()


def given(field: str, text: str) -> None:
    """Raises Incomplete when the text of this field is blank."""
    if not text.strip():
        raise Incomplete(field, "blank")
