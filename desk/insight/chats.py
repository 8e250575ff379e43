"""What the chats show when they are counted: how far clients get, and where questions go."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from desk.insight.events import EventKind
from desk.insight.span import Span
from desk.models import ChatEvent
from desk.storage.database import Database


@dataclass(frozen=True)
class ChatCounts:
    """`chats`: how many had each step, and each field answered (kind and subject). `events`:
    how often it happened. `silent`: begun, and neither filed nor left."""

    chats: Counter[tuple[str, str]]
    events: Counter[tuple[str, str]]
    silent: int


def count_chats(database: Database, span: Span) -> ChatCounts:
    """Counts the events of these days."""
    within = ChatEvent.day.between(span.since, span.until)
    counted = (
        select(
            ChatEvent.kind,
            ChatEvent.subject,
            func.count(),
            func.count(func.distinct(ChatEvent.conversation)),
        )
        .where(within)
        .group_by(ChatEvent.kind, ChatEvent.subject)
    )

    def chats_with(*kinds: EventKind) -> set[str]:
        chosen = select(ChatEvent.conversation).where(
            within, ChatEvent.kind.in_([kind.value for kind in kinds])
        )
        return set(session.scalars(chosen))

    with database.reading() as session:
        rows = session.execute(counted).all()
        begun = chats_with(EventKind.STARTED)
        ended = chats_with(EventKind.FILED, EventKind.LEFT)
    return ChatCounts(
        chats=Counter({(kind, subject): chats for kind, subject, _, chats in rows}),
        events=Counter({(kind, subject): events for kind, subject, events, _ in rows}),
        silent=len(begun - ended),
    )
