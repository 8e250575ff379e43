"""Notes on complaints."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class NoteKind(StrEnum):
    """Kinds of notes: the client's, also with the request to withdraw the complaint, and
    those of the staff, which have a name."""

    CLIENT = "client"
    WITHDRAWAL = "withdrawal"
    STAFF = "staff"


class Note(Base):
    """A note added to a filed complaint, kept verbatim; `kind` is a NoteKind."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(SealedText)
    added_at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str | None]

    @property
    def is_clients(self) -> bool:
        """Whether the client wrote it."""
        return self.kind != NoteKind.STAFF
