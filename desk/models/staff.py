"""The staff who work the register, their sessions, and their acts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class Staff(Base):
    """A person who may sign in to the console. `email` is in lower case.

    `role` is "official", "supervisor" or "admin". Persons are not deleted, since the
    history names them: those who leave are made inactive. `failed_attempts` counts
    wrong passwords since the last right one; until `locked_until` no password is
    accepted.
    """

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class StaffSession(Base):
    """A session. The browser alone has the token; `token_hash` is its SHA-256."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class AuditEntry(Base):
    """An act of the staff on personal data, and its time.

    Entries are never altered, and deleted only when their time is over: both databases
    refuse it otherwise. `name` is the person's name at that time. `complaint_id` is no
    foreign key, so that the entry outlives the erasure of the complaint. `detail` holds
    no texts of clients.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_staff_id_id", "staff_id", "id"),
        Index("ix_audit_complaint_id_id", "complaint_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    name: Mapped[str]
    action: Mapped[str]
    complaint_id: Mapped[int | None]
    reference: Mapped[str | None]
    detail: Mapped[str]
