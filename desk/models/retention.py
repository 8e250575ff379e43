"""Erasures of complaints, done or refused."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class Erasure(Base):
    """The erasure of a complaint, or its refusal, with the reason; no personal data.

    `outcome` is "erased" or "refused". `cause` is "request" (of the person) or
    "retention" (its time was over). `reason` is a
    `desk.retention.periods.ErasureReason`, and `kept_until` the first day on which the
    refusal no longer holds, where that is known. `actor` is the official's id and name
    at that time, or how the command was run.
    """

    __tablename__ = "erasures"
    __table_args__ = (Index("ix_erasures_reference", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    reference: Mapped[str]
    received_on: Mapped[date]
    closed_on: Mapped[date | None]
    outcome: Mapped[str]
    cause: Mapped[str]
    reason: Mapped[str]
    kept_until: Mapped[date | None]
