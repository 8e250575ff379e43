"""Rasa's SQL store of conversations, without reading a whole conversation for every turn.

The stock store reads and rebuilds all events of a conversation when a message comes, and
counts them again when the turn is saved: measured, a third of a turn. This one keeps the
conversations that talk now, as they were last saved, and asks the database only whether
they still end where it knows them to end. So another process, a deletion or a restart is
noticed, and a turn that failed before it was saved is forgotten.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import StaticPool

KEPT = 300  # conversations in memory; the one that was silent longest makes room
BUSY_SECONDS = 10.0  # as the ledger, with which SQLite shares the file


@dataclass
class _Known:
    """A conversation, and its first `stored` events as rows up to `last_row`.

    `clean` while nothing has touched it since it was saved.
    """

    tracker: DialogueStateTracker
    stored: int
    last_row: int
    clean: bool


class RecentTrackerStore(SQLTrackerStore):
    """Named in endpoints.yml as `bot.chat.tracker_store.RecentTrackerStore`; `url` as for `SQL`.

    With an event broker it does just what the stock store does.
    """

    engine: Any

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(domain=domain, host=host, event_broker=event_broker, **options)
        self._known: OrderedDict[str, _Known] = OrderedDict()
        if self.engine.dialect.name == "sqlite":
            self._stay_connected()

    def _stay_connected(self) -> None:
        """Keeps one connection: SQLAlchemy would open an SQLite file, and prepare its
        statements, anew for every use."""
        self.engine = sa.create_engine(
            self.engine.url,
            hide_parameters=True,
            # Only the event loop's thread comes here, one whole transaction at a time.
            poolclass=StaticPool,
            connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        )
        sa.event.listen(self.engine, "connect", _write_ahead)
        self.sessionmaker = sessionmaker(bind=self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation since its last session start; None when there is none."""
        if self.event_broker is not None:
            return await super().retrieve(sender_id)
        last_row = self._last_row(sender_id)
        known = self._known.pop(sender_id, None)
        if known is None or not known.clean or known.last_row != last_row:
            tracker = await super().retrieve(sender_id)
            if tracker is None:
                return None
            known = _Known(tracker, len(tracker.events), last_row, False)
        known.clean = False
        self._keep(sender_id, known)
        return known.tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores the events that are new, all of them or none."""
        if self.event_broker is not None:
            await super().save(tracker)
            return
        known = self._known.pop(tracker.sender_id, None)
        if known is None or known.tracker is not tracker:
            await super().save(tracker)
            last_row = self._last_row(tracker.sender_id)
        else:
            last_row = self._append(tracker, known.stored) or known.last_row
        stored = len(tracker.events)
        self._keep(tracker.sender_id, _Known(tracker, stored, last_row, True))

    def drop(self, sender_ids: list[str]) -> None:
        """Drops these conversations from memory; the database keeps them."""
        for sender_id in sender_ids:
            self._known.pop(sender_id, None)

    def forget(self, sender_id: str) -> None:
        """Deletes a conversation, here and in the database."""
        self.drop([sender_id])
        with self.session_scope() as db:
            rows = db.query(self.SQLEvent).filter_by(sender_id=sender_id)
            rows.delete(synchronize_session=False)
            db.commit()

    def _append(self, tracker: DialogueStateTracker, stored: int) -> int:
        """Stores the events after the first `stored`; gives the number of the last row,
        or 0 when there is none."""
        rows = [
            self._row(tracker.sender_id, event.type_name, event.as_dict())
            for event in list(tracker.events)[stored:]
        ]
        if not rows:
            return 0
        with self.session_scope() as db:
            db.execute(sa.insert(self.SQLEvent.__table__), rows)
            last = db.execute(self._last_row_of(tracker.sender_id)).scalar_one()
            db.commit()
        return int(last)

    @staticmethod
    def _row(sender_id: str, type_name: str, data: dict[str, Any]) -> dict[str, Any]:
        """The columns as the stock store fills them: each store reads the other's."""
        return {
            "sender_id": sender_id,
            "type_name": type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }

    def _last_row(self, sender_id: str) -> int:
        with self.session_scope() as db:
            return int(db.execute(self._last_row_of(sender_id)).scalar() or 0)

    def _last_row_of(self, sender_id: str) -> Any:
        event = self.SQLEvent
        return sa.select(sa.func.max(event.id)).where(event.sender_id == sender_id)

    def _keep(self, sender_id: str, known: _Known) -> None:
        self._known[sender_id] = known
        if len(self._known) > KEPT:
            self._known.popitem(last=False)


def _write_ahead(connection: Any, _: object) -> None:
    # A power cut must not undo in the dialogue what the ledger takes for done.
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}").close()
