"""The acknowledgement of a complaint, for its client: where that mail stands, and a second one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.cases.actor import CLIENT
from desk.cases.changes import Change, changing
from desk.cases.errors import NoSuchPair
from desk.cases.history import HistoryKind
from desk.complaint import reference
from desk.complaint.formats import mail_address
from desk.complaint.lookup import Pair, complaint_of
from desk.mail.drafts import MailKind
from desk.models import MailState, OutboxMail
from desk.storage.database import Database
from firm import Firm

# Nobody can fill a mailbox that is not theirs.
BETWEEN: Final = timedelta(minutes=10)


class AcknowledgementState(StrEnum):
    """States of the acknowledgement, as its client is told them."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


_STATES = {
    MailState.DUE: AcknowledgementState.QUEUED,
    MailState.SENT: AcknowledgementState.SENT,
    MailState.HELD: AcknowledgementState.FAILED,
    MailState.DEAD: AcknowledgementState.FAILED,
}


class Acknowledgement(BaseModel):
    """The last acknowledgement of a complaint by mail."""

    model_config = ConfigDict(frozen=True)

    state: AcknowledgementState = Field(
        description="`failed`: the address is none, or the mail server refused it for good."
    )
    at: AwareDatetime = Field(
        description="When it was sent; before that, since when it is owed. RFC 3339, UTC."
    )


class SentAgain(Acknowledgement):
    """The last acknowledgement, and when it can be sent again."""

    again_at: AwareDatetime | None = Field(
        description="From when it can be sent again; null while one is on its way, and "
        "where the address is none. RFC 3339, UTC."
    )


@dataclass(frozen=True)
class Again:
    """The answer to a client; `fresh` is False when nothing had to be, or could be, done."""

    answer: SentAgain
    fresh: bool


def acknowledgement_of(session: Session, complaint_id: int) -> Acknowledgement | None:
    """The last acknowledgement of a complaint; None if none was ever owed."""
    mail = _last(session, complaint_id)
    return _told(mail) if mail else None


class Acknowledgements:
    """The acknowledgements of one firm's complaints, for the clients who ask for them."""

    def __init__(
        self, database: Database, firm: Firm, mail_is_due: Callable[[], None]
    ) -> None:
        self._database = database
        self._firm = firm
        self._mail_is_due = mail_is_due

    def send_again(self, pair: Pair, now: datetime) -> Again:
        """Owes the client the acknowledgement again, at most once in ten minutes.

        Nothing is done while one is on its way, within ten minutes of the last, or where
        the e-mail is no address; so the call can be repeated. Raises NoSuchPair, and
        sqlalchemy.exc.OperationalError when the database cannot take it now.
        """
        with self._database.writing() as session:
            number = reference.read(pair.reference, self._firm.reference_prefix)
            complaint = complaint_of(session, number, pair.email)
            if complaint is None:
                raise NoSuchPair
            with changing(session, complaint.id, CLIENT, self._firm, now) as change:
                change.counts = False
                again = _again(change)
        if again.fresh:
            self._mail_is_due()
        return again


def _again(change: Change) -> Again:
    mail = _last(change.session, change.complaint.id)
    if mail is not None:
        again_at = _again_at(mail, change.complaint.email)
        if again_at is None or again_at > change.at:
            return Again(_told_again(mail, again_at), fresh=False)
        mail = change.send_again(mail)
    else:
        mail = change.owe(MailKind.ACKNOWLEDGEMENT)
        data = {"mail": mail.id, "mail_kind": mail.kind}
        change.record(HistoryKind.MAIL_RELEASED, data=data)
    return Again(_told_again(mail, None), fresh=True)


def _again_at(mail: OutboxMail, email: str) -> datetime | None:
    if mail.state == MailState.DUE or mail_address(email) is None:
        return None
    return (mail.sent_at or mail.due_at) + BETWEEN


def _last(session: Session, complaint_id: int) -> OutboxMail | None:
    return session.scalars(
        select(OutboxMail)
        .where(
            OutboxMail.complaint_id == complaint_id,
            OutboxMail.kind == MailKind.ACKNOWLEDGEMENT,
        )
        .order_by(OutboxMail.id.desc())
        .limit(1)
    ).first()


def _told(mail: OutboxMail) -> Acknowledgement:
    return Acknowledgement(
        state=_STATES[MailState(mail.state)], at=mail.sent_at or mail.created_at
    )


def _told_again(mail: OutboxMail, again_at: datetime | None) -> SentAgain:
    return SentAgain(**_told(mail).model_dump(), again_at=again_at)
