"""The history of a complaint: entries are added, and never altered."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.cases.actor import Actor
from desk.complaint.states import ENDED, Status
from desk.models import Complaint, HistoryEntry


class HistoryKind(StrEnum):
    """Kinds of entries. The comment on each names the keys of its `data`."""

    FILED = "filed"
    MOVED = "moved"
    ASSIGNED = "assigned"  # staff_id
    SEVERITY = "severity"  # severity
    NOTED = "noted"  # note
    CLIENT_WROTE = "client_wrote"  # note
    WITHDRAWAL_ASKED = "withdrawal_asked"  # note
    WITHDRAWAL_DECLINED = "withdrawal_declined"
    FILE_ADDED = "file_added"  # file
    ASKED = "asked"  # mail
    DELAYED = "delayed"  # mail, due, new_date
    DECIDED = "decided"  # mail, outcome
    REOPENED = "reopened"  # mail, new_date
    EMAIL_AMENDED = "email_amended"  # mails: how many were released
    MAIL_SENT = "mail_sent"  # mail, mail_kind
    MAIL_HELD = "mail_held"  # mail, mail_kind, error
    MAIL_DEAD = "mail_dead"  # mail, mail_kind, error
    MAIL_RELEASED = "mail_released"  # mail, mail_kind
    CLOCK_WARNING = "clock_warning"  # clock, due
    CLOCK_MISSED = "clock_missed"  # clock, due
    DELAY_PROPOSED = "delay_proposed"  # due, new_date
    HANDED_OVER = "handed_over"  # adapters: their names in firm.yml


def record(
    session: Session,
    complaint: Complaint,
    kind: HistoryKind,
    actor: Actor,
    at: datetime,
    *,
    moved_from: str | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
    once: str | None = None,
) -> HistoryEntry:
    """Adds and returns an entry; `moved_from` is the stage that the complaint left."""
    moved = moved_from is not None and moved_from != complaint.status
    entry = HistoryEntry(
        complaint_id=complaint.id,
        at=at.astimezone(UTC),
        actor_id=actor.id,
        actor_name=actor.name,
        kind=kind,
        from_status=moved_from if moved else None,
        to_status=complaint.status if moved or kind is HistoryKind.FILED else None,
        reason=reason,
        data=data or {},
        once=once,
    )
    session.add(entry)
    return entry


def move(complaint: Complaint, to: Status) -> str:
    """Puts the complaint at a stage, allowed or not, and returns the stage before.

    With its end, a client's request to withdraw it is settled.
    """
    before = complaint.status
    if to in ENDED:
        complaint.withdrawal_asked_at = None
    complaint.status = to
    return before


def is_recorded(session: Session, complaint: Complaint, once: str) -> bool:
    """Whether the complaint has the entry of this name."""
    entry = select(HistoryEntry.id).where(
        HistoryEntry.complaint_id == complaint.id, HistoryEntry.once == once
    )
    return session.scalar(entry) is not None
