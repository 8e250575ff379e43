"""The mode "instead": once another system has a complaint, the desk keeps no text of it.

The desk still does what it promised the client: the reference, the dates, the answer to
"where does it stand", and the way for notes. For that it keeps the name, the e-mail,
the category and the country. The other system alone has the story and the notes.
"""

from datetime import datetime

from sqlalchemy import exists, select

from desk.cases.actor import DESK
from desk.cases.changes import changing
from desk.cases.history import HistoryKind, is_recorded
from desk.models import (
    Complaint,
    Delivery,
    DeliveryState,
    HistoryEntry,
    MailState,
    Note,
    NoteKind,
    OutboxMail,
)
from desk.storage.database import Database
from fields import FIELDS
from firm import Firm


def hand_over(database: Database, firm: Firm, complaint_id: int, now: datetime) -> bool:
    """Forgets the texts of a complaint that other systems keep instead of the desk.

    It waits until each of these systems has confirmed that it has all the texts, and
    until mails to the client that quote them are sent. Returns whether it forgot any
    text.
    """
    instead = [adapter.name for adapter in firm.adapters if adapter.mode == "instead"]
    if not instead:
        return False
    with database.writing() as session:
        complaint = session.get(Complaint, complaint_id, with_for_update=True)
        if complaint is None:
            return False
        owed = select(Delivery.id).where(
            Delivery.complaint_id == complaint_id, Delivery.state != DeliveryState.SENT
        )
        unsent = select(OutboxMail.id).where(
            OutboxMail.complaint_id == complaint_id,
            OutboxMail.state.in_([MailState.DUE, MailState.HELD]),
        )
        taken = set(
            session.scalars(
                select(Delivery.adapter).where(
                    Delivery.complaint_id == complaint_id,
                    Delivery.state == DeliveryState.SENT,
                )
            )
        )
        waits = session.scalar(owed.limit(1)) or session.scalar(unsent.limit(1))
        if waits or not taken.issuperset(instead):
            return False
        notes = session.scalars(
            select(Note).where(
                Note.complaint_id == complaint_id, Note.kind != NoteKind.STAFF
            )
        ).all()
        if not complaint.description and not any(note.text for note in notes):
            return False
        with changing(session, complaint_id, DESK, firm, now) as change:
            # Nothing has changed that officials act upon.
            change.counts = False
            _forget(change.complaint)
            for note in notes:
                note.text = ""
            if not is_recorded(session, complaint, HistoryKind.HANDED_OVER):
                change.record(
                    HistoryKind.HANDED_OVER,
                    data={"adapters": instead},
                    once=HistoryKind.HANDED_OVER,
                )
        return True


def waiting(database: Database, firm: Firm) -> list[int]:
    """Ids of complaints that were delivered and whose texts are still here, oldest
    first: they waited for a mail, or their desk died in between."""
    if all(adapter.mode != "instead" for adapter in firm.adapters):
        return []
    forgotten = exists().where(
        HistoryEntry.complaint_id == Complaint.id,
        HistoryEntry.kind == HistoryKind.HANDED_OVER,
    )
    made = exists().where(
        Delivery.complaint_id == Complaint.id, Delivery.state == DeliveryState.SENT
    )
    with database.reading() as session:
        return list(
            session.scalars(
                select(Complaint.id).where(made, ~forgotten).order_by(Complaint.id)
            )
        )


def _forget(complaint: Complaint) -> None:
    forgotten = {name: field for name, field in FIELDS.items() if field.forgotten}
    for name, field in forgotten.items():
        setattr(complaint, name, field.filed(field.empty))
    # An empty field with its flag would pass for one that the client did not give.
    complaint.flags = [name for name in complaint.flags if name not in forgotten]
