"""The migrations end at the tables of the models, from any start, whoever else starts."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, inspect, text
from sqlalchemy.exc import IntegrityError

from desk.migrations import config, upgrade
from desk.models import Base, Complaint
from desk.storage.database import Database
from fields import FIELDS


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    yield database
    database.close()


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
def test_the_migrations_make_the_tables_of_the_models(empty: Database) -> None:
    upgrade(empty)
    with empty.changing() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": _default_differs,
                "include_name": _is_a_model,
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def _default_differs(
    _context: object, _in_database: object, column: Column[Any], *_defaults: object
) -> bool | None:
    # A field that came later has a default, for the complaints that were there before it.
    later = column.table is Complaint.__table__ and column.name in FIELDS
    return False if later else None


def _is_a_model(name: str | None, _kind: str, _parents: object) -> bool:
    # The index of the search is no model, and on SQLite has tables of its own to back it;
    # those of the queue are of expressions, which only the migration says.
    return not str(name).startswith(("search_index", "ix_queue_"))


def test_a_second_run_changes_nothing(empty: Database) -> None:
    upgrade(empty)
    with empty.changing() as connection:
        connection.execute(text("CREATE TABLE mark (id INTEGER)"))
    upgrade(empty)
    assert "mark" in inspect(empty.engine).get_table_names()


def test_desks_that_start_together_migrate_once(
    empty: Database, empty_url: str
) -> None:
    def start(_: int) -> None:
        database = Database(empty_url)
        upgrade(database)
        database.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(start, range(6)))
    empty.check()


def test_a_migration_that_fails_leaves_nothing_behind(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("half-way")

    with monkeypatch.context() as half_way:
        half_way.setattr("alembic.op.create_index", broken)
        with pytest.raises(RuntimeError):
            upgrade(empty)
    assert inspect(empty.engine).get_table_names() == []
    upgrade(empty)
    empty.check()


def test_there_is_one_head(empty: Database) -> None:
    with empty.changing() as connection:
        script = ScriptDirectory.from_config(config(connection))
        assert len(script.get_heads()) == 1
        command.upgrade(config(connection), "head")


def test_a_record_of_a_complaint_that_is_not_there_is_refused(
    database: Database,
) -> None:
    with pytest.raises(IntegrityError), database.changing() as connection:
        connection.execute(
            text(
                "INSERT INTO outbox (complaint_id, kind, message_id, state, created_at,"
                " due_at, attempts) VALUES (7, 'x', 'x', 'due', '2025-01-01',"
                " '2025-01-01', 0)"
            )
        )


@pytest.mark.as_operators_have_it
def test_sqlite_is_set_to_outlive_a_power_cut(sqlite_database: Database) -> None:
    with sqlite_database.reading() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }
