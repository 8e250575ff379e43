"""Deletes chats in which nobody has said anything for as long as firm.yml lets drafts be kept.

The running chat does so every hour. `python -m bot.chat.purge [--dry-run]` does it now, for
a server that does not run, and on SQLite takes what was deleted out of the file as well.
"""

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import column, delete, func, inspect, select, table
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.chat.database import open_database, reader_of
from bot.chat.ledger import Ledger
from bot.chat.settings import SettingsError, read_chat_settings, tracker_url
from bot.chat.tables import sessions
from firm import FirmError

DAY = 86_400.0
CREDENTIALS = Path("credentials.yml")
CHANNELS = "bot.channels."  # the beginning of our channels' names
BATCH = 500
AT_ONCE = 50  # conversations that go in one transaction: turns wait for its end

# Rasa's table of what was said in every conversation (rasa 3.6, SQLTrackerStore.SQLEvent);
# `timestamp` is in Unix seconds.
_EVENTS = table("events", column("sender_id"), column("timestamp"))


@dataclass(frozen=True)
class Purged:
    """Numbers of chats of the ledger, and of conversations of Rasa's store."""

    chats: int
    conversations: int


def idle_conversations(engine: Engine, before: float) -> list[str]:
    """The ids of conversations whose last event was before this time, 500 at most."""
    idle = (
        select(_EVENTS.c.sender_id)
        .group_by(_EVENTS.c.sender_id)
        .having(func.max(_EVENTS.c.timestamp) < before)
        .limit(BATCH)
    )
    with reader_of(engine).connect() as db:
        if not inspect(db).has_table("events"):
            return []
        return [str(row.sender_id) for row in db.execute(idle)]


def delete_conversations(engine: Engine, before: float) -> int:
    """Deletes conversations whose last event was before this time, with or without a
    chat in the ledger; gives their number."""
    deleted = 0
    while idle := idle_conversations(engine, before):
        for first in range(0, len(idle), AT_ONCE):
            _delete_unless_new(engine, idle[first : first + AT_ONCE], before)
        deleted += len(idle)
    return deleted


def _delete_unless_new(engine: Engine, idle: list[str], before: float) -> None:
    # A conversation in which something was said since then stays, whole.
    events = _EVENTS.c
    said_since = select(events.sender_id).where(
        events.sender_id.in_(idle), events.timestamp >= before
    )
    statement = delete(_EVENTS).where(
        events.sender_id.in_(idle), events.sender_id.not_in(said_since)
    )
    with engine.begin() as db:
        db.execute(statement)


def delete_chats(ledger: Ledger, before: float) -> list[str]:
    """Deletes the ledger's idle chats; gives their ids."""
    gone: list[str] = []
    while some := ledger.delete_idle(before):
        gone += some
    return gone


def purge(ledger_engine: Engine, tracker_engine: Engine, before: float) -> Purged:
    """Deletes what has been idle since before this time (Unix seconds)."""
    chats = len(delete_chats(Ledger(ledger_engine), before))
    purged = Purged(chats, delete_conversations(tracker_engine, before))
    for engine in {ledger_engine, tracker_engine}:
        _scrub(engine)
    return purged


def count(ledger_engine: Engine, tracker_engine: Engine, before: float) -> Purged:
    """Counts what `purge` would delete now, up to 500 conversations."""
    idle = select(func.count()).select_from(sessions)
    with ledger_engine.connect() as db:
        chats = db.execute(idle.where(sessions.c.seen_at < before)).scalar() or 0
    return Purged(int(chats), len(idle_conversations(tracker_engine, before)))


def main() -> int:
    """The process's exit code: 0, or 2 when it could not be done."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.chat.purge", description=__doc__
    )
    parser.add_argument("--dry-run", action="store_true")
    dry_run = parser.parse_args().dry_run
    try:
        settings = read_chat_settings(_credentials(), os.environ)
        ledger = open_database(settings.database_url)
        url = tracker_url(os.environ)
        tracker = open_database(url) if url else ledger
        Ledger(ledger).create_tables()
        before = time.time() - settings.keep_days * DAY
        purged = (count if dry_run else purge)(ledger, tracker, before)
    except (SettingsError, FirmError, OSError, yaml.YAMLError) as error:
        print(f"purge: {error}", file=sys.stderr)
        return 2
    except SQLAlchemyError as error:
        print(f"purge: the database: {type(error).__name__}", file=sys.stderr)
        return 2
    print(f"chats\t{purged.chats}\nconversations\t{purged.conversations}")
    return 0


def _credentials() -> dict[str, Any]:
    """The credentials of the first of our channels: all of them share one chat."""
    if not CREDENTIALS.exists():
        return {}
    # Rasa puts variables in as well; a variable that is not set counts as no key.
    text = os.path.expandvars(CREDENTIALS.read_text(encoding="utf-8"))
    channels = yaml.safe_load(text) or {}
    ours = (given for name, given in channels.items() if name.startswith(CHANNELS))
    said = next(ours, None) or {}
    return {key: value for key, value in said.items() if "${" not in str(value)}


def _scrub(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM")
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


if __name__ == "__main__":
    sys.exit(main())
