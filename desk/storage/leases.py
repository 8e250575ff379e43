"""Work that lies in a table, handed to one worker at a time.

A worker takes a row with a lease, does what it says, and settles it. If it dies in between,
the lease runs out and another takes the row.
"""

import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, or_

from desk.models import Delivery, OutboxMail
from desk.storage.database import Database

Row = TypeVar("Row", OutboxMail, Delivery)


def is_free(table: type[Row], now: datetime) -> tuple[ColumnElement[bool], ...]:
    """That the time of a row has come, and no worker has it."""
    return (
        table.due_at <= now,
        or_(table.leased_until.is_(None), table.leased_until <= now),
    )


def take(
    database: Database,
    table: type[Row],
    waiting: Select[Row],
    now: datetime,
    lease: timedelta,
) -> Row | None:
    """Of the rows that wait, the one that has waited longest, with a lease of this length that
    counts as an attempt; None when there is none that no other worker is taking."""
    # Asked often and mostly for nothing: only what is there is worth a write lock.
    with database.reading() as session:
        if session.scalar(waiting.with_only_columns(table.id).limit(1)) is None:
            return None
    oldest = (
        waiting.order_by(table.due_at, table.id)
        .limit(1)
        # On PostgreSQL; SQLite has one writer at a time anyway.
        .with_for_update(skip_locked=True, of=table)
    )
    with database.writing() as session:
        row = session.scalar(oldest)
        if row is None:
            return None
        row.lease = secrets.token_hex(8)
        row.leased_until = now + lease
        row.attempts += 1
        return row
