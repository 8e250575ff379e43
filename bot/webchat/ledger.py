"""The ledger: every chat's messages and events, each stored before it is run or sent.

All methods are synchronous and short; `Background` calls them off the event loop. Times are
Unix seconds and are passed in, so that the same code runs under any clock.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, exists, func, insert, or_, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql.expression import ColumnElement

from bot.webchat.database import reader_of
from bot.webchat.tables import events, messages, metadata, offers, sessions

Body = Mapping[str, Any]
CREATION_LOCK = 7_236_401  # a number of ours among the database's advisory locks


@dataclass(frozen=True)
class Message:
    """An inbound message. `text` is shielded and otherwise as typed; `kind` is typed, pressed
    or internal; `attempts` counts the runs begun before this one."""

    session: str
    id: str
    text: str
    payload: str | None
    kind: str
    removed: tuple[str, ...]
    locale: str | None
    attempts: int = 0


@dataclass(frozen=True)
class Event:
    """An outbound event: `name` is message or turn_end, `number` counts from 1 in its chat."""

    number: int
    name: str
    body: Body
    at: float


@dataclass(frozen=True)
class Said:
    """A client's own message, for a replay. It belongs after the event `after_event`."""

    number: int
    id: str
    text: str
    kind: str
    after_event: int
    at: float


class SessionGone(Exception):
    """The chat was cleared or has been deleted for age."""


class HeldElsewhere(Exception):
    """Another process runs this chat's messages now."""


