"""A register with something in every column that is sealed, and what is stored of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from desk.cases.actor import DESK
from desk.cases.client_notes import NewNote, Notes
from desk.cases.history import HistoryKind, record
from desk.cases.intake import Register
from desk.cases.owed import owe_mail
from desk.complaint.submission import Submission
from desk.files.store import Store
from desk.mail.drafts import MailKind
from desk.models import Base, Complaint, EvidenceFile, Point
from desk.models.keyring import new_key
from desk.sealing.reseal import sealed_columns
from desk.storage.database import Database
from desk.tests.conftest import NOON
from desk.tests.support.complaint import complaint_to
from firm import Firm

OLD, NEW = new_key(), new_key()
Opened = Callable[[str], Database]


def file_one(database: Database, firm: Firm, **changes: object) -> str:
    """Files a complaint with a note; gives its reference."""
    submission = Submission.model_validate(complaint_to(firm, **changes))
    receipt = Register(database, firm).file(submission, new_key(), NOON).receipt
    note = NewNote(
        reference=receipt.reference,
        email=submission.email,
        text="The fee of 3.17 is missing.",
    )
    Notes(database, firm).add(note, new_key(), NOON)
    return receipt.reference


def fill(database: Database, firm: Firm, store: Store, *, complaints: int = 1) -> None:
    """Puts something into every column that is sealed."""
    for _ in range(complaints):
        file_one(database, firm)
    with database.writing() as session:
        for complaint in session.scalars(select(Complaint)).all():
            record(
                session,
                complaint,
                HistoryKind.DELAYED,
                DESK,
                NOON,
                reason="A hidden word",
            )
            context = {"question": "A hidden word?"}
            owe_mail(session, complaint, MailKind.QUESTION, context, firm, NOON)
            session.add(
                Point(
                    complaint_id=complaint.id,
                    position=1,
                    text="A hidden word",
                    outcome="upheld",
                    reasons="A hidden word",
                )
            )
            sealed = database.keyring.newest is not None
            incoming = store.incoming(sealed=sealed)
            incoming.write(b"A hidden word in a file")
            incoming.finish()
            incoming.keep()
            session.add(
                EvidenceFile(
                    complaint_id=complaint.id,
                    name="hidden word.txt",
                    media_type="text/plain",
                    size=incoming.size,
                    sha256=incoming.sha256,
                    stored_as=incoming.name,
                    content_key=incoming.key,
                    added_at=NOON,
                )
            )


def everything(database: Database, store: Store) -> list[Any]:
    """All that is read out of the sealed columns and the files."""
    with database.reading() as session:
        rows: list[Any] = [
            tuple(row)
            for table in Base.metadata.sorted_tables
            if (columns := sealed_columns(table))
            for row in session.execute(
                # The key of a file is made when it is sealed.
                select(*(c for c in columns if c.name != "content_key")).order_by(
                    *table.primary_key.columns
                )
            )
        ]
        files = session.scalars(select(EvidenceFile)).all()
    return rows + [store.read(f.stored_as, f.content_key, f.sha256) for f in files]


def key_ids_in(database: Database) -> set[str]:
    """The ids of the keys that stored values name; "plain" for those that are not sealed."""
    ids: set[str] = set()
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for column in sealed_columns(table):
                for (stored,) in session.execute(
                    text(f"SELECT {column.name} FROM {table.name}")
                ):
                    if stored is not None:
                        parts = str(stored).strip('"').split(":")
                        sealed = parts[0] == "redress-sealed"
                        ids.add(parts[2] if sealed else "plain")
    return ids


def bytes_of(file: Path) -> bytes:
    """A SQLite database with its log."""
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
