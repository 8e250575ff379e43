"""Counts of chats: how far clients get, and where their questions go."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from desk.insight.events import EventKind
from desk.insight.span import Span
from desk.models import ChatEvent
from desk.storage.database import Database


@dataclass(frozen=True)
class ChatCounts:
    """Counts of steps in chats, by kind and subject (such as the field answered).

    `chats` counts the chats that had the step, `events` how often it happened. `silent`
    is the number of chats that began and were neither filed nor left.
    """

    chats: Counter[tuple[str, str]]
    events: Counter[tuple[str, str]]
    silent: int


def count_chats(database: Database, span: Span) -> ChatCounts:
    """Counts the events on the days of the span."""
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
