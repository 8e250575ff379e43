"""Notes of clients on complaints that are filed already."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from desk.cases.actor import CLIENT
from desk.cases.changes import changing
from desk.cases.history import HistoryKind
from desk.cases.owed import owe_deliveries
from desk.complaint import reference
from desk.complaint.lookup import Pair, complaint_of
from desk.complaint.submission import LONGEST_TEXT, Text
from desk.models import NoteKind
from desk.storage.database import Database
from desk.storage.idempotency import Done, fingerprint_of, once
from firm import Firm


class NoSuchPair(Exception):
    """No complaint has this reference and e-mail; which one is wrong stays untold."""


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


@dataclass(frozen=True)
class Added:
    """The answer to a note; `fresh` is False when its key had added the note before."""

    receipt: NoteReceipt
    fresh: bool


class Notes:
    """The notes on one firm's complaints."""

    def __init__(self, database: Database, firm: Firm) -> None:
        self._database = database
        self._firm = firm

    def add(self, note: NewNote, key: str, now: datetime) -> Added:
        """Keeps a client's note, or returns the answer that this key got before.

        `now` needs an offset. Raises NoSuchPair, desk.storage.idempotency.KeyReused, and
        sqlalchemy.exc.OperationalError when the database cannot take it now.
        """

        def keep(session: Session) -> Done:
            number = reference.read(note.reference, self._firm.reference_prefix)
            complaint = complaint_of(session, number, note.email)
            if complaint is None:
                raise NoSuchPair
            with changing(session, complaint.id, CLIENT, self._firm, now) as change:
                added = change.keep_note(NoteKind.CLIENT, note.text)
                change.client_added(HistoryKind.CLIENT_WROTE, {"note": added.id})
            owe_deliveries(session, complaint.id, self._firm, now, added.id)
            receipt = NoteReceipt(
                reference=complaint.reference, added_at=added.added_at
            )
            return Done(receipt, complaint.id)

        outcome = once(
            self._database, key, fingerprint_of(note.model_dump(mode="json")), now, keep
        )
        return Added(NoteReceipt.model_validate(outcome.answer), outcome.fresh)
