"""The life of a complaint: only allowed moves, each with who, when and why."""

import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.cases.actor import Actor
from desk.cases.changes import Changes
from desk.cases.client_notes import NewNote, Notes
from desk.cases.correspondence import Correspondence
from desk.cases.errors import CaseError, Incomplete, MoveNotAllowed, NotFound, Stale
from desk.cases.history import HistoryKind
from desk.cases.service import Cases
from desk.complaint.states import MOVES, OPEN, Outcome, Severity, Status
from desk.mail.drafts import DecidedPoint, MailKind
from desk.models import OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import (
    OFFICIAL,
    POINT,
    TO,
    Act,
    cases_of,
    entries_of,
    file_one,
    take_to,
)
from firm import Firm


@pytest.fixture
def filed(database: Database, firm: Firm, clock: Clock) -> int:
    return file_one(database, firm, clock)


def mails_of(database: Database, filed: int) -> list[str]:
    wanted = select(OutboxMail.kind).where(OutboxMail.complaint_id == filed)
    with database.reading() as session:
        return list(session.scalars(wanted.order_by(OutboxMail.id)))


def test_a_new_complaint_has_begun_its_history(cases: Cases, filed: int) -> None:
    case = cases.read(filed)
    assert case.complaint.status == Status.RECEIVED
    assert (case.complaint.version, case.complaint.severity) == (1, Severity.NORMAL)
    [entry] = case.history
    assert (entry.kind, entry.actor_name, entry.to_status) == (
        HistoryKind.FILED,
        "client",
        Status.RECEIVED,
    )
    assert case.moves == MOVES[Status.RECEIVED]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("to", list(TO))
def test_only_allowed_moves_are_made_and_each_says_who_when_and_why(
    cases: Cases, filed: int, status: Status, to: Status, clock: Clock
) -> None:
    version = take_to(cases, filed, status)
    clock.forward(minutes=5)
    before = cases.read(filed)
    if to not in MOVES[status]:
        with pytest.raises(MoveNotAllowed) as refusal:
            TO[to](cases, filed, version)
        assert (refusal.value.status, refusal.value.to) == (status, to)
        after = cases.read(filed)
        assert after.complaint.status == status
        assert after.complaint.version == version
        assert len(after.history) == len(before.history)
        assert len(after.mails) == len(before.mails)
        return
    TO[to](cases, filed, version)
    after = cases.read(filed)
    assert (after.complaint.status, after.complaint.version) == (to, version + 1)
    [entry] = after.history[len(before.history) :]
    assert (entry.from_status, entry.to_status) == (status, to)
    assert (entry.actor_name, entry.at) == (OFFICIAL.name, clock.time)
    assert entry.reason or to in (Status.CLOSED, Status.RESOLVED)


ANYTHING = st.lists(
    st.sampled_from([*TO.values(), lambda c, f, v: c.reopen(f, OFFICIAL, v, "New.")]),
    max_size=12,
)


@given(acts=ANYTHING)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_tried_the_history_is_a_way_through_the_moves(
    sqlite_database: Database, firm: Firm, acts: list[Act]
) -> None:
    clock = Clock()
    cases = cases_of(sqlite_database, firm, clock)
    filed = file_one(sqlite_database, firm, clock)
    for act in acts:
        with contextlib.suppress(CaseError):
            act(cases, filed, cases.read(filed).complaint.version)
    case = cases.read(filed)
    at: str | None = None
    for entry in case.history:
        if entry.to_status is not None:
            assert entry.from_status == at
            assert at is None or Status(entry.to_status) in MOVES[Status(at)]
            at = entry.to_status
    assert case.complaint.status == at
    assert (case.complaint.waiting_since is None) == (at != Status.WAITING)
    assert (case.complaint.resolved_at is None) == (
        at not in (Status.RESOLVED, Status.CLOSED)
    )
    assert (case.complaint.outcome is None) == (case.complaint.resolved_at is None)


