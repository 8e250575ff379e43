"""Upkeep of the index: everything a session writes is indexed in the same transaction.

It listens to the sessions, so no code that changes a complaint has to remember the
search. Only code that bypasses the sessions (SQL in bulk) has to call `reindex`. When a
complaint is deleted, the database itself deletes its row of the index (migration 0009).
"""

from collections.abc import Sequence

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from desk.models import Complaint, Note
from desk.models.sealed import keyring_of
from desk.storage.search.coding import Coding
from desk.storage.search.document import INDEXED, documents
from desk.storage.search.index import put
from desk.storage.search.words import distinct

# The purpose that the key of the index is derived for.
PURPOSE = "search index"


def keep_in_step(sessions: sessionmaker[Session]) -> None:
    """Makes these sessions index everything that they flush."""
    event.listen(sessions, "after_flush", _index_changes)


def coding_of(connection: Connection) -> Coding:
    """The coding of words in this database: keyed if its columns are sealed."""
    return Coding(keyring_of(connection.dialect).derived(PURPOSE))


def reindex(connection: Connection, complaint_ids: Sequence[int]) -> None:
    """Indexes these complaints anew, as the register holds them now."""
    coding = coding_of(connection)
    put(
        connection,
        [
            (id_, coding.stored(distinct(texts)))
            for id_, texts in documents(connection, complaint_ids)
        ],
    )


def _index_changes(session: Session, _flush: UOWTransaction) -> None:
    changed: set[int] = set()
    for written in (*session.new, *session.dirty):
        if isinstance(written, Note):
            changed.add(written.complaint_id)
        elif isinstance(written, Complaint) and _concerns_search(written):
            changed.add(written.id)
    for gone in session.deleted:
        if isinstance(gone, Note):
            changed.add(gone.complaint_id)
    if changed:
        reindex(session.connection(), sorted(changed))


def _concerns_search(complaint: Complaint) -> bool:
    attributes = inspect(complaint).attrs
    return any(attributes[of.key].history.has_changes() for of in INDEXED)
