"""What happened to a complaint, and what was decided on each of its points."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class HistoryEntry(Base):
    """One thing that happened to a complaint: who, when, what, why. Never changed, and
    deleted only with its complaint: triggers in the database see to it.

    `kind` is one of `desk.cases.history.Kind`; `data` says more, without personal data.
    `once` is a name that a complaint has one entry of at most, such as "missed:resolve:2025-01-21".
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
    """A point of a complaint, and what was decided on it, with the reasons."""

    __tablename__ = "points"

    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaints.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(SealedText)
    outcome: Mapped[str]
    reasons: Mapped[str] = mapped_column(SealedText)
