"""The tables of the register."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Goes in with any offset, comes out in UTC; SQLite would forget the offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs an offset")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        return (
            value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        )


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, datetime: UtcDateTime}


class Complaint(Base):
    """A complaint as the client filed it. What the client wrote is never altered.

    `number` is the random part of the reference, by which it is looked up; `reference` is
    the whole as it was shown. `flags` names the fields that were taken as typed because
    their format was wrong twice: those may hold anything.
    """

    __tablename__ = "complaints"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str]
    status: Mapped[str]
    received_at: Mapped[datetime]
    acknowledge_by: Mapped[date]
    resolve_by: Mapped[date]

    email: Mapped[str]
    account_id: Mapped[str]
    full_name: Mapped[str]
    country: Mapped[str]
    category: Mapped[str]
    description: Mapped[str]
    ticket_numbers: Mapped[list[str]] = mapped_column(JSON)
    occurred: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    individuals: Mapped[list[str]] = mapped_column(JSON)
    actions_taken: Mapped[str]
    desired_resolution: Mapped[str]
    locale: Mapped[str]
    conversation: Mapped[str]
    flags: Mapped[list[str]] = mapped_column(JSON)


class IdempotencyRecord(Base):
    """That a key was used, for which body (`fingerprint`), and what was answered then."""

    __tablename__ = "idempotency_records"

    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    created_at: Mapped[datetime]


class Note(Base):
    """What was added to a complaint after it was filed, to the last character.

    `kind` says by whom: "client".
    """

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    added_at: Mapped[datetime]


class OutboxMail(Base):
    """A mail that is owed to a client. It is written when sent, from the complaint.

    `state` is "due" until it is sent, then "sent"; "held" is a mail that cannot go out
    before somebody mends the address. `lease` names the worker that is sending it, which
    has it to itself until `leased_until`.
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
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    sent_at: Mapped[datetime | None]

    complaint: Mapped[Complaint] = relationship(lazy="raise")
