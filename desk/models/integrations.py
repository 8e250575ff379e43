"""Deliveries owed to other systems, and the keys that this database is sealed with."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class DeliveryEvent(StrEnum):
    """The event that a delivery reports to the other system."""

    FILED = "complaint.filed"
    NOTE = "complaint.note"


class DeliveryState(StrEnum):
    """States of a delivery."""

    DUE = "due"
    SENT = "sent"
    DEAD = "dead"  # refused for good by the other system


class Delivery(Base):
    """A complaint, or a client's note to one, owed to another system of firm.yml.

    Its content is made from the complaint when it is sent. `event` is a DeliveryEvent,
    `state` a DeliveryState. `key` is the same at every attempt, so that the other
    system can recognise a repetition; `remote_id` is that system's id of the complaint.
    `lease` is as in OutboxMail.
    """

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_state_due_at", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaints.id", ondelete="CASCADE"), index=True
    )
    note_id: Mapped[int | None] = mapped_column(
        ForeignKey("notes.id", ondelete="CASCADE"), index=True
    )
    adapter: Mapped[str]
    event: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    remote_id: Mapped[str | None]


class SealingKey(Base):
    """The id of a key that values in this database may be sealed with. A desk without
    one of these keys does not start."""

    __tablename__ = "sealing_keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    first_used_at: Mapped[datetime]
