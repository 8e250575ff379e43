"""Idempotency keys, with their answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class IdempotencyRecord(Base):
    """A used key, with the `fingerprint` of its body and the answer it got."""

    __tablename__ = "idempotency_records"

    key: Mapped[str] = mapped_column(primary_key=True)
    # Sealed: a plain hash would confirm a guess of a short note.
    fingerprint: Mapped[str] = mapped_column(SealedText)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    created_at: Mapped[datetime]
