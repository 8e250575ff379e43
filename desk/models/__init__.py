"""The tables of the register, a module a subject."""

from desk.models.base import Base, UtcDateTime
from desk.models.complaint import Complaint
from desk.models.idempotency import IdempotencyRecord
from desk.models.note import Note
from desk.models.outbox import OutboxMail

__all__ = [
    "Base",
    "Complaint",
    "IdempotencyRecord",
    "Note",
    "OutboxMail",
    "UtcDateTime",
]
