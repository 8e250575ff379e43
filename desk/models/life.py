"""The history of a complaint, and the decisions on its points."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class HistoryEntry(Base):
    """One event in the life of a complaint: who, when, what, why.

    Triggers in the database forbid changes, and deletion other than with the complaint.
    `kind` is a `desk.cases.history.HistoryKind`; `data` says more, without personal
    data. `once` is a name, such as "missed:resolve:2025-01-21", that a complaint has at
    most one entry of.
    """

    __tablename__ = "history"
    __table_args__ = (UniqueConstraint("complaint_id", "once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaints.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    kind: Mapped[str]
    from_status: Mapped[str | None]
    to_status: Mapped[str | None]
    reason: Mapped[str] = mapped_column(SealedText)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    once: Mapped[str | None]


class Point(Base):
    """A point of a complaint, and the decision on it with its reasons."""

    __tablename__ = "points"

    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaints.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(SealedText)
    outcome: Mapped[str]
    reasons: Mapped[str] = mapped_column(SealedText)
