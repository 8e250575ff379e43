"""The ledger: every chat's messages and events, each stored before it is run or sent.

All methods are synchronous and short; `Background` calls them off the event loop. Times are
Unix seconds and are passed in, so that the same code runs under any clock.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import DDL, Table, func, inspect, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateColumn

from bot.chat import statements as sql
from bot.chat.database import reader_of
from bot.chat.records import Body, Event, HeldElsewhere, Message, Said, SessionGone
from bot.chat.tables import metadata

CREATION_LOCK = 7_236_401  # a number of ours among the database's advisory locks


class Ledger:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = reader_of(engine)

    def create_tables(self) -> None:
        """Makes missing tables and columns. Processes that start together take turns."""
        with self._engine.begin() as db:
            if db.dialect.name == "postgresql":
                db.execute(select(func.pg_advisory_xact_lock(CREATION_LOCK)))
            metadata.create_all(db)
            for table in metadata.tables.values():
                _add_missing_columns(db, table)

    # Chats

    def open_session(
        self,
        session: str,
        locale: str | None,
        timezone: str | None,
        now: float,
        first: Message | None,
    ) -> None:
        """Stores a new chat, and with it the internal message that opens it."""
        row = {
            "session": session,
            "locale": locale,
            "timezone": timezone,
            "created_at": now,
            "seen_at": now,
            "last_event": 0,
            "last_message": 0,
            "held_until": 0.0,
        }
        with self._engine.begin() as db:
            db.execute(sql.new_session, row)
            if first is not None:
                _insert_message(db, first, now)

    def has_session(self, session: str) -> bool:
        return bool(self._read(sql.session_row, this=session))

    def delete_session(self, session: str) -> None:
        """Forgets a chat and all that was said in it."""
        with self._engine.begin() as db:
            _delete(db, [session])

    def delete_idle(self, before: float) -> list[str]:
        """Forgets chats in which nothing happened since `before`; returns their ids."""
        with self._engine.begin() as db:
            rows = db.execute(sql.idle_sessions, {"before": before})
            gone = [row.session for row in rows]
            _delete(db, gone)
            return gone

    # Messages in

    def is_known(self, session: str, message_id: str) -> bool:
        return bool(self._read(sql.message_id, this=session, me=message_id))

    def take(self, message: Message, now: float) -> Said | None:
        """Stores a message; None when its id is known already. Raises SessionGone."""
        try:
            with self._engine.begin() as db:
                return _insert_message(db, message, now)
        except IntegrityError:
            return None

    def said_after(
        self, session: str, event: int, number: int, most: int
    ) -> list[Said]:
        """The client's own messages that came at or after the event and are numbered above
        `number`, in order."""
        rows = self._read(
            sql.said_after, this=session, event=event, above=number, most=most
        )
        return [
            Said(r.number, r.id, r.text, r.kind, r.after_event, r.taken_at)
            for r in rows
        ]

    # Running them

    def begin_next(
        self, session: str, holder: str, now: float, until: float
    ) -> Message | None:
        """Makes `holder` the one process that runs this chat until `until`, and gives it the
        oldest unfinished message, marked as begun.

        Gives None, and lets the hold go, when there is no such message. Raises
        HeldElsewhere while another process runs the chat.
        """
        hold = {"this": session, "as_holder": holder, "now": now, "until": until}
        with self._engine.begin() as db:
            held = db.execute(sql.hold, hold).rowcount
            message = _begin_next(db, session, holder)
            if message is not None and not held:
                raise HeldElsewhere(session)
            return message

    def finish(
        self, session: str, message_id: str, holder: str, now: float
    ) -> tuple[Event | None, Message | None]:
        """Marks a message done and stores its turn's end, both or neither; then begins the
        next message as begin_next does, when the chat is still held.

        The event is None when the turn had ended before. Raises SessionGone.
        """
        with self._engine.begin() as db:
            event = None
            if db.execute(sql.mark_done, {"this": session, "me": message_id}).rowcount:
                body = {"in_reply_to": message_id}
                event = _append(db, session, "turn_end", message_id, body, now)
            row = db.execute(sql.session_row, {"this": session}).first()
            if row is None or row.holder != holder:
                return event, None
            return event, _begin_next(db, session, holder)

    def keep_holding(self, session: str, holder: str, until: float) -> bool:
        """Extends the hold to `until`; False when another process holds the chat by
        now, or the chat is gone."""
        held = {"this": session, "as_holder": holder, "until": until}
        with self._engine.begin() as db:
            return bool(db.execute(sql.keep_holding, held).rowcount)

    def release_held(self, holder: str) -> None:
        """Lets go the holds of a process that stops, so that others need not wait for
        them to run out."""
        with self._engine.begin() as db:
            db.execute(sql.let_all_go, {"as_holder": holder})

    def release_all(self) -> None:
        """Lets go all holds, of a ledger that one process alone uses: they are left
        over from its earlier runs."""
        with self._engine.begin() as db:
            db.execute(sql.void_all_holds)

    def waiting_sessions(self, now: float) -> list[str]:
        """Chats with unfinished messages that no process runs now."""
        return [row.session for row in self._read(sql.waiting_sessions, now=now)]

    # Events out

    def append(
        self,
        session: str,
        in_reply_to: str | None,
        body: Body,
        offered: Sequence[tuple[str, str]],
        now: float,
    ) -> Event:
        """Stores a message event and the (payload, title) pairs that it offers.

        Raises SessionGone.
        """
        with self._engine.begin() as db:
            event = _append(db, session, "message", in_reply_to, body, now)
            if offered:
                _offer(db, session, offered)
            return event

    def events_after(self, session: str, after: int, most: int) -> list[Event]:
        """The next events in order; raises SessionGone."""
        rows = self._read(sql.events_after, this=session, after=after, most=most)
        if not rows and not self.has_session(session):
            raise SessionGone(session)
        return [Event(r.number, r.name, json.loads(r.body), r.at) for r in rows]

    def replies_to(self, session: str, message_id: str) -> list[Body]:
        """The message events of a turn so far."""
        rows = self._read(sql.replies_to, this=session, me=message_id)
        return [json.loads(row.body) for row in rows]

    def offered_title(self, session: str, payload: str) -> str | None:
        """The words on the button that last offered this payload; None when none did."""
        rows = self._read(sql.offered_title, this=session, of_payload=_digest(payload))
        return str(rows[0].title) if rows else None

    def _read(self, statement: Any, **values: Any) -> list[Any]:
        with self._reader.connect() as db:
            return list(db.execute(statement, values))


def _insert_message(db: Connection, message: Message, now: float) -> Said:
    # The chat's row first: it gives the number, and no message passes another.
    this = {"this": message.session}
    if not db.execute(sql.count_message, {**this, "now": now}).rowcount:
        raise SessionGone(message.session)
    row = db.execute(sql.session_row, this).one()
    values = {
        "session": message.session,
        "id": message.id,
        "number": row.last_message,
        "text": message.text,
        "payload": message.payload,
        "kind": message.kind,
        "removed": ",".join(message.removed),
        "after_event": row.last_event,
        "taken_at": now,
        "attempts": 0,
        "done": 0,
    }
    db.execute(sql.new_message, values)
    return Said(
        row.last_message, message.id, message.text, message.kind, row.last_event, now
    )


def _add_missing_columns(db: Connection, table: Table) -> None:
    there = {column["name"] for column in inspect(db).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            new = CreateColumn(column).compile(dialect=db.dialect)
            db.execute(DDL(f"ALTER TABLE {table.name} ADD COLUMN {new}"))


def _begin_next(db: Connection, session: str, holder: str) -> Message | None:
    row = db.execute(sql.next_message, {"this": session}).first()
    if row is None:
        db.execute(sql.let_go, {"this": session, "as_holder": holder})
        return None
    db.execute(sql.count_attempt, {"this": session, "me": row.id})
    return Message(
        session=session,
        id=row.id,
        text=row.text,
        payload=row.payload,
        kind=row.kind,
        removed=tuple(filter(None, row.removed.split(","))),
        locale=row.locale,
        attempts=row.attempts,
        timezone=row.timezone,
    )


def _append(
    db: Connection,
    session: str,
    name: str,
    in_reply_to: str | None,
    body: Body,
    now: float,
) -> Event:
    this = {"this": session}
    if not db.execute(sql.count_event, {**this, "now": now}).rowcount:
        raise SessionGone(session)
    number = db.execute(sql.session_row, this).one().last_event
    values = {
        "session": session,
        "number": number,
        "name": name,
        "in_reply_to": in_reply_to,
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        "at": now,
    }
    db.execute(sql.new_event, values)
    return Event(number, name, body, now)


def _offer(db: Connection, session: str, offered: Sequence[tuple[str, str]]) -> None:
    titles = {_digest(payload): title for payload, title in offered}
    db.execute(sql.withdraw_offers, {"this": session, "digests": list(titles)})
    rows = [
        {"session": session, "digest": digest, "title": title}
        for digest, title in titles.items()
    ]
    db.execute(sql.new_offers, rows)


def _delete(db: Connection, gone: list[str]) -> None:
    for statement in sql.delete_sessions:
        db.execute(statement, {"gone": gone})


def _digest(payload: str) -> str:
    return sha256(payload.encode()).hexdigest()
