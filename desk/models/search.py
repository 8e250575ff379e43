"""The search: how its index was made, and the searches of officials.

The index itself, `search_index`, has no model: it is a virtual table on SQLite and
holds a tsvector on PostgreSQL. Migration 0009 makes it, `desk.storage.search.index` has
its SQL.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class SearchState(Base):
    """One row: the coding of the index (`Coding.made_with`), None while it is made."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_with: Mapped[str | None]


class StaffSearch(Base):
    """A search of an official in the queue, kept for a day.

    Addresses, and so browser histories and proxy logs, hold only its `id`, which is
    random and valid for this official alone, and not the text, which may have names in
    it.
    """

    __tablename__ = "staff_searches"

    id: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    text: Mapped[str] = mapped_column(SealedText)
    at: Mapped[datetime] = mapped_column(index=True)
