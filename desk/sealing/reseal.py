"""Re-sealing of all sealed data with the newest key, while the register is in use.

It turns sealing on for a register that has rows, and brings in a new key. Each batch is
a transaction of its own, and data sealed with the newest key is left as it is. If it is
stopped half-way nothing is broken, and the next run goes on from there.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Row,
    Table,
    bindparam,
    delete,
    select,
    tuple_,
    type_coerce,
)

from desk.files.store import Store
from desk.models import Base, EvidenceFile, HistoryEntry, SealingKey
from desk.models.keyring import Keyring
from desk.models.sealed import SealedJson, SealedText
from desk.storage.append_only import history_unguarded
from desk.storage.database import Database

# Rows in one transaction: other writers wait that long and no longer.
BATCH = 200


def sealed_columns(table: Table) -> list[Column[Any]]:
    """The columns of a table that hold personal data."""
    sealed = SealedText | SealedJson
    return [column for column in table.columns if isinstance(column.type, sealed)]


def _type(column: Column[Any]) -> SealedText | SealedJson:
    assert isinstance(column.type, SealedText | SealedJson)
    return column.type


def reseal(database: Database, store: Store | None = None) -> dict[str, int]:
    """Seals every row and every stored file with the newest key.

    Returns the number of rows changed, by table. The desk then no longer asks at start
    for keys that seal nothing any more. Raises desk.models.keyring.KeyMissing when a
    needed key is missing, and ValueError when there is no key at all.
    """
    if database.keyring.newest is None:
        raise ValueError("without a key there is nothing to seal with")
    changed = {
        table.name: _reseal_table(database, table)
        for table in Base.metadata.sorted_tables
        if sealed_columns(table)
    }
    if store is not None:
        changed["stored_files"] = _seal_files(database, store)
    with database.writing() as session:
        session.execute(
            delete(SealingKey).where(SealingKey.id != database.keyring.newest)
        )
    return changed


def _reseal_table(database: Database, table: Table) -> int:
    changed = 0
    last: tuple[Any, ...] | None = None
    while True:
        with database.changing() as connection:
            rows = _batch(connection, table, last)
            changed += _rewrite(connection, table, rows, database.keyring)
        if len(rows) < BATCH:
            return changed
        last = tuple(rows[-1])[: len(table.primary_key.columns)]


def _batch(
    connection: Connection, table: Table, last: tuple[Any, ...] | None
) -> list[Row[Any]]:
    """The next rows as stored, each with its primary key, then its sealed columns."""
    key = list(table.primary_key.columns)
    stored = [
        type_coerce(column, _type(column).impl_instance).label(column.name)
        for column in sealed_columns(table)
    ]
    rows = select(*key, *stored).order_by(*key).limit(BATCH).with_for_update()
    if last is not None:
        rows = rows.where(tuple_(*key) > last)
    return list(connection.execute(rows))


def _rewrite(
    connection: Connection, table: Table, rows: list[Row[Any]], keyring: Keyring
) -> int:
    columns = sealed_columns(table)
    key = list(table.primary_key.columns)
    anew = []
    for row in rows:
        stored = dict(zip((c.name for c in columns), row[len(key) :], strict=True))
        sealed = {
            c.name: None
            if stored[c.name] is None
            else _type(c).anew(stored[c.name], keyring)
            for c in columns
        }
        if sealed != stored:
            names = {f"key_{c.name}": row[place] for place, c in enumerate(key)}
            anew.append(names | {f"new_{name}": v for name, v in sealed.items()})
    if not anew:
        return 0
    statement = (
        table.update()
        .where(*(column == bindparam(f"key_{column.name}") for column in key))
        .values(
            {
                c.name: bindparam(f"new_{c.name}", type_=_type(c).impl_instance)
                for c in columns
            }
        )
    )
    with _unguarded(connection, table):
        connection.execute(statement, anew)
    return len(anew)


@contextmanager
def _unguarded(connection: Connection, table: Table) -> Iterator[None]:
    append_only = table is HistoryEntry.__table__
    with history_unguarded(connection) if append_only else nullcontext():
        yield


def _seal_files(database: Database, store: Store) -> int:
    """Seals each stored content that has no key; returns their number. A crash can
    leave a copy behind, which the sweeper of files deletes after a day."""
    sealed = 0
    while True:
        with database.writing() as session:
            file = session.scalar(
                select(EvidenceFile)
                .where(EvidenceFile.content_key.is_(None))
                .order_by(EvidenceFile.id)
                .limit(1)
                .with_for_update()
            )
            if file is None:
                return sealed
            before = file.stored_as
            content = store.read(before, None, file.sha256)
            incoming = store.incoming(sealed=True)
            incoming.write(content)
            incoming.finish()
            incoming.keep()
            file.stored_as, file.content_key = incoming.name, incoming.key
        store.delete(before)
        sealed += 1
