"""A complaint, as it was filed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


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
