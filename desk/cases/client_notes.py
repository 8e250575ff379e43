"""Words of clients on complaints that are filed already: notes, and requests to withdraw."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from desk.cases.actor import CLIENT
from desk.cases.changes import Change, changing
from desk.cases.errors import NoSuchPair
from desk.cases.history import HistoryKind
from desk.cases.owed import owe_deliveries
from desk.complaint import reference
from desk.complaint.lookup import Pair, complaint_of
from desk.complaint.states import Status
from desk.complaint.submission import LONGEST_TEXT, Text
from desk.models import Complaint, Note, NoteKind
from desk.storage.database import Database
from desk.storage.idempotency import Done, fingerprint_of, once
from firm import Firm


class NewNote(Pair):
    """A note as a client hands it in, with the complaint's reference and e-mail."""

    text: Text = Field(
        description=f"1 to {LONGEST_TEXT} characters, kept as they come.",
        examples=["The withdrawal has arrived, a fee is missing."],
    )


class NoteReceipt(BaseModel):
    """Confirmation that a note is kept."""

    model_config = ConfigDict(frozen=True)

    reference: str = Field(examples=["RDS-7K3M-9QXV-2F4T-8C"])
    added_at: AwareDatetime = Field(description="RFC 3339, UTC.")


class NewWithdrawal(Pair):
    """A client's request to withdraw a complaint, with its reference and e-mail."""

    text: Text = Field(
        description=f"The client's words: 1 to {LONGEST_TEXT} characters, kept as they come.",
        examples=["They have paid me back. Please drop it."],
    )


class WithdrawalReceipt(BaseModel):
    """Confirmation that a request to withdraw is kept; an official decides on it."""

    model_config = ConfigDict(frozen=True)

    reference: str = Field(examples=["RDS-7K3M-9QXV-2F4T-8C"])
    status: str = Field(
        description="The complaint's stage, which the request does not change.",
        examples=[Status.INVESTIGATING.value],
    )
    asked_at: AwareDatetime = Field(description="RFC 3339, UTC.")


Kept = TypeVar("Kept", NoteReceipt, WithdrawalReceipt)


@dataclass(frozen=True)
class Added(Generic[Kept]):
    """The answer to a client; `fresh` is False when its key had got it before."""

    receipt: Kept
    fresh: bool


class Notes:
    """The words of clients on one firm's complaints.

    Each method takes an idempotency key, and `now` with an offset. It raises NoSuchPair,
    desk.storage.idempotency.KeyReused, and sqlalchemy.exc.OperationalError when the
    database cannot take it now.
    """

    def __init__(self, database: Database, firm: Firm) -> None:
        self._database = database
        self._firm = firm

    def add(self, note: NewNote, key: str, now: datetime) -> Added[NoteReceipt]:
        """Keeps a client's note, or returns the answer that this key got before.

        Raises as the class says.
        """

        def keep(change: Change) -> Note:
            added = change.keep_note(NoteKind.CLIENT, note.text)
            change.client_added(HistoryKind.CLIENT_WROTE, {"note": added.id})
            return added

        def receipt(complaint: Complaint, added: Note) -> NoteReceipt:
            return NoteReceipt(reference=complaint.reference, added_at=added.added_at)

        said = note.model_dump(mode="json")
        answer, fresh = self._once(note, key, fingerprint_of(said), now, keep, receipt)
        return Added(NoteReceipt.model_validate(answer), fresh)

    def ask_to_withdraw(
        self, request: NewWithdrawal, key: str, now: datetime
    ) -> Added[WithdrawalReceipt]:
        """Keeps a client's request to withdraw, or returns the answer that this key got.

        The stage stays as it is: an official decides. Raises MoveNotAllowed when the
        complaint has ended, and as the class says.
        """

        def keep(change: Change) -> Note:
            change.allow(Status.WITHDRAWN)
            asked = change.keep_note(NoteKind.WITHDRAWAL, request.text)
            change.complaint.client_wrote_at = change.at
            change.complaint.withdrawal_asked_at = change.at
            change.record(HistoryKind.WITHDRAWAL_ASKED, data={"note": asked.id})
            return asked

        def receipt(complaint: Complaint, asked: Note) -> WithdrawalReceipt:
            return WithdrawalReceipt(
                reference=complaint.reference,
                status=complaint.status,
                asked_at=asked.added_at,
            )

        # A note with the same words is another body.
        said = {"withdrawal": request.model_dump(mode="json")}
        answer, fresh = self._once(
            request, key, fingerprint_of(said), now, keep, receipt
        )
        return Added(WithdrawalReceipt.model_validate(answer), fresh)

    def _once(
        self,
        pair: Pair,
        key: str,
        fingerprint: str,
        now: datetime,
        keep: Callable[[Change], Note],
        receipt: Callable[[Complaint, Note], BaseModel],
    ) -> tuple[object, bool]:
        """The answer as JSON, and whether it is fresh; the note that `keep` makes is owed
        to the firm's other systems too."""

        def act(session: Session) -> Done:
            number = reference.read(pair.reference, self._firm.reference_prefix)
            complaint = complaint_of(session, number, pair.email)
            if complaint is None:
                raise NoSuchPair
            with changing(session, complaint.id, CLIENT, self._firm, now) as change:
                note = keep(change)
            owe_deliveries(session, complaint.id, self._firm, now, note.id)
            return Done(receipt(complaint, note), complaint.id)

        outcome = once(self._database, key, fingerprint, now, act)
        return outcome.answer, outcome.fresh
