"""Leases on rows of a table, which hand each piece of work to one worker at a time.

A worker takes a row with a lease, does its work, and settles it. If the worker dies in
between, the lease runs out and another one takes the row.
"""

import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, or_

from desk.models import Delivery, OutboxMail
from desk.storage.database import Database

Row = TypeVar("Row", OutboxMail, Delivery)


def is_free(table: type[Row], now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a row is due and that no worker has it."""
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
    """Takes the waiting row that has waited longest, with a lease of this length.

    The lease counts as an attempt. Returns None when no row waits, or other workers are
    taking all of them.
    """
    # Polled often, mostly for nothing: a write lock is worth it only if a row waits.
    with database.reading() as session:
        if session.scalar(waiting.with_only_columns(table.id).limit(1)) is None:
            return None
    oldest = (
        waiting.order_by(table.due_at, table.id)
        .limit(1)
        # For PostgreSQL; SQLite has one writer at a time anyway.
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
