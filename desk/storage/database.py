"""The database: one engine, sessions that only read, and sessions that write and commit."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from desk.models.keyring import Keyring
from desk.models.sealed import seal_with
from desk.storage.search.upkeep import keep_in_step

BUSY_SECONDS = 10
# As many connections as FastAPI has threads for handlers, so that none waits for one.
POOL = {"pool_size": 10, "max_overflow": 30, "pool_timeout": 10}
# Errors that mean that the database cannot be used now; a later try may succeed.
UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout)

_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    # A client is told "filed" after the commit, so a commit has to outlive a power cut. In WAL
    # mode NORMAL may lose the last commits then; FULL syncs the log at each of them
    # (https://www.sqlite.org/pragma.html#pragma_synchronous).
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # The file's free space must not show erased data.
    "PRAGMA secure_delete = ON",
)
_POSTGRESQL_TIMEOUTS = f"-c lock_timeout={BUSY_SECONDS * 1000} -c statement_timeout={2 * BUSY_SECONDS * 1000}"


class DatabaseUrlError(ValueError):
    """The address cannot be used. The text says why, without the address, which may
    hold a password."""


def database_url(text: str) -> URL:
    """Reads `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Raises DatabaseUrlError.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise DatabaseUrlError("is not the address of a database") from None
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise DatabaseUrlError("must begin with sqlite:/// or postgresql://")
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise DatabaseUrlError("names no file")
    return url


class Database:
    """SQLite or PostgreSQL, the same to its users. Making one raises DatabaseUrlError.

    `keyring` seals personal data; without one it is stored plain.
    """

    def __init__(self, url: str, keyring: Keyring | None = None) -> None:
        self.engine = _engine(database_url(url))
        self.keyring = keyring or Keyring()
        seal_with(self.engine, self.keyring)
        self._writer = self.engine.execution_options(desk_writes=True)
        self._writing = sessionmaker(self._writer, expire_on_commit=False)
        keep_in_step(self._writing)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes are dropped; what it loads stays usable after it."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one transaction: committed at the end, undone by any exception.

        `desk.search` finds what it wrote from the commit on.
        """
        with self._writing.begin() as session:
            yield session

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """A connection in one transaction, to change the tables themselves."""
        with self._writer.begin() as connection:
            yield connection

    def check(self) -> None:
        """Reads from the register. Raises sqlalchemy.exc.SQLAlchemyError when that fails."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM complaints LIMIT 1"))

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


def _engine(url: URL) -> Engine:
    # hide_parameters: otherwise the text of an error would carry clients' words into
    # the log.
    if url.get_backend_name() == "postgresql":
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 5, "options": _POSTGRESQL_TIMEOUTS},
            **POOL,
        )
    engine = create_engine(url, hide_parameters=True, **POOL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does.
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)
    _turn_to_wal(connection)


def _turn_to_wal(connection: sqlite3.Connection) -> None:
    """Turns a database file to WAL mode, which it keeps.

    The turning of a new file does not heed the busy timeout, so desks that start
    together have to wait for each other here.
    """
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later can be refused half-way, whatever
    # the timeout, when another one wrote in between. IMMEDIATE waits for its turn at
    # the start.
    writes = connection.get_execution_options().get("desk_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
