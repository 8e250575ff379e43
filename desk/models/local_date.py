"""The day of an instant in a time zone, as SQL: the same on both databases.

PostgreSQL knows the zones; SQLite does not, and asks the desk (`teach_sqlite`).
"""

import sqlite3
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_NAME = "desk_local_date"


class local_date(FunctionElement[date]):  # named as functions of SQL are
    """`local_date(instant, zone)`: the column of an instant, and the name of a zone."""

    name = _NAME
    type = Date()
    inherit_cache = True


@compiles(local_date)
def _ours(element: local_date, compiler: SQLCompiler, **how: Any) -> str:
    return f"{_NAME}({compiler.process(element.clauses, **how)})"


@compiles(local_date, "postgresql")
def _postgresql(element: local_date, compiler: SQLCompiler, **how: Any) -> str:
    instant, zone = (compiler.process(part, **how) for part in element.clauses)
    return f"CAST({instant} AT TIME ZONE {zone} AS DATE)"


def teach_sqlite(connection: sqlite3.Connection) -> None:
    """Gives a connection the function."""
    connection.create_function(_NAME, 2, _local_date, deterministic=True)


def _local_date(stored: str | None, zone: str) -> str | None:
    if stored is None:
        return None
    # As SQLAlchemy stores it: in UTC, without an offset.
    instant = datetime.fromisoformat(stored).replace(tzinfo=UTC)
    return instant.astimezone(ZoneInfo(zone)).date().isoformat()
