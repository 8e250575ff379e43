"""The sweeper records each warning and breach once, on its day, and proposes to tell of delays."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.cases.case import DelayProposal
from desk.cases.clocks import ClockState, clocks_of, next_due
from desk.cases.history import HistoryKind
from desk.cases.service import Cases
from desk.complaint.states import OPEN, Outcome, Status
from desk.models import Complaint
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import (
    OFFICIAL,
    POINT,
    cases_of,
    entries_of,
    file_one,
    take_to,
)
from desk.tests.support.serving import until
from desk.workers.clocks import BATCH, Sweeper
from firm import Deadlines, Firm, Limit, local_day

TOLD = (HistoryKind.CLOCK_WARNING, HistoryKind.CLOCK_MISSED, HistoryKind.DELAY_PROPOSED)


@pytest.fixture
def sweeper(database: Database, firm: Firm, clock: Clock) -> Sweeper:
    return Sweeper(database, firm, clock)


def days(
    sweeper: Sweeper, clock: Clock, database: Database, filed: int, until: datetime
) -> list[tuple[str, str, str]]:
    """Sweeps every six hours; gives what was recorded: the UTC day, the kind, the clock."""
    while clock.time < until:
        while sweeper.sweep() == BATCH:
            pass
        clock.forward(hours=6)
    return [
        (entry.at.date().isoformat(), entry.kind, entry.data.get("clock", ""))
        for entry in entries_of(database, filed, *TOLD)
    ]


def test_a_complaint_that_nobody_touches_is_told_of_on_its_days(
    database: Database, firm: Firm, clock: Clock, sweeper: Sweeper
) -> None:
    filed = file_one(database, firm, clock)
    until = datetime(2025, 4, 1, tzinfo=UTC)
    assert days(sweeper, clock, database, filed, until) == [
        ("2025-01-13", "clock_warning", "acknowledge"),
        ("2025-01-15", "clock_missed", "acknowledge"),
        ("2025-01-17", "clock_warning", "resolve"),
        ("2025-01-17", "delay_proposed", ""),
        ("2025-01-22", "clock_missed", "resolve"),
        ("2025-02-24", "clock_warning", "legal"),
        ("2025-03-11", "clock_missed", "legal"),
    ]
    clock.forward(days=400)
    assert sweeper.sweep() == 0


def test_the_delay_is_proposed_before_the_date_passes_and_sent_by_nobody(
    database: Database, firm: Firm, clock: Clock, sweeper: Sweeper, cases: Cases
) -> None:
    filed = file_one(database, firm, clock)
    clock.time = datetime(2025, 1, 17, 9, tzinfo=UTC)
    sweeper.sweep()
    case = cases.read(filed)
    assert case.proposal == DelayProposal(date(2025, 1, 21), date(2025, 1, 30))
    assert len(case.mails) == 1
    # Told, the next is proposed before the new date passes.
    cases.delay(filed, "Slow.", date(2025, 1, 30), OFFICIAL, case.complaint.version)
    assert cases.read(filed).proposal is None
    clock.time = datetime(2025, 1, 28, 9, tzinfo=UTC)
    sweeper.sweep()
    # Saint Brigid's Day is a Monday that year.
    assert cases.read(filed).proposal == DelayProposal(
        date(2025, 1, 30), date(2025, 2, 11)
    )


def test_no_date_beyond_the_laws_limit_is_proposed_while_one_within_it_is_left(
    database: Database, firm: Firm, clock: Clock, sweeper: Sweeper, cases: Cases
) -> None:
    filed = file_one(database, firm, clock)
    cases.delay(filed, "Slow.", date(2025, 3, 5), OFFICIAL, 1)
    clock.time = datetime(2025, 3, 3, 9, tzinfo=UTC)
    sweeper.sweep()
    assert cases.read(filed).proposal == DelayProposal(
        date(2025, 3, 5), date(2025, 3, 10)
    )


def test_a_breach_is_recorded_even_where_the_sweeper_did_not_run(
    database: Database, firm: Firm, clock: Clock, cases: Cases
) -> None:
    filed = file_one(database, firm, clock)
    take_to(cases, filed, Status.INVESTIGATING)
    clock.forward(days=20)
    cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, 2)
    missed = entries_of(database, filed, HistoryKind.CLOCK_MISSED)
    assert [entry.data["clock"] for entry in missed] == ["acknowledge", "resolve"]


def test_each_date_that_was_told_can_be_missed_once(
    database: Database, firm: Firm, clock: Clock, sweeper: Sweeper, cases: Cases
) -> None:
    filed = file_one(database, firm, clock)
    clock.time = datetime(2025, 1, 23, 9, tzinfo=UTC)
    cases.delay(filed, "Slow.", date(2025, 1, 30), OFFICIAL, 1)
    clock.time = datetime(2025, 2, 5, 9, tzinfo=UTC)
    sweeper.sweep()
    missed = [
        entry.data["due"]
        for entry in entries_of(database, filed, HistoryKind.CLOCK_MISSED)
        if entry.data["clock"] == "resolve"
    ]
    assert missed == ["2025-01-21", "2025-01-30"]


def test_a_complaint_from_before_there_were_limits_gets_its_own(
    database: Database, firm: Firm, clock: Clock, cases: Cases
) -> None:
    before = msgspec.structs.replace(firm, limits={})
    filed = file_one(database, before, clock)
    assert cases.read(filed).complaint.legal_limit is None
    clock.forward(days=10)
    Sweeper(database, firm, clock).sweep()
    assert cases.read(filed).complaint.legal_limit == date(2025, 3, 10)


def test_a_full_register_is_swept_in_batches(
    database: Database, firm: Firm, clock: Clock, sweeper: Sweeper
) -> None:
    for _ in range(BATCH + 7):
        file_one(database, firm, clock)
    assert sweeper.sweep() == 0
    clock.forward(days=5)
    assert (sweeper.sweep(), sweeper.sweep(), sweeper.sweep()) == (BATCH, 7, 0)


def test_it_works_inside_the_service(
    desk: FastAPI, database: Database, firm: Firm, clock: Clock
) -> None:
    filed = file_one(database, firm, clock)
    clock.forward(days=20)
    with TestClient(desk):
        for _ in until():
            if len(entries_of(database, filed, HistoryKind.CLOCK_MISSED)) == 2:
                break


ACTS = st.lists(
    st.tuples(
        st.integers(1, 20),
        st.sampled_from(
            ["start", "ask", "answer", "delay", "decide", "reopen", "none"]
        ),
    ),
    max_size=6,
)


@given(acts=ACTS, pauses=st.booleans(), law_pauses=st.booleans())
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_stored_day_that_is_due_next_is_the_clocks_whatever_is_done(
    sqlite_database: Database,
    firm: Firm,
    acts: list[tuple[int, str]],
    pauses: bool,
    law_pauses: bool,
) -> None:
    deadlines = Deadlines(pause_while_waiting=pauses)
    limits = {"US": Limit(source="A law", weeks=2, pauses=law_pauses)}
    there = msgspec.structs.replace(firm, deadlines=deadlines, limits=limits)
    clock = Clock()
    cases = cases_of(sqlite_database, there, clock)
    sweeper = Sweeper(sqlite_database, there, clock)
    filed = file_one(sqlite_database, there, clock, country="US")

    def is_right() -> None:
        with sqlite_database.reading() as session:
            complaint = session.get_one(Complaint, filed)
        due = next_due(clocks_of(complaint, there, clock()))
        if complaint.status not in OPEN:
            assert (complaint.next_due, complaint.next_due_paused) == (None, False)
            return
        assert due is not None
        assert complaint.next_due == due.due
        assert complaint.next_due_paused == (due.state is ClockState.PAUSED)
        overdue = due.due < local_day(clock(), there.calendar)
        assert overdue == (due.state is ClockState.MISSED)

    is_right()
    for wait, act in acts:
        for _ in range(wait):
            clock.forward(days=1)
            sweeper.sweep()
            is_right()
        _try(cases, filed, act, clock)
        is_right()


@given(acts=ACTS, pauses=st.booleans())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_breach_is_slept_through_whatever_is_done(
    sqlite_database: Database,
    firm: Firm,
    acts: list[tuple[int, str]],
    pauses: bool,
) -> None:
    """The sweeper, which looks only on watched days, against looking at all clocks daily."""
    deadlines = Deadlines(pause_while_waiting=pauses)
    there = msgspec.structs.replace(firm, deadlines=deadlines)
    clock = Clock()
    cases = cases_of(sqlite_database, there, clock)
    sweeper = Sweeper(sqlite_database, there, clock)
    filed = file_one(sqlite_database, there, clock)
    seen: set[tuple[str, str]] = set()

    def a_day() -> None:
        clock.forward(days=1)
        with sqlite_database.reading() as session:
            complaint = session.get_one(Complaint, filed)
        seen.update(
            (clock_.name.value, clock_.due.isoformat())
            for clock_ in clocks_of(complaint, there, clock())
            if clock_.state == "missed" and clock_.stopped_on is None
        )
        sweeper.sweep()

    for wait, act in acts:
        for _ in range(wait):
            a_day()
        _try(cases, filed, act, clock)
    for _ in range(100):
        a_day()
    missed = entries_of(sqlite_database, filed, HistoryKind.CLOCK_MISSED)
    recorded = [(entry.data["clock"], entry.data["due"]) for entry in missed]
    assert len(recorded) == len(set(recorded))
    assert set(recorded) == seen
    case = cases.read(filed)
    if case.complaint.status not in (Status.RESOLVED, Status.WAITING):
        assert {"acknowledge", "resolve"} <= {name for name, _ in recorded}


def _try(cases: Cases, filed: int, act: str, clock: Clock) -> None:
    complaint = cases.read(filed).complaint
    version, status = complaint.version, complaint.status
    if act == "start" and status in ("received", "acknowledged"):
        cases.move(filed, Status.INVESTIGATING, OFFICIAL, version, "")
    elif act == "ask" and status == "investigating":
        cases.ask_client(filed, "When?", OFFICIAL, version)
    elif act == "answer" and status == "waiting_for_client":
        cases.client_answered(filed, "Then.", OFFICIAL, version)
    elif act == "delay" and status in ("investigating", "waiting_for_client"):
        due = complaint.due_by or complaint.resolve_by
        later = max(due, clock.time.date()) + timedelta(days=9)
        cases.delay(filed, "Slow.", later, OFFICIAL, version)
    elif act == "decide" and status in ("investigating", "waiting_for_client"):
        cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, version)
    elif act == "reopen" and status == "resolved":
        cases.reopen(filed, OFFICIAL, version, "New.")