def test_a_life_tells_its_client_every_stage(
    cases: Cases, filed: int, database: Database
) -> None:
    take_to(cases, filed, Status.CLOSED)
    cases.reopen(filed, OFFICIAL, 4, "The client wrote.")
    cases.move(filed, Status.WITHDRAWN, OFFICIAL, 5, "The client wrote again.")
    assert mails_of(database, filed) == [
        MailKind.ACKNOWLEDGEMENT,
        MailKind.INVESTIGATING,
        MailKind.DECISION,
        MailKind.CLOSED,
        MailKind.REOPENED,
        MailKind.WITHDRAWN,
    ]


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda c, f: c.move(f, Status.ACKNOWLEDGED, OFFICIAL, 1, " "), "reason"),
        (lambda c, f: c.move(f, Status.WITHDRAWN, OFFICIAL, 1, ""), "reason"),
        (lambda c, f: c.ask_client(f, "\n", OFFICIAL, 1), "question"),
        (lambda c, f: c.client_answered(f, "", OFFICIAL, 1), "text"),
        (lambda c, f: c.note(f, "", OFFICIAL), "text"),
        (lambda c, f: c.delay(f, "", date(2025, 3, 1), OFFICIAL, 1), "reason"),
        (lambda c, f: c.delay(f, "x", date(2025, 1, 21), OFFICIAL, 1), "new_date"),
        (lambda c, f: c.decide(f, Outcome.UPHELD, [], "", OFFICIAL, 1), "points"),
        (
            lambda c, f: c.decide(
                f,
                Outcome.UPHELD,
                [POINT, DecidedPoint("Two.", Outcome.UPHELD, " ")],
                "",
                OFFICIAL,
                1,
            ),
            "points[1].reasons",
        ),
        (lambda c, f: c.move(f, Status.WAITING, OFFICIAL, 1, "x"), "question"),
        (lambda c, f: c.move(f, Status.RESOLVED, OFFICIAL, 1, "x"), "points"),
    ],
)
def test_what_has_to_be_said_is_asked_for(
    cases: Cases, filed: int, act: Callable[[Cases, int], object], field: str
) -> None:
    with pytest.raises(Incomplete) as refusal:
        act(cases, filed)
    assert refusal.value.field == field
    assert cases.read(filed).complaint.version == 1


def test_an_address_that_is_none_is_not_kept(
    cases: Cases, changes: Changes, filed: int
) -> None:
    with pytest.raises(Incomplete) as refusal:
        Correspondence(changes).amend_email(filed, "ada at home", OFFICIAL, 1)
    assert refusal.value.field == "email"
    assert cases.read(filed).complaint.version == 1


def test_a_decision_keeps_every_point_with_its_reasons(
    cases: Cases, filed: int, clock: Clock
) -> None:
    take_to(cases, filed, Status.INVESTIGATING)
    second = DecidedPoint("No answer.", Outcome.NOT_UPHELD, "It was answered.")
    cases.decide(filed, Outcome.PARTLY, [POINT, second], "The arbiter.", OFFICIAL, 2)
    case = cases.read(filed)
    assert case.complaint.outcome == Outcome.PARTLY
    assert case.complaint.resolved_at == clock.time
    assert [(p.text, p.outcome, p.reasons) for p in case.points] == [
        (POINT.text, Outcome.UPHELD, POINT.reasons),
        (second.text, Outcome.NOT_UPHELD, second.reasons),
    ]
    decision = case.mails[-1].context
    assert decision is not None
    assert decision["next_steps"] == "The arbiter."
    # Reopened and decided anew: the new points take the place, the old mail says the old.
    cases.reopen(filed, OFFICIAL, 3, "A mistake.")
    cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, 4)
    case = cases.read(filed)
    assert len(case.points) == 1
    assert len((case.mails[2].context or {})["points"]) == 2


def test_a_note_of_the_client_ends_the_waiting(
    cases: Cases, filed: int, database: Database, firm: Firm, clock: Clock
) -> None:
    version = take_to(cases, filed, Status.WAITING)
    clock.forward(days=1)
    complaint = cases.read(filed).complaint
    note = NewNote(
        reference=complaint.reference, email=complaint.email, text="On Tuesday."
    )
    notes = Notes(database, firm)
    notes.add(note, "a key", clock())
    notes.add(note, "a key", clock())
    case = cases.read(filed)
    assert case.complaint.status == Status.INVESTIGATING
    assert case.complaint.client_wrote_at == clock.time
    assert case.complaint.version == version + 1
    [entry] = entries_of(database, filed, HistoryKind.CLIENT_WROTE)
    assert (entry.actor_name, entry.from_status, entry.to_status) == (
        "client",
        Status.WAITING,
        Status.INVESTIGATING,
    )
    assert len(case.notes) == 1


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.WAITING])
def test_a_note_of_the_client_moves_nothing_else(
    cases: Cases,
    filed: int,
    database: Database,
    firm: Firm,
    clock: Clock,
    status: Status,
) -> None:
    take_to(cases, filed, status)
    complaint = cases.read(filed).complaint
    note = NewNote(reference=complaint.reference, email=complaint.email, text="More.")
    Notes(database, firm).add(note, "a key", clock())
    after = cases.read(filed).complaint
    assert after.status == status
    assert after.client_wrote_at is not None
    # An official who acts has seen it.
    cases.set_severity(filed, Severity.HIGH, OFFICIAL, after.version)
    assert cases.read(filed).complaint.client_wrote_at is None


