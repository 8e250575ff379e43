"""No database alters the history of a complaint; it goes only with its complaint."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DatabaseError

from desk.complaint.states import Status
from desk.models import Complaint, HistoryEntry, IdempotencyRecord, OutboxMail, Point
from desk.storage.append_only import history_unguarded
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import cases_of, file_one, take_to
from firm import Firm


@pytest.fixture
def filed(database: Database, firm: Firm, clock: Clock) -> int:
    filed = file_one(database, firm, clock)
    take_to(cases_of(database, firm, clock), filed, Status.RESOLVED)
    return filed


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(HistoryEntry)) or 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET reason = 'better'",
        "UPDATE history SET at = at",
        "DELETE FROM history",
        "DELETE FROM history WHERE kind = 'decided'",
    ],
)
def test_entries_are_neither_altered_nor_deleted(
    database: Database, filed: int, statement: str
) -> None:
    before = count(database)
    with pytest.raises(DatabaseError, match="never altered"), database.changing() as c:
        c.execute(text(statement))
    assert count(database) == before == 3


def test_the_history_of_an_erased_complaint_goes_with_it(
    database: Database, filed: int, firm: Firm, clock: Clock
) -> None:
    other = file_one(database, firm, clock)
    with database.writing() as session:
        for table in (IdempotencyRecord, OutboxMail):
            session.execute(delete(table).where(table.complaint_id == filed))
        session.execute(delete(Complaint).where(Complaint.id == filed))
    with database.reading() as session:
        left = set(session.scalars(select(HistoryEntry.complaint_id)))
        assert session.scalars(select(Point)).all() == []
    assert left == {other}


def test_a_new_key_may_write_the_words_anew_and_the_guard_is_there_again(
    database: Database, filed: int
) -> None:
    with database.changing() as connection, history_unguarded(connection):
        connection.execute(text("UPDATE history SET reason = reason"))
    with pytest.raises(DatabaseError), database.changing() as connection:
        connection.execute(text("UPDATE history SET reason = 'better'"))


def test_a_rewriting_that_fails_leaves_the_guard(
    database: Database, filed: int
) -> None:
    def rewrite() -> None:
        with database.changing() as connection, history_unguarded(connection):
            connection.execute(text("UPDATE history SET reason = 'half'"))
            raise RuntimeError("half-way")

    act: Callable[[], None] = rewrite
    with pytest.raises(RuntimeError):
        act()
    with database.reading() as session:
        assert "half" not in session.scalars(select(HistoryEntry.reason)).all()
    with pytest.raises(DatabaseError), database.changing() as connection:
        connection.execute(text("DELETE FROM history"))
