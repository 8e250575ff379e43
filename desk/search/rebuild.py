"""Rebuilding of the index from the register."""

import logging

from sqlalchemy import select

from desk.models import Complaint, SearchState
from desk.storage.database import Database
from desk.storage.search.upkeep import coding_of, reindex

log = logging.getLogger(__name__)

# Complaints in one transaction: other writers wait that long and no longer.
BATCH = 500


def bring_up_to_date(database: Database) -> None:
    """Rebuilds the index if it was never made, or was made with another key."""
    with database.reading() as session:
        state = session.get(SearchState, 1)
        wanted = coding_of(session.connection()).made_with
    if state is None or state.made_with != wanted:
        count = rebuild(database)
        log.info("search_index_made", extra={"fields": {"complaints": count}})


def rebuild(database: Database) -> int:
    """Indexes every complaint anew, BATCH at a time; returns their number.

    The register stays in use meanwhile. If it is stopped half-way, it begins again at
    the next start. Raises desk.models.keyring.KeyMissing when the key of a complaint is
    missing.
    """
    _note(database, None)
    last, count = 0, 0
    while ids := _after(database, last):
        with database.writing() as session:
            reindex(session.connection(), ids)
        last, count = ids[-1], count + len(ids)
    with database.reading() as session:
        made_with = coding_of(session.connection()).made_with
    _note(database, made_with)
    return count


def _after(database: Database, last: int) -> list[int]:
    ids = select(Complaint.id).where(Complaint.id > last).order_by(Complaint.id)
    with database.reading() as session:
        return list(session.scalars(ids.limit(BATCH)))


def _note(database: Database, made_with: str | None) -> None:
    with database.writing() as session:
        session.merge(SearchState(id=1, made_with=made_with))