def test_what_the_client_said_by_phone_is_kept_as_theirs(
    cases: Cases, filed: int
) -> None:
    version = take_to(cases, filed, Status.WAITING)
    cases.client_answered(filed, "On Tuesday.", OFFICIAL, version)
    case = cases.read(filed)
    [note] = case.notes
    assert (note.kind, note.actor_name) == ("client", OFFICIAL.name)
    assert case.complaint.status == Status.INVESTIGATING
    cases.note(filed, "Between us.", OFFICIAL)
    case = cases.read(filed)
    assert [note.kind for note in case.notes] == ["client", "staff"]
    # A note of the staff is no change that another could miss.
    assert case.complaint.version == version + 1


def test_a_change_upon_an_old_version_is_told_so_and_changes_nothing(
    cases: Cases, filed: int
) -> None:
    cases.set_severity(filed, Severity.HIGH, OFFICIAL, 1)
    with pytest.raises(Stale) as refusal:
        cases.move(filed, Status.WITHDRAWN, OFFICIAL, 1, "Too late.")
    assert refusal.value.version == 2
    case = cases.read(filed)
    assert (case.complaint.status, case.complaint.severity) == ("received", "high")
    assert len(case.history) == 2


def test_what_is_not_there_is_not_found(
    cases: Cases, changes: Changes, filed: int
) -> None:
    mails = Correspondence(changes)
    for act in (
        lambda: cases.read(999),
        lambda: cases.note(999, "x", OFFICIAL),
        lambda: mails.preview(999, MailKind.CLOSED),
        lambda: mails.resend(999, OFFICIAL),
        lambda: cases.assign(filed, 999, OFFICIAL, 1),
    ):
        with pytest.raises(NotFound):
            act()


def test_the_actor_of_a_change_is_kept_with_id_and_name(
    cases: Cases, filed: int
) -> None:
    cases.set_severity(filed, Severity.LOW, Actor(7, "Ida"), 1)
    entry = cases.read(filed).history[-1]
    assert (entry.actor_id, entry.actor_name) == (7, "Ida")
    assert entry.data == {"severity": "low"}


def test_a_delay_is_the_new_date_in_force(
    cases: Cases, filed: int, clock: Clock
) -> None:
    clock.forward(days=7)
    cases.delay(filed, "The bank is slow.", date(2025, 2, 3), OFFICIAL, 1)
    complaint = cases.read(filed).complaint
    assert (complaint.promised_by, complaint.due_by) == (date(2025, 2, 3),) * 2
    assert complaint.resolve_by == date(2025, 1, 21)
    with pytest.raises(Incomplete):
        cases.delay(filed, "Again.", date(2025, 2, 3), OFFICIAL, 2)


@pytest.mark.parametrize("status", [s for s in Status if s not in OPEN])
def test_no_delay_of_what_is_over(cases: Cases, filed: int, status: Status) -> None:
    version = take_to(cases, filed, status)
    with pytest.raises(MoveNotAllowed):
        cases.delay(filed, "Slow.", date(2025, 9, 1), OFFICIAL, version)


def test_a_reopened_complaint_has_a_new_date(
    cases: Cases, filed: int, clock: Clock
) -> None:
    version = take_to(cases, filed, Status.CLOSED)
    first = cases.read(filed).complaint.resolved_at
    clock.forward(days=60)
    cases.reopen(filed, OFFICIAL, version, "The client found the letter.")
    complaint = cases.read(filed).complaint
    # Saint Patrick's Day lies between.
    assert complaint.due_by == date(2025, 3, 21)
    assert (complaint.resolved_at, complaint.first_resolved_at) == (None, first)
    assert complaint.closed_at is None
