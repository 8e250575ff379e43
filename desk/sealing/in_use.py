"""Record of the keys that a database is sealed with, to notice a lost key at start."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from desk.models import SealingKey
from desk.models.keyring import VARIABLE, KeyMissing
from desk.storage.database import Database


def check_keys(database: Database, now: datetime) -> None:
    """Records the newest key as in use. Raises KeyMissing when a key in use is missing:
    otherwise the desk would start, and fail at the first complaint that somebody
    opens."""
    keyring = database.keyring
    with database.reading() as session:
        in_use = set(session.scalars(select(SealingKey.id)))
    if missing := sorted(in_use - keyring.ids):
        raise KeyMissing(
            f"{VARIABLE} lacks the key {missing[0]}, which personal data in the register"
            " is sealed with"
        )
    if keyring.newest is None or keyring.newest in in_use:
        return
    insert = (
        postgresql.insert
        if database.engine.dialect.name == "postgresql"
        else sqlite.insert
    )
    row = {"id": keyring.newest, "first_used_at": now}
    with database.writing() as session:
        # Desks that start together record the same key.
        session.execute(insert(SealingKey).values(row).on_conflict_do_nothing())
