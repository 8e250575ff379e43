"""The search finds what the register holds, as it holds it now, whatever is typed."""

import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from desk.cases.client_notes import NewNote, Notes
from desk.cases.intake import Register
from desk.complaint.submission import Submission
from desk.models import Complaint, Note, SearchState
from desk.models.keyring import Keyring, new_key
from desk.search.find import Sought, matching
from desk.search.rebuild import bring_up_to_date, rebuild
from desk.storage.database import Database
from desk.storage.search.index import put
from desk.storage.search.upkeep import coding_of
from desk.storage.search.words import LARGEST_DOCUMENT, distinct
from desk.tests.support.complaint import complaint_to
from desk.tests.support.process import KEYS
from firm import Firm

NOW = datetime(2025, 1, 10, 12, tzinfo=UTC)


def filed(database: Database, firm: Firm, **changes: object) -> Complaint:
    """A complaint in the register."""
    submission = Submission.model_validate(complaint_to(firm, **changes))
    receipt = Register(database, firm).file(submission, str(uuid.uuid4()), NOW).receipt
    with database.reading() as session:
        return session.scalars(
            select(Complaint).where(Complaint.reference == receipt.reference)
        ).one()


def found(database: Database, typed: str) -> list[int]:
    """The ids that a search for what was typed finds."""
    with database.reading() as session:
        sought = Sought.read(typed, session.connection())
        if sought is None:
            return []
        ids = select(Complaint.id).where(matching(sought)).order_by(Complaint.id)
        return list(session.scalars(ids))


@pytest.fixture
def complaint(database: Database, firm: Firm) -> Complaint:
    return filed(
        database,
        firm,
        full_name="Zoë Łukasiewicz-O'Neill",
        email="zoe.l@example.com",
        description="My ETH withdrawal is stuck. 出金できない。 Straße 7",
        ticket_numbers=["A-8812"],
        individuals=["Agent Sam"],
    )


@pytest.mark.parametrize(
    "typed",
    [
        "withdrawal",
        "WITHDRAWAL stuck",
        "zoe",
        "ZOË o'neill",
        "zoe.l@example.com",
        "a-8812",
        "agent sam",
        "strasse",
        "出金",
        "できない",
        '"withdrawal"',
        "withdrawal* -(stuck)",
    ],
)
def test_words_of_a_complaint_find_it(
    database: Database, complaint: Complaint, typed: str
) -> None:
    assert found(database, typed) == [complaint.id]


def test_the_last_word_finds_longer_ones_where_words_are_not_sealed(
    database: Database, complaint: Complaint
) -> None:
    assert found(database, "withdr") == ([] if KEYS else [complaint.id])


@pytest.mark.parametrize("typed", ["deposit", "zoe deposit", "ithdrawal", "stucks"])
def test_words_that_it_does_not_hold_do_not(
    database: Database, complaint: Complaint, typed: str
) -> None:
    assert found(database, typed) == []


def test_a_reference_finds_it_however_it_is_typed(
    database: Database, complaint: Complaint
) -> None:
    bare = complaint.reference.partition("-")[2]
    for typed in (complaint.reference, bare.lower(), bare.replace("-", "")):
        assert found(database, typed) == [complaint.id]


@pytest.mark.parametrize("typed", ["", "  ", '"', "***", "'; --", "()", "😶‍🌫️"])
def test_what_holds_no_word_finds_nothing(
    database: Database, complaint: Complaint, typed: str
) -> None:
    assert found(database, typed) == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_a_search_and_finds_the_complaint_that_says_it(
    database: Database, complaint: Complaint, typed: str
) -> None:
    with database.writing() as session:
        connection = session.connection()
        words = coding_of(connection).stored(distinct([typed]))
        put(connection, [(complaint.id, words)])
        sought = Sought.read(typed, connection)
        ids = (
            []
            if sought is None
            else session.scalars(select(Complaint.id).where(matching(sought))).all()
        )
        assert ids == ([complaint.id] if distinct([typed]) else [])
        session.rollback()


