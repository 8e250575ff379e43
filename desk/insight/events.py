"""Events of chats, kept so that they can be counted and nothing else.

An event is a kind and at most a field's or a topic's name. Its conversation is hashed
with a key that is deleted after the next day. So the events of one chat stay together
for ever, and from then on nobody can tell whose they are.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desk.models import ChatEvent, ChatEventKey
from desk.models.base import Base
from desk.storage.database import Database
from firm import Firm, local_day


class EventKind(StrEnum):
    """Kinds of events. Three have a subject.

    It is the field for `FIELD_ANSWERED`, and the topic of the support channel for
    `SENT_TO_SUPPORT` and `THIS_IS_A_COMPLAINT` ("" after a question back).
    """

    STARTED = "started"
    FIELD_ANSWERED = "field_answered"
    REVIEW_SHOWN = "review_shown"
    FILED = "filed"
    LEFT = "left"
    SENT_TO_SUPPORT = "sent_to_support"
    THIS_IS_A_COMPLAINT = "this_is_a_complaint"
    PERSON_ASKED = "person_asked"


@dataclass(frozen=True)
class ChatStep:
    """One event as reported. `conversation` is the chat's own id, never kept."""

    id: str
    kind: EventKind
    subject: str
    conversation: str


class ChatEvents:
    """The table of events."""

    def __init__(self, database: Database, firm: Firm) -> None:
        self._database = database
        self._firm = firm

    def add(self, events: Iterable[ChatStep], now: datetime) -> None:
        """Keeps each event once, with today's date in the firm's zone."""
        today = local_day(now, self._firm.calendar)
        with self._database.writing() as session:
            keys = _keys(session, today, now)
            hashes: dict[str, str] = {}
            for event in events:
                name = event.conversation
                if name not in hashes:
                    hashes[name] = _hash(session, keys, name)
                row = {
                    "id": event.id,
                    "day": today,
                    "kind": event.kind.value,
                    "subject": event.subject,
                    "conversation": hashes[name],
                }
                _add_once(session, ChatEvent, row)


def _keys(session: Session, today: date, now: datetime) -> list[bytes]:
    """Yesterday's key, if there is one, then today's. Older keys are deleted."""
    yesterday = today - timedelta(days=1)
    if session.get(ChatEventKey, today) is None:
        session.execute(delete(ChatEventKey).where(ChatEventKey.day < yesterday))
        fresh = {"day": today, "key": secrets.token_hex(32), "made_at": now}
        # Another desk may make today's key at the same moment; the first one counts.
        _add_once(session, ChatEventKey, fresh)
    kept = session.scalars(
        select(ChatEventKey.key)
        .where(ChatEventKey.day.in_([yesterday, today]))
        .order_by(ChatEventKey.day)
    )
    return [bytes.fromhex(key) for key in kept]


def _hash(session: Session, keys: list[bytes], conversation: str) -> str:
    """The hash of a conversation; a chat that goes on over midnight keeps its hash."""
    hashes = [
        hmac.new(key, conversation.encode(), hashlib.sha256).hexdigest() for key in keys
    ]
    for earlier in hashes[:-1]:
        if session.scalar(select(exists().where(ChatEvent.conversation == earlier))):
            return earlier
    return hashes[-1]


def _add_once(session: Session, table: type[Base], row: dict[str, object]) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(table).values(**row).on_conflict_do_nothing())
    else:
        session.execute(sqlite.insert(table).values(**row).on_conflict_do_nothing())
