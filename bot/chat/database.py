"""Opens the ledger's database and calls it off the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import StaticPool

P = ParamSpec("P")
T = TypeVar("T")

BUSY_MILLISECONDS = 10_000
POSTGRESQL_THREADS = 8
CONNECT_SECONDS = 30
READS = "chat_reads"  # marks a transaction that writes nothing


def open_database(url: str) -> Engine:
    """An engine for the URL; its errors never show a statement's values.

    SQLite gets write-ahead logging, full synchronisation (what was acknowledged survives a
    power cut) and transactions that take their write lock at once.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed,
            future=True,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=POSTGRESQL_THREADS,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed,
        future=True,
        hide_parameters=True,
        # One connection: the ledger's single thread is the only one to use it.
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader_of(engine: Engine) -> Engine:
    """The same database, for transactions that write nothing and need no write lock."""
    return engine.execution_options(**{READS: True})


def is_shared(engine: Engine) -> bool:
    """Whether other processes may use this ledger at the same time. SQLite serves one."""
    return str(engine.dialect.name) != "sqlite"


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_immediate(connection: Any) -> None:
    reads = connection.get_execution_options().get(READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


class Background:
    """Runs ledger methods in threads of their own: one for SQLite, a few for PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        threads = POSTGRESQL_THREADS if is_shared(engine) else 1
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="chat-ledger")

    async def __call__(
        self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        loop = asyncio.get_running_loop()
        # Shielded: a client that hangs up must not leave a transaction half awaited.
        return await asyncio.shield(
            loop.run_in_executor(self._pool, partial(work, *args, **kwargs))
        )

    def close(self) -> None:
        self._pool.shutdown(wait=True)
        self._engine.dispose()
