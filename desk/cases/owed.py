"""Mails owed to the client of a complaint, and deliveries owed to other systems.

Each is written into its table in the transaction of the change that causes it.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from desk.cases.clocks import ClockName, clocks_of
from desk.mail.drafts import DRAFTED, Delay, Draft, MailKind
from desk.models import (
    Complaint,
    Delivery,
    DeliveryEvent,
    DeliveryState,
    MailState,
    OutboxMail,
)
from firm import Firm, local_day


def owe_mail(
    session: Session,
    complaint: Complaint,
    kind: MailKind,
    context: dict[str, Any] | None,
    firm: Firm,
    now: datetime,
) -> OutboxMail:
    """Puts a mail into the outbox, in this transaction; returns it with its id."""
    domain = firm.mail.sender.rpartition("@")[2]
    mail = OutboxMail(
        complaint_id=complaint.id,
        kind=kind,
        # Made once and kept, so that mail programs recognise a mail sent twice as one.
        message_id=f"<{uuid.uuid4()}@{domain}>",
        state=MailState.DUE,
        created_at=now.astimezone(UTC),
        due_at=now.astimezone(UTC),
        context=context,
    )
    session.add(mail)
    session.flush()
    return mail


def owe_deliveries(
    session: Session,
    complaint_id: int,
    firm: Firm,
    now: datetime,
    note_id: int | None = None,
) -> None:
    """Owes a complaint, or a note to it, to every other system of the firm, in this transaction."""
    for adapter in firm.adapters:
        session.add(
            Delivery(
                complaint_id=complaint_id,
                note_id=note_id,
                adapter=adapter.name,
                event=DeliveryEvent.FILED if note_id is None else DeliveryEvent.NOTE,
                key=str(uuid.uuid4()),
                state=DeliveryState.DUE,
                created_at=now.astimezone(UTC),
                due_at=now.astimezone(UTC),
            )
        )


def context_of(
    kind: MailKind, draft: Draft | None, complaint: Complaint, firm: Firm, now: datetime
) -> dict[str, Any]:
    """Facts that a mail of this kind states beside the complaint, as of now, as JSON.

    Raises TypeError when the kind needs a draft of its own and gets another or none.
    """
    clocks = {clock.name: clock for clock in clocks_of(complaint, firm, now)}
    aim = clocks[ClockName.RESOLVE].due
    context: dict[str, Any] = {"resolve_by": aim.isoformat()}
    if draft is not None:
        if draft.kind is not kind:
            raise TypeError(f"{kind} needs another draft than {draft.kind}")
        context |= draft.context()
    elif kind in DRAFTED:
        raise TypeError(f"{kind} needs a draft")
    if isinstance(draft, Delay):
        law, limit = clocks.get(ClockName.LEGAL), firm.limit_for(complaint.country)
        late = law is not None and draft.new_date > law.due
        context["when_late"] = limit.when_late if late and limit else None
        context["waiting"] = complaint.waiting_since is not None
    if kind is MailKind.CLOSED:
        decided = complaint.resolved_at
        context["decided_on"] = (
            local_day(decided, firm.calendar).isoformat() if decided else None
        )
    if kind is MailKind.QUESTION:
        context["pauses"] = firm.deadlines.pause_while_waiting
    return context
