"""The register: files a complaint exactly once, and finds one for the client who filed it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from desk.cases.acknowledgement import Acknowledgement, acknowledgement_of
from desk.cases.actor import CLIENT
from desk.cases.clocks import ClockName, clocks_of
from desk.cases.history import HistoryKind, record
from desk.cases.owed import owe_deliveries, owe_mail
from desk.cases.watch import limit_of, set_watch
from desk.complaint import reference
from desk.complaint.lookup import complaint_of
from desk.complaint.states import Status
from desk.complaint.submission import Submission
from desk.mail.drafts import MailKind
from desk.models import Complaint
from desk.storage.database import Database
from desk.storage.idempotency import Done, once
from firm import Firm, add_business_days


class Receipt(BaseModel):
    """The standing of a complaint, as its client is told it on filing and on asking."""

    model_config = ConfigDict(frozen=True)

    reference: str = Field(examples=["RDS-7K3M-9QXV-2F4T-8C"])
    status: str = Field(examples=[Status.RECEIVED.value])
    received_at: AwareDatetime = Field(description="RFC 3339, UTC.")
    acknowledge_by: date = Field(description="The firm's aim, by its business days.")
    resolve_by: date = Field(
        description="The firm's aim, by its business days; the new date once another was told."
    )


class Standing(Receipt):
    """The standing of a complaint, and of the mail that acknowledges it."""

    acknowledgement: Acknowledgement | None = Field(
        description="The last acknowledgement by mail; null if none was ever owed."
    )


@dataclass(frozen=True)
class Filed:
    """The answer to a filing; `fresh` is False when its key had filed it before."""

    receipt: Receipt
    fresh: bool


class Register:
    """The complaints of one firm."""

    def __init__(self, database: Database, firm: Firm) -> None:
        self._database = database
        self._firm = firm

    def file(self, submission: Submission, key: str, now: datetime) -> Filed:
        """Files a complaint, or returns the answer that this key got before.

        The complaint, the record of its key and the acknowledgement owed to the client are
        committed together or not at all. `now` needs an offset. Raises
        desk.storage.idempotency.KeyReused, and
        sqlalchemy.exc.OperationalError when the database cannot take it now.
        """

        def keep(session: Session) -> Done:
            complaint = self._complaint(submission, now)
            session.add(complaint)
            session.flush()
            complaint.legal_limit = limit_of(complaint, self._firm)
            set_watch(complaint, self._firm, now)
            record(session, complaint, HistoryKind.FILED, CLIENT, complaint.received_at)
            owe_mail(
                session, complaint, MailKind.ACKNOWLEDGEMENT, None, self._firm, now
            )
            owe_deliveries(session, complaint.id, self._firm, now)
            return Done(receipt_for(complaint, self._firm, now), complaint.id)

        outcome = once(self._database, key, submission.fingerprint(), now, keep)
        return Filed(Receipt.model_validate(outcome.answer), outcome.fresh)

    def find(
        self, typed_reference: str, typed_email: str, now: datetime
    ) -> Standing | None:
        """The complaint with this reference, if this e-mail filed it; else None."""
        with self._database.reading() as session:
            number = self.number_in(typed_reference)
            complaint = complaint_of(session, number, typed_email)
            if complaint is None:
                return None
            acknowledgement = acknowledgement_of(session, complaint.id)
        receipt = receipt_for(complaint, self._firm, now)
        return Standing(**receipt.model_dump(), acknowledgement=acknowledgement)

    def number_in(self, typed_reference: str) -> str | None:
        """The number of a reference as somebody typed it, or None when it cannot be one."""
        return reference.read(typed_reference, self._firm.reference_prefix)

    def _complaint(self, submission: Submission, now: datetime) -> Complaint:
        firm = self._firm
        number = reference.new_number()
        return Complaint(
            number=number,
            reference=reference.show(number, firm.reference_prefix),
            status=Status.RECEIVED,
            received_at=now.astimezone(UTC).replace(microsecond=0),
            acknowledge_by=add_business_days(
                now, firm.deadlines.acknowledge_business_days, firm.calendar
            ),
            resolve_by=add_business_days(
                now, firm.deadlines.resolve_business_days, firm.calendar
            ),
            **submission.answers(),
            locale=submission.locale,
            conversation=submission.conversation,
            flags=submission.marked(),
            updated_at=now,
        )


def receipt_for(complaint: Complaint, firm: Firm, now: datetime) -> Receipt:
    """The receipt of a complaint: its stage and dates as they are now."""
    clocks = {clock.name: clock for clock in clocks_of(complaint, firm, now)}
    return Receipt(
        reference=complaint.reference,
        status=complaint.status,
        received_at=complaint.received_at,
        acknowledge_by=complaint.acknowledge_by,
        resolve_by=clocks[ClockName.RESOLVE].due,
    )
