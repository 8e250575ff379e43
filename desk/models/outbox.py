"""Mails that are owed to clients."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base
from desk.models.complaint import Complaint
from desk.models.sealed import SealedJson


class MailState(StrEnum):
    """States of a mail in the outbox."""

    DUE = "due"
    SENT = "sent"
    HELD = "held"  # cannot go out before somebody mends the address
    DEAD = "dead"  # refused for good by the mail server, as often as it was asked


class OutboxMail(Base):
    """A mail that is owed to a client.

    Its text is written when it is sent, from the complaint and from `context`, which
    keeps facts of the moment when it was owed, such as the question asked. `state` is a
    MailState. `lease` names the worker that is sending the mail, and no other may until
    `leased_until`.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_state_due_at", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    kind: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    # The number of times that a mail server refused it for good.
    refusals: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    context: Mapped[dict[str, Any] | None] = mapped_column(SealedJson)

    complaint: Mapped[Complaint] = relationship(lazy="raise")
