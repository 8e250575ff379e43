"""The register: files a complaint exactly once, and finds one for the client who filed it."""

import hashlib
import secrets
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from desk import reference
from desk.database import Database
from desk.models import Complaint, IdempotencyRecord, OutboxMail
from desk.submission import Submission
from firm import Firm, add_business_days

RECEIVED = "received"
ACKNOWLEDGEMENT = "acknowledgement"
DUE = "due"
_TRIES = 5


class KeyReused(Exception):
    """The idempotency key was used before, for a complaint with another body."""


class Receipt(BaseModel):
    """Where a complaint stands: what its client is told on filing and on asking."""

    model_config = ConfigDict(frozen=True)

    reference: str = Field(examples=["RDS-7K3M-9QXV-2F4T-8C"])
    status: str = Field(examples=[RECEIVED])
    received_at: AwareDatetime = Field(description="RFC 3339, UTC.")
    acknowledge_by: date = Field(description="The firm's aim, by its business days.")
    resolve_by: date = Field(description="The firm's aim, by its business days.")


@dataclass(frozen=True)
class Filed:
    """The answer to a filing; `fresh` is False when the key had filed it before."""

    receipt: Receipt
    fresh: bool


class Register:
    """The complaints of one firm."""

    def __init__(self, database: Database, firm: Firm) -> None:
        self._database = database
        self._firm = firm

    def file(self, submission: Submission, key: str, now: datetime) -> Filed:
        """Files a complaint, or gives the answer that this key was given before.

        The complaint, the record of its key and the acknowledgement owed to the client are
        committed together or not at all. `now` needs an offset. Raises KeyReused, and
        sqlalchemy.exc.OperationalError when the database cannot take it now.
        """
        fingerprint = submission.fingerprint()
        for _ in range(_TRIES):
            try:
                with self._database.writing() as session:
                    earlier = session.get(IdempotencyRecord, key)
                    if earlier is not None:
                        return Filed(_same_answer(earlier, fingerprint), fresh=False)
                    complaint = self._complaint(submission, now)
                    session.add(complaint)
                    session.flush()
                    receipt = receipt_for(complaint)
                    session.add(_record(key, fingerprint, receipt, complaint, now))
                    session.add(self._acknowledgement(complaint, now))
                return Filed(receipt, fresh=True)
            except IntegrityError:
                # Another request with this key committed first: its record is there now.
                # (Or the reference was taken, once in 2 to the 65: a new one is drawn.)
                continue
        raise RuntimeError(f"not filed in {_TRIES} tries")

    def find(self, typed_reference: str, typed_email: str) -> Receipt | None:
        """The complaint with this reference, if this e-mail filed it; else None.

        Looks up and compares alike whether the reference exists or not, so that neither
        the answer nor its time tells which of the two was wrong.
        """
        number = self.number_in(typed_reference)
        with self._database.reading() as session:
            complaint = session.scalar(
                select(Complaint).where(Complaint.number == (number or ""))
            )
        filed_by = complaint.email if complaint else ""
        same = secrets.compare_digest(_comparable(filed_by), _comparable(typed_email))
        return receipt_for(complaint) if complaint and same else None

    def number_in(self, typed_reference: str) -> str | None:
        """The number of a reference as somebody typed it, or None when it cannot be one."""
        return reference.read(typed_reference, self._firm.reference_prefix)

    def _complaint(self, submission: Submission, now: datetime) -> Complaint:
        firm = self._firm
        details = submission.details
        number = reference.new_number()
        occurred = details.occurred
        return Complaint(
            number=number,
            reference=reference.show(number, firm.reference_prefix),
            status=RECEIVED,
            received_at=now.astimezone(UTC).replace(microsecond=0),
            acknowledge_by=add_business_days(
                now, firm.deadlines.acknowledge_business_days, firm.calendar
            ),
            resolve_by=add_business_days(
                now, firm.deadlines.resolve_business_days, firm.calendar
            ),
            email=submission.email,
            account_id=submission.account_id,
            full_name=submission.full_name,
            country=submission.country,
            category=submission.category,
            description=details.description,
            ticket_numbers=details.ticket_numbers,
            occurred=occurred.model_dump(by_alias=True) if occurred else None,
            individuals=details.individuals,
            actions_taken=details.actions_taken,
            desired_resolution=details.desired_resolution,
            locale=submission.locale,
            conversation=submission.conversation,
            flags=submission.flags,
        )

    def _acknowledgement(self, complaint: Complaint, now: datetime) -> OutboxMail:
        domain = self._firm.mail.sender.rpartition("@")[2]
        return OutboxMail(
            complaint_id=complaint.id,
            kind=ACKNOWLEDGEMENT,
            # Made once and kept, so that a mail sent twice is recognised as one.
            message_id=f"<{uuid.uuid4()}@{domain}>",
            state=DUE,
            created_at=now,
            due_at=now,
        )


def receipt_for(complaint: Complaint) -> Receipt:
    """What its client is told about this complaint."""
    return Receipt(
        reference=complaint.reference,
        status=complaint.status,
        received_at=complaint.received_at,
        acknowledge_by=complaint.acknowledge_by,
        resolve_by=complaint.resolve_by,
    )


def _record(
    key: str, fingerprint: str, receipt: Receipt, complaint: Complaint, now: datetime
) -> IdempotencyRecord:
    return IdempotencyRecord(
        key=key,
        fingerprint=fingerprint,
        answer=receipt.model_dump(mode="json"),
        complaint_id=complaint.id,
        created_at=now,
    )


def _same_answer(record: IdempotencyRecord, fingerprint: str) -> Receipt:
    if not secrets.compare_digest(record.fingerprint, fingerprint):
        raise KeyReused
    return Receipt.model_validate(record.answer)


def _comparable(email: str) -> bytes:
    """An e-mail as people mean it: case and the way accents are composed do not matter."""
    plain = unicodedata.normalize("NFKC", email.strip()).casefold()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