def test_a_client_s_note_is_found_at_once(
    database: Database, complaint: Complaint, firm: Firm
) -> None:
    assert found(database, "hedgehog") == []
    note = NewNote(
        reference=complaint.reference, email=complaint.email, text="A hedgehog did it."
    )
    Notes(database, firm).add(note, "key", NOW)
    assert found(database, "hedgehog") == [complaint.id]
    assert found(database, "withdrawal hedgehog") == [complaint.id]


def test_a_change_is_found_and_what_it_replaced_is_not(
    database: Database, complaint: Complaint
) -> None:
    with database.writing() as session:
        session.get_one(Complaint, complaint.id).email = "other@example.org"
    assert found(database, "other@example.org") == [complaint.id]
    assert found(database, "zoe.l@example.com") == []


def test_what_is_undone_is_not_found(database: Database, complaint: Complaint) -> None:
    def fail() -> None:
        with database.writing() as session:
            session.get_one(Complaint, complaint.id).full_name = "Somebody Else"
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert found(database, "somebody") == []
    assert found(database, "zoe") == [complaint.id]


def test_a_deleted_complaint_leaves_no_word_behind(
    database: Database, complaint: Complaint
) -> None:
    with database.writing() as session:
        for table in ("notes", "outbox", "idempotency_records"):
            session.execute(text(f"DELETE FROM {table}"))
        session.execute(delete(Complaint).where(Complaint.id == complaint.id))
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM search_index")) == 0


def test_a_rebuild_finds_what_was_written_past_the_desk(
    database: Database, complaint: Complaint
) -> None:
    with database.changing() as connection:
        connection.execute(text("UPDATE complaints SET full_name = 'Grace Hopper'"))
    assert found(database, "hopper") == []
    assert rebuild(database) == 1
    assert found(database, "hopper") == [complaint.id]


def test_the_index_is_made_anew_at_a_start_with_another_key_only(
    database: Database, database_url: str, complaint: Complaint
) -> None:
    bring_up_to_date(database)
    with database.changing() as connection:
        connection.execute(text("DELETE FROM search_index"))
    bring_up_to_date(database)
    assert found(database, "zoe") == []

    keyed = Database(database_url, Keyring.read(f"{new_key()} {KEYS}"))
    bring_up_to_date(keyed)
    assert found(keyed, "zoe") == [complaint.id]
    keyed.close()


def test_with_encryption_the_index_holds_no_word(database_url: str, firm: Firm) -> None:
    database = Database(database_url, Keyring.read(new_key()))
    complaint = filed(database, firm, full_name="Zebedee Quux", description="Vexillum")
    with database.writing() as session:
        session.add(
            Note(complaint_id=complaint.id, kind="staff", text="jukebox", added_at=NOW)
        )
    with database.reading() as session:
        held = str(session.scalar(text("SELECT words FROM search_index")))
        for word in ("zebedee", "quux", "vexillum", "jukebox", "example"):
            assert word not in held
    for typed in ("ZEBEDEE", "vexillum quux", "jukebox", complaint.reference):
        assert found(database, typed) == [complaint.id]
    # An HMAC has no beginning: the page says so.
    assert found(database, "vexill") == []
    database.close()


def test_the_largest_complaint_is_filed_and_found(
    database: Database, firm: Firm
) -> None:
    many = [f"{n:x}{'ж' * 60}" for n in range(1000)]
    complaint = filed(database, firm, full_name="Grace Hopper", ticket_numbers=many)
    assert found(database, "hopper") == [complaint.id]
    words = distinct(f"{n}{'字' * 9}{n}" for n in range(200_000))
    assert sum(len(word.encode()) + 1 for word in words) <= LARGEST_DOCUMENT


@pytest.mark.skipif(KEYS != "", reason="the index is not plain")
def test_the_state_says_how_the_index_was_made(database: Database) -> None:
    bring_up_to_date(database)
    with database.reading() as session:
        assert session.get_one(SearchState, 1).made_with == "plain"
