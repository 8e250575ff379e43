"""What was answered to which key."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class IdempotencyRecord(Base):
    """That a key was used, for which body (`fingerprint`), and what was answered then."""

    __tablename__ = "idempotency_records"

    key: Mapped[str] = mapped_column(primary_key=True)
    # Whoever guesses a short note could confirm the guess by its hash.
    fingerprint: Mapped[str] = mapped_column(SealedText)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    created_at: Mapped[datetime]
