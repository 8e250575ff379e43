"""The tables of the register, a module a subject."""

from desk.models.base import Base, UtcDateTime
from desk.models.complaint import Complaint
from desk.models.files import EvidenceFile, UploadLink
from desk.models.idempotency import IdempotencyRecord
from desk.models.insight import ChatEvent, ChatEventKey
from desk.models.integrations import (
    Delivery,
    DeliveryEvent,
    DeliveryState,
    SealingKey,
)
from desk.models.life import HistoryEntry, Point
from desk.models.note import Note, NoteKind
from desk.models.outbox import MailState, OutboxMail
from desk.models.retention import Erasure
from desk.models.search import SearchState, StaffSearch
from desk.models.staff import AuditEntry, Staff, StaffSession

__all__ = [
    "AuditEntry",
    "Base",
    "ChatEvent",
    "ChatEventKey",
    "Complaint",
    "Delivery",
    "DeliveryEvent",
    "DeliveryState",
    "Erasure",
    "EvidenceFile",
    "HistoryEntry",
    "IdempotencyRecord",
    "MailState",
    "Note",
    "NoteKind",
    "OutboxMail",
    "Point",
    "SealingKey",
    "SearchState",
    "Staff",
    "StaffSearch",
    "StaffSession",
    "UploadLink",
    "UtcDateTime",
]
