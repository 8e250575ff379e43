"""The steps from an empty database to the tables of `desk.models`, run at every start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from desk.storage.database import Database

# An arbitrary number, the same in every desk: it identifies PostgreSQL's advisory lock.
_LOCK = 7_366_001


def upgrade(database: Database) -> None:
    """Brings the database up to date, in one transaction, if it is not.

    Desks that start together wait for each other. Raises
    sqlalchemy.exc.SQLAlchemyError; then nothing is changed.
    """
    with database.changing() as connection:
        _wait_for_others(connection)
        command.upgrade(config(connection), "head")


def config(connection: Connection) -> Config:
    """Alembic's configuration for this connection."""
    settings = Config()
    settings.set_main_option(
        "script_location", str(Path(__file__).parent).replace("%", "%%")
    )
    settings.attributes["connection"] = connection
    return settings


def _wait_for_others(connection: Connection) -> None:
    # On SQLite the transaction is itself exclusive.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
