"""Mails to the client: previewed before they are sent, read afterwards, sent again."""

from sqlalchemy import select

from desk.cases.actor import Actor
from desk.cases.changes import Changes
from desk.cases.errors import Incomplete, NotFound
from desk.cases.history import HistoryKind
from desk.cases.owed import context_of
from desk.complaint.formats import mail_address
from desk.mail.drafts import Draft, MailKind
from desk.mail.letter import Letter, Letters
from desk.models import Complaint, MailState, OutboxMail


class Correspondence:
    """The mails of complaints, for the staff. Changes raise as those of
    `desk.cases.service.Cases` do."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._letters = Letters(changes.firm)

    def preview(
        self, complaint_id: int, kind: MailKind, draft: Draft | None = None
    ) -> Letter:
        """The mail as it would go out now. Raises NotFound, and TypeError when the kind
        needs a draft and has none."""
        firm, now = self._changes.firm, self._changes.now()
        with self._changes.database.reading() as session:
            complaint = session.get(Complaint, complaint_id)
        if complaint is None:
            raise NotFound
        context = context_of(MailKind(kind), draft, complaint, firm, now)
        return self._letters.write(kind, complaint, context)

    def letter(self, complaint: Complaint, mail: OutboxMail) -> Letter:
        """The letter of a mail in the outbox, which keeps only what it is made from."""
        return self._letters.write(mail.kind, complaint, mail.context)

    def amend_email(
        self, complaint_id: int, email: str, actor: Actor, version: int
    ) -> int:
        """Corrects the client's e-mail, and makes its unsent mails due again.

        Returns the number of those mails. The history keeps the old address as the
        reason. Raises as the class says.
        """
        if mail_address(email) is None:
            raise Incomplete("email", "not_an_address")
        with self._changes.of(complaint_id, actor, version) as change:
            complaint = change.complaint
            old, complaint.email = complaint.email, email.strip()
            complaint.flags = [flag for flag in complaint.flags if flag != "email"]
            unsent = change.session.scalars(
                select(OutboxMail).where(
                    OutboxMail.complaint_id == complaint.id,
                    OutboxMail.state != MailState.SENT,
                )
            ).all()
            for mail in unsent:
                change.release(mail)
            data = {"mails": len(unsent)}
            change.record(HistoryKind.EMAIL_AMENDED, reason=old, data=data)
        return len(unsent)

    def resend(self, mail_id: int, actor: Actor) -> None:
        """Tries a held or dead mail again; repeats a sent one as a mail of its own.

        A mail that is on its way is left alone. Raises NotFound.
        """
        with self._changes.database.reading() as session:
            mail = session.get(OutboxMail, mail_id)
        if mail is None:
            raise NotFound
        with self._changes.of(mail.complaint_id, actor, None) as change:
            mail = change.session.get_one(OutboxMail, mail_id)
            if mail.state != MailState.DUE:
                change.send_again(mail)