class Ledger:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = reader_of(engine)

    def create_tables(self) -> None:
        """Makes the tables that lack. Processes that start together take turns."""
        with self._engine.begin() as db:
            if db.dialect.name == "postgresql":
                db.execute(select(func.pg_advisory_xact_lock(CREATION_LOCK)))
            metadata.create_all(db)

    # Chats

    def open_session(
        self, session: str, locale: str | None, now: float, first: Message | None
    ) -> None:
        """Stores a new chat, and with it the internal message that opens it."""
        with self._engine.begin() as db:
            db.execute(
                insert(sessions).values(
                    session=session, locale=locale, created_at=now, seen_at=now
                )
            )
            if first is not None:
                self._insert_message(db, first, now)

    def has_session(self, session: str) -> bool:
        with self._reader.connect() as db:
            found = db.execute(
                select(sessions.c.session).where(sessions.c.session == session)
            )
            return found.first() is not None

    def delete_session(self, session: str) -> None:
        """Forgets a chat and all that was said in it."""
        with self._engine.begin() as db:
            self._delete(db, [session])

    def delete_idle(self, before: float) -> list[str]:
        """Forgets chats in which nothing happened since `before`; returns their ids."""
        with self._engine.begin() as db:
            idle = (
                select(sessions.c.session).where(sessions.c.seen_at < before).limit(500)
            )
            gone = [row.session for row in db.execute(idle)]
            self._delete(db, gone)
            return gone

    @staticmethod
    def _delete(db: Connection, gone: Sequence[str]) -> None:
        for table in (sessions, messages, events, offers):
            db.execute(delete(table).where(table.c.session.in_(gone)))

    # Messages in

    def is_known(self, session: str, message_id: str) -> bool:
        with self._reader.connect() as db:
            return self._is_known(db, session, message_id)

    def take(self, message: Message, now: float) -> bool:
        """Stores a message. False when its id is known already; raises SessionGone."""
        with self._engine.begin() as db:
            # First the chat's row, so that two of its messages cannot pass each other.
            self._touch(db, message.session, now)
            if self._is_known(db, message.session, message.id):
                return False
            self._insert_message(db, message, now)
            return True

    @staticmethod
    def _is_known(db: Connection, session: str, message_id: str) -> bool:
        known = select(messages.c.id).where(
            messages.c.session == session, messages.c.id == message_id
        )
        return db.execute(known).first() is not None

    @staticmethod
    def _touch(db: Connection, session: str, now: float) -> None:
        touched = db.execute(
            update(sessions).where(sessions.c.session == session).values(seen_at=now)
        )
        if touched.rowcount == 0:
            raise SessionGone(session)

    @staticmethod
    def _insert_message(db: Connection, message: Message, now: float) -> None:
        db.execute(
            update(sessions)
            .where(sessions.c.session == message.session)
            .values(last_message=sessions.c.last_message + 1)
        )
        row = db.execute(
            select(sessions.c.last_message, sessions.c.last_event).where(
                sessions.c.session == message.session
            )
        ).one()
        db.execute(
            insert(messages).values(
                session=message.session,
                id=message.id,
                number=row.last_message,
                text=message.text,
                payload=message.payload,
                kind=message.kind,
                removed=",".join(message.removed),
                after_event=row.last_event,
                taken_at=now,
            )
        )

    # Running them

    def begin_next(
        self, session: str, holder: str, now: float, until: float
    ) -> Message | None:
        """Makes `holder` the one process that runs this chat until `until`, and gives it the
        oldest unfinished message, marked as begun.

        None, and the hold is let go, when there is none. Raises HeldElsewhere while another
        process runs the chat.
        """
        with self._engine.begin() as db:
            held = db.execute(
                update(sessions)
                .where(sessions.c.session == session, _free(holder, now))
                .values(holder=holder, held_until=until)
            )
            row = db.execute(
                select(messages, sessions.c.locale)
                .join(sessions, sessions.c.session == messages.c.session)
                .where(messages.c.session == session, messages.c.done == 0)
                .order_by(messages.c.number)
                .limit(1)
            ).first()
            if row is None:
                self._release(db, session, holder)
                return None
            if not held.rowcount:
                raise HeldElsewhere(session)
            db.execute(
                update(messages)
                .where(messages.c.session == session, messages.c.id == row.id)
                .values(attempts=messages.c.attempts + 1)
            )
            return Message(
                session=session,
                id=row.id,
                text=row.text,
                payload=row.payload,
                kind=row.kind,
                removed=tuple(filter(None, row.removed.split(","))),
                locale=row.locale,
                attempts=row.attempts,
            )

    def keep_holding(self, session: str, holder: str, until: float) -> None:
        with self._engine.begin() as db:
            db.execute(
                update(sessions)
                .where(sessions.c.session == session, sessions.c.holder == holder)
                .values(held_until=until)
            )

    @staticmethod
    def _release(db: Connection, session: str, holder: str) -> None:
        db.execute(
            update(sessions)
            .where(sessions.c.session == session, sessions.c.holder == holder)
            .values(holder=None, held_until=0.0)
        )

    def release_held(self, holder: str) -> None:
        """For a process that stops: the others need not wait for its holds to run out."""
        with self._engine.begin() as db:
            db.execute(
                update(sessions)
                .where(sessions.c.holder == holder)
                .values(holder=None, held_until=0.0)
            )

    def release_all(self) -> None:
        """For a ledger that one process alone uses: holds of its earlier lives are void."""
        with self._engine.begin() as db:
            db.execute(update(sessions).values(holder=None, held_until=0.0))

    def waiting_sessions(self, now: float) -> list[str]:
        """Chats with unfinished messages that no process runs now."""
        unfinished = exists().where(
            messages.c.session == sessions.c.session, messages.c.done == 0
        )
        free = or_(sessions.c.holder.is_(None), sessions.c.held_until < now)
        with self._reader.connect() as db:
            rows = db.execute(select(sessions.c.session).where(unfinished, free))
            return [row.session for row in rows]

    # Events out

    def append(
        self,
        session: str,
        in_reply_to: str | None,
        body: Body,
        offered: Iterable[tuple[str, str]],
        now: float,
    ) -> int:
        """Stores a message event and the (payload, title) pairs that it offers; its number."""
        with self._engine.begin() as db:
            number = self._append(db, session, "message", in_reply_to, body, now)
            for payload, title in offered:
                self._offer(db, session, payload, title)
            return number

    def finish(self, session: str, message_id: str, now: float) -> None:
        """Stores the turn's end and marks its message done, both or neither."""
        with self._engine.begin() as db:
            done = db.execute(
                update(messages)
                .where(
                    messages.c.session == session,
                    messages.c.id == message_id,
                    messages.c.done == 0,
                )
                .values(done=1)
            )
            if done.rowcount:
                body = {"in_reply_to": message_id}
                self._append(db, session, "turn_end", message_id, body, now)

    @staticmethod
    def _append(
        db: Connection,
        session: str,
        name: str,
        in_reply_to: str | None,
        body: Body,
        now: float,
    ) -> int:
        counted = db.execute(
            update(sessions)
            .where(sessions.c.session == session)
            .values(last_event=sessions.c.last_event + 1, seen_at=now)
        )
        if not counted.rowcount:
            raise SessionGone(session)
        number = int(
            db.execute(
                select(sessions.c.last_event).where(sessions.c.session == session)
            ).scalar_one()
        )
        db.execute(
            insert(events).values(
                session=session,
                number=number,
                name=name,
                in_reply_to=in_reply_to,
                body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
                at=now,
            )
        )
        return number

    def events_after(self, session: str, after: int, most: int) -> list[Event]:
        """The next events in order; raises SessionGone."""
        with self._reader.connect() as db:
            rows = db.execute(
                select(events)
                .where(events.c.session == session, events.c.number > after)
                .order_by(events.c.number)
                .limit(most)
            ).all()
        if not rows and not self.has_session(session):
            raise SessionGone(session)
        return [Event(r.number, r.name, json.loads(r.body), r.at) for r in rows]

    def said_after(
        self, session: str, event: int, number: int, most: int = 500
    ) -> list[Said]:
        """The client's own messages that came at or after the event and are numbered above
        `number`, in order."""
        with self._reader.connect() as db:
            rows = db.execute(
                select(messages)
                .where(
                    messages.c.session == session,
                    messages.c.after_event >= event,
                    messages.c.number > number,
                    messages.c.kind != "internal",
                )
                .order_by(messages.c.number)
                .limit(most)
            ).all()
        return [
            Said(r.number, r.id, r.text, r.kind, r.after_event, r.taken_at)
            for r in rows
        ]

    def replies_to(self, session: str, message_id: str) -> list[Body]:
        """The message events of a turn so far."""
        with self._reader.connect() as db:
            rows = db.execute(
                select(events.c.body)
                .where(
                    events.c.session == session,
                    events.c.in_reply_to == message_id,
                    events.c.name == "message",
                )
                .order_by(events.c.number)
            ).all()
        return [json.loads(row.body) for row in rows]

    # Offers

    def _offer(self, db: Connection, session: str, payload: str, title: str) -> None:
        digest = _digest(payload)
        known = select(offers.c.digest).where(
            offers.c.session == session, offers.c.digest == digest
        )
        if db.execute(known).first() is None:
            db.execute(
                insert(offers).values(session=session, digest=digest, title=title)
            )
        else:
            db.execute(
                update(offers)
                .where(offers.c.session == session, offers.c.digest == digest)
                .values(title=title)
            )

    def offered_title(self, session: str, payload: str) -> str | None:
        """The words on the button that last offered this payload; None when none did."""
        with self._reader.connect() as db:
            row = db.execute(
                select(offers.c.title).where(
                    offers.c.session == session, offers.c.digest == _digest(payload)
                )
            ).first()
        return None if row is None else str(row.title)


def _free(holder: str, now: float) -> ColumnElement:
    return or_(
        sessions.c.holder.is_(None),
        sessions.c.holder == holder,
        sessions.c.held_until < now,
    )


def _digest(payload: str) -> str:
    return sha256(payload.encode()).hexdigest()
