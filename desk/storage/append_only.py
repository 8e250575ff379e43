"""Triggers with which the databases themselves keep the history append-only.

A regulator wants records that were not altered afterwards (Regulation (EU) 2025/294, Article
1: a secure electronic system). An entry goes only together with its complaint, by erasure.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

_REFUSAL = "the history of a complaint is never altered"

_SQLITE = (
    f"""
    CREATE TRIGGER history_no_update BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END
    """,
    # When a deletion cascades to the entry, the complaint itself is gone already.
    f"""
    CREATE TRIGGER history_no_delete BEFORE DELETE ON history
    WHEN EXISTS (SELECT 1 FROM complaints WHERE id = OLD.complaint_id)
    BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END
    """,
)
_POSTGRESQL = (
    f"""
    CREATE OR REPLACE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM complaints WHERE id = OLD.complaint_id)
        THEN RAISE EXCEPTION '{_REFUSAL}';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION history_is_append_only()
    """,
)
_LIFT_SQLITE = ("DROP TRIGGER history_no_update", "DROP TRIGGER history_no_delete")
_LIFT_POSTGRESQL = ("DROP TRIGGER history_append_only ON history",)


def guard_history(connection: Connection) -> None:
    """Makes the triggers: no entry can then be altered, or deleted by itself."""
    for statement in _POSTGRESQL if _is_postgresql(connection) else _SQLITE:
        connection.execute(text(statement))


@contextmanager
def history_unguarded(connection: Connection) -> Iterator[None]:
    """Lifts the triggers, only to write the same words anew with a new encryption key.

    If the transaction fails, both databases put the triggers back with it.
    """
    for statement in _LIFT_POSTGRESQL if _is_postgresql(connection) else _LIFT_SQLITE:
        connection.execute(text(statement))
    yield
    guard_history(connection)


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
