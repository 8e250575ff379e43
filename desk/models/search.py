"""The search: how its index was made, and what officials look for.

The index itself, `search_index`, is no model: it is a virtual table on SQLite and holds a
tsvector on PostgreSQL. Migration 0009 makes it, `desk.storage.search.index` has its SQL.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class SearchState(Base):
    """One row: what the index was made with (`Coding.made_with`), None while it is made."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_with: Mapped[str | None]


class StaffSearch(Base):
    """What somebody looks for in the queue. Kept here for a day, so that no text with
    names in it stands in an address, a browser's history or a proxy's log: those have `id`,
    which is random and is theirs alone."""

    __tablename__ = "staff_searches"

    id: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    text: Mapped[str] = mapped_column(SealedText)
    at: Mapped[datetime] = mapped_column(index=True)
