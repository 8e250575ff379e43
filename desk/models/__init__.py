"""The tables of the register, a module a subject."""

from desk.models.base import Base, UtcDateTime
from desk.models.complaint import Complaint
from desk.models.files import EvidenceFile, UploadLink
from desk.models.idempotency import IdempotencyRecord
from desk.models.insight import ChatEvent, ChatEventKey
from desk.models.integrations import Delivery, SealingKey
from desk.models.life import HistoryEntry, Point
from desk.models.note import Note
from desk.models.outbox import OutboxMail
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
    "Erasure",
    "EvidenceFile",
    "HistoryEntry",
    "IdempotencyRecord",
    "Note",
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
