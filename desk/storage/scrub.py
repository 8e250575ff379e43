"""Removal of deleted data from the database's own files."""

import time
from typing import Any

from sqlalchemy import text

from desk.models import Base
from desk.storage.database import Database

# In every SQLite connection of the desk `secure_delete` overwrites deleted data with
# zeros (https://www.sqlite.org/pragma.html#pragma_secure_delete).


_LONGEST_WAIT = 10.0


def scrub(database: Database, *, whole: bool = False) -> None:
    """Empties SQLite's write-ahead log, which holds older pages; vacuums PostgreSQL.

    With `whole` it also rewrites the database file (`VACUUM`, `VACUUM FULL`): nobody
    can write meanwhile. PostgreSQL's own write-ahead log and backups are left as they
    are.
    """
    on_sqlite = database.engine.dialect.name == "sqlite"
    connection = database.engine.connect()
    with connection:
        # Neither VACUUM nor the checkpoint runs in a transaction, and on SQLite the
        # engine begins one before each statement of its own.
        raw = connection.connection.driver_connection
        assert raw is not None
        if on_sqlite:
            # The search's index keeps words of deleted rows until its parts are merged
            # (https://www.sqlite.org/fts5.html#the_optimize_command).
            raw.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            if whole:
                raw.execute("VACUUM")
            _empty_log(raw)
            return
    autocommit = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with autocommit.connect() as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text(f"VACUUM {'(FULL)' if whole else ''} {_tables()}"))
        connection.execute(text("RESET statement_timeout"))


def _tables() -> str:
    # The index of the search is a table without a model.
    return ", ".join([*Base.metadata.tables, "search_index"])


def _empty_log(raw: Any) -> None:
    # A reader of an older page holds the log, but not for long.
    end = time.monotonic() + _LONGEST_WAIT
    while True:
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy or time.monotonic() > end:
            return
        time.sleep(0.1)
