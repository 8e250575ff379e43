"""Personal data is sealed in the database's own bytes, and read back as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from desk.cases.intake import Register
from desk.complaint.submission import Submission
from desk.models import Complaint, Note
from desk.models.keyring import KeyMissing, Keyring, KeysUnreadable, key_id
from desk.storage.database import Database
from desk.tests.conftest import NOON
from desk.tests.support.complaint import complaint_to
from desk.tests.support.register import NEW, OLD, Opened, file_one
from firm import Firm


def stored(database: Database) -> str:
    """All that the database holds of complaints, notes and keys, as it is stored."""
    with database.reading() as session:
        rows = [
            row
            for table in ("complaints", "notes", "idempotency_records")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        ]
    return repr(rows)


def test_nothing_that_the_client_wrote_is_readable_in_the_database(
    opened: Opened, firm: Firm
) -> None:
    database = opened(NEW)
    file_one(database, firm)
    kept = stored(database)
    for word in (
        "ada@example.com",
        "Lovelace",
        "Nine days",
        "Sam",
        "1234567",
        "last Tuesday",
        "I wrote twice",
        "tell me why",
        "3.17",
        "3f2b",
    ):
        assert word not in kept


def test_what_is_sealed_reads_as_it_was_written(opened: Opened, firm: Firm) -> None:
    database = opened(NEW)
    reference = file_one(database, firm)
    body = complaint_to(firm)
    with database.reading() as session:
        complaint = session.query(Complaint).one()
        note = session.query(Note).one()
    assert complaint.email == body["email"]
    assert complaint.description == body["details"]["description"]
    assert complaint.occurred == body["details"]["occurred"]
    assert complaint.individuals == body["details"]["individuals"]
    assert note.text == "The fee of 3.17 is missing."
    found = Register(database, firm).find(reference, " ADA@example.com", NOON)
    assert found
    assert found.reference == reference


def test_no_occurrence_is_null_with_and_without_a_key(
    opened: Opened, firm: Firm
) -> None:
    for keys in ("", NEW):
        file_one(opened(keys), firm, occurred=None)
    with opened(NEW).reading() as session:
        nulls = session.execute(
            text("SELECT count(*) FROM complaints WHERE occurred IS NULL")
        )
        assert nulls.scalar() == 2


def test_a_register_with_plain_rows_takes_sealed_ones_beside_them(
    opened: Opened, firm: Firm
) -> None:
    plain = file_one(opened(""), firm)
    sealed = file_one(opened(NEW), firm, email="grace@example.com")
    register = Register(opened(NEW), firm)
    assert register.find(plain, "ada@example.com", NOON)
    assert register.find(sealed, "grace@example.com", NOON)


def test_without_its_key_a_sealed_value_is_an_error_that_names_the_variable(
    opened: Opened, firm: Firm
) -> None:
    reference = file_one(opened(OLD), firm)
    with pytest.raises(KeyMissing, match="DESK_ENCRYPTION_KEYS lacks the key"):
        Register(opened(NEW), firm).find(reference, "ada@example.com", NOON)
    assert Register(opened(f"{NEW},{OLD}"), firm).find(
        reference, "ada@example.com", NOON
    )


def test_a_retry_is_known_again_when_its_body_is_kept_sealed(
    opened: Opened, firm: Firm
) -> None:
    database = opened(NEW)
    submission = Submission.model_validate(complaint_to(firm))
    register = Register(database, firm)
    first = register.file(submission, "the same", NOON)
    again = register.file(submission, "the same", NOON)
    assert (first.fresh, again.fresh) == (True, False)
    assert again.receipt == first.receipt


@given(st.text())
def test_every_text_comes_back_whatever_the_keys(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    for ring in (Keyring(), Keyring.read(NEW)):
        for said in (words, f"redress-sealed:{words}", f"redress-sealed:plain:{words}"):
            assert ring.opened(ring.stored(said)) == said


def test_a_client_who_types_a_sealed_value_is_quoted_not_opened(firm: Firm) -> None:
    typed = Keyring.read(OLD).stored("anything")
    assert Keyring().opened(Keyring().stored(typed)) == typed
    assert Keyring.read(NEW).opened(Keyring.read(NEW).stored(typed)) == typed


def test_a_value_that_was_altered_is_refused() -> None:
    ring = Keyring.read(NEW)
    sealed = ring.stored("ada@example.com")
    altered = sealed[:-5] + ("A" if sealed[-5] != "A" else "B") + sealed[-4:]
    with pytest.raises(KeyMissing, match="is not as the key"):
        ring.opened(altered)


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("short", "not 32 bytes|not base64"),
        ("*" * 44, "not base64"),
        (f"{NEW} {NEW}", "twice"),
        ("A" * 43 + "=", "not random"),
    ],
    ids=["short", "not base64", "twice", "not random"],
)
def test_keys_that_cannot_be_used_are_refused_without_being_shown(
    keys: str, reason: str
) -> None:
    with pytest.raises(KeysUnreadable, match=reason) as refusal:
        Keyring.read(keys)
    assert NEW not in str(refusal.value)


def test_derived_keys_differ_by_purpose_and_by_key() -> None:
    ring = Keyring.read(NEW)
    assert ring.derived("search words") == Keyring.read(NEW).derived("search words")
    assert ring.derived("search words") != ring.derived("another")
    assert ring.derived("search words") != Keyring.read(OLD).derived("search words")
    assert Keyring().derived("search words") is None
    assert key_id(b"x" * 32) != key_id(b"y" * 32)
