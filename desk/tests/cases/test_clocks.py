"""Clocks against a plain reference: a day after the other, over weekends, holidays, summer
time and year ends. And they never stop by themselves."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import holidays
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.cases.clocks import (
    CLOCK_COLUMNS,
    Clock,
    ClockName,
    ClockState,
    clocks_of,
    end_waiting,
)
from desk.cases.watch import limit_of, set_watch
from desk.complaint.states import Status
from desk.models import Complaint
from firm import Calendar, Deadlines, Firm, Limit, add_business_days, local_day

CALENDARS = (
    Calendar(country="IE", time_zone="Europe/Dublin"),
    Calendar(country="US", time_zone="America/New_York"),
    Calendar(country="JP", time_zone="Asia/Tokyo"),
    Calendar(country="AE", time_zone="Asia/Dubai", weekend=("friday", "saturday")),
    Calendar(
        country="GB",
        subdivision="SCT",
        time_zone="Europe/London",
        extra_holidays=(date(2025, 12, 29),),
    ),
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

calendars = st.sampled_from(CALENDARS)
# To the minute, with the hours around both changes of the clocks and the new year made likely.
instants = st.one_of(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)),
    st.sampled_from(
        [
            datetime(2025, 3, 30, 0, 59),
            datetime(2025, 3, 30, 1, 0),
            datetime(2025, 10, 26, 0, 30),
            datetime(2025, 10, 26, 1, 30),
            datetime(2025, 3, 9, 6, 59),
            datetime(2025, 11, 2, 5, 30),
            datetime(2024, 12, 31, 23, 59, 59),
            datetime(2025, 12, 31, 15, 0),
            datetime(2026, 1, 1, 4, 59),
            datetime(2024, 2, 29, 12, 0),
        ]
    ),
).map(lambda instant: instant.replace(tzinfo=UTC))


def works(day: date, calendar: Calendar) -> bool:
    """Whether the firm works on this day, written out."""
    there = holidays.country_holidays(
        calendar.country, subdiv=calendar.subdivision, years=day.year
    )
    return (
        DAYS[day.weekday()] not in calendar.weekend
        and day not in there
        and day not in calendar.extra_holidays
    )


def plain_day(instant: datetime, calendar: Calendar) -> date:
    return instant.astimezone(ZoneInfo(calendar.time_zone)).date()


def plain_due(start: date, days: int, calendar: Calendar) -> date:
    """The days counted one by one."""
    day, left = start, days
    while left:
        day += timedelta(days=1)
        if works(day, calendar):
            left -= 1
    return day


def firm_at(firm: Firm, calendar: Calendar, **changes: object) -> Firm:
    deadlines = msgspec.structs.replace(Deadlines(), **changes)
    return msgspec.structs.replace(firm, calendar=calendar, deadlines=deadlines)


def received(at: datetime, there: Firm, **more: object) -> Complaint:
    complaint = Complaint(
        status=Status.RECEIVED,
        received_at=at,
        acknowledge_by=add_business_days(at, 2, there.calendar),
        resolve_by=add_business_days(at, 7, there.calendar),
        country="IE",
    )
    complaint.due_by = complaint.resolve_by
    complaint.legal_limit = limit_of(complaint, there)
    for name, value in more.items():
        setattr(complaint, name, value)
    return complaint


def clock_of(name: ClockName, complaint: Complaint, there: Firm, at: datetime) -> Clock:
    [clock] = [c for c in clocks_of(complaint, there, at) if c.name is name]
    return clock


def test_clocks_need_no_more_than_the_columns_that_queries_load(firm: Firm) -> None:
    at = datetime(2025, 1, 10, 12, tzinfo=UTC)
    whole = received(at, firm, waiting_since=at)
    loaded = {column.key: getattr(whole, column.key) for column in CLOCK_COLUMNS}
    row = cast(Complaint, SimpleNamespace(**loaded))
    assert len(clocks_of(row, firm, at)) == 3
    assert clocks_of(row, firm, at) == clocks_of(whole, firm, at)


@given(at=instants, calendar=calendars)
@settings(max_examples=300, deadline=None)
def test_both_aims_are_counted_day_by_day(
    firm: Firm, at: datetime, calendar: Calendar
) -> None:
    there = firm_at(firm, calendar)
    complaint = received(at, there)
    day = plain_day(at, calendar)
    clocks = {clock.name: clock for clock in clocks_of(complaint, there, at)}
    assert clocks[ClockName.ACKNOWLEDGE].due == plain_due(day, 2, calendar)
    assert clocks[ClockName.RESOLVE].due == plain_due(day, 7, calendar)


@given(at=instants, calendar=calendars, hours=st.integers(0, 24 * 120))
@settings(max_examples=400, deadline=None)
def test_a_clock_runs_until_its_day_is_over_in_the_firms_zone(
    firm: Firm, at: datetime, calendar: Calendar, hours: int
) -> None:
    there = firm_at(firm, calendar)
    complaint = received(at, there)
    now = at + timedelta(hours=hours)
    today = plain_day(now, calendar)
    for clock in clocks_of(complaint, there, now):
        # Midnight after the due day, by the clocks of that place.
        end = datetime.combine(
            clock.due + timedelta(days=1),
            datetime.min.time(),
            ZoneInfo(calendar.time_zone),
        )
        assert (clock.state is ClockState.MISSED) == (now >= end)
        if clock.state is not ClockState.MISSED:
            warned = clock.state is ClockState.WARNING
            assert warned == (today >= clock.warn_on)
        assert clock.warn_on <= clock.due


@given(at=instants, calendar=calendars, hours=st.integers(0, 24 * 60))
@settings(max_examples=200, deadline=None)
def test_what_was_done_in_time_is_met_and_stays_so(
    firm: Firm, at: datetime, calendar: Calendar, hours: int
) -> None:
    there = firm_at(firm, calendar)
    done = at + timedelta(hours=hours)
    complaint = received(at, there, acknowledged_at=done)
    much_later = done + timedelta(days=500)
    clock = clock_of(ClockName.ACKNOWLEDGE, complaint, there, much_later)
    in_time = plain_day(done, calendar) <= plain_due(
        plain_day(at, calendar), 2, calendar
    )
    assert clock.state is (ClockState.MET if in_time else ClockState.MISSED)
    assert clock.stopped_on == plain_day(done, calendar)
    # The others go on.
    assert clock_of(ClockName.RESOLVE, complaint, there, much_later).stopped_on is None


@given(
    at=instants,
    calendar=calendars,
    asked_after=st.integers(0, 24 * 20),
    waited=st.integers(0, 24 * 40),
)
@settings(max_examples=400, deadline=None)
def test_waiting_moves_the_aim_by_its_business_days_where_the_firm_lets_it(
    firm: Firm, at: datetime, calendar: Calendar, asked_after: int, waited: int
) -> None:
    there = firm_at(firm, calendar, pause_while_waiting=True)
    asked = at + timedelta(hours=asked_after)
    answered = asked + timedelta(hours=waited)
    first, last = plain_day(asked, calendar), plain_day(answered, calendar)
    due = plain_due(plain_day(at, calendar), 7, calendar)
    complaint = received(at, there, status=Status.WAITING, waiting_since=asked)
    paused = clock_of(ClockName.RESOLVE, complaint, there, answered)
    legal = clock_of(ClockName.LEGAL, complaint, there, answered)
    assert legal.due == limit_of(complaint, there)
    if first > due:
        # What was missed is missed: asking then helps nothing.
        assert (paused.state, paused.due) == (ClockState.MISSED, due)
    else:
        assert paused.state is ClockState.PAUSED
        # As many business days are left as there were when the client was asked.
        left = sum(
            works(first + timedelta(days=n), calendar)
            for n in range(1, (due - first).days + 1)
        )
        assert paused.due == plain_due(last, left, calendar)
    end_waiting(complaint, there, answered)
    complaint.status = Status.INVESTIGATING
    after = clock_of(ClockName.RESOLVE, complaint, there, answered)
    assert after.due == paused.due
    assert after.state is not ClockState.PAUSED
    # A second wait moves it on from there, and a wait of no time moves nothing.
    complaint.waiting_since = answered
    end_waiting(complaint, there, answered)
    assert clock_of(ClockName.RESOLVE, complaint, there, answered).due == paused.due


@given(at=instants, calendar=calendars, waited=st.integers(0, 24 * 90))
@settings(max_examples=150, deadline=None)
def test_waiting_moves_nothing_where_the_firm_does_not_let_it(
    firm: Firm, at: datetime, calendar: Calendar, waited: int
) -> None:
    there = firm_at(firm, calendar, pause_while_waiting=False)
    waiting = received(at, there, status=Status.WAITING, waiting_since=at)
    now = at + timedelta(hours=waited)
    assert clocks_of(waiting, there, now) == clocks_of(received(at, there), there, now)


def test_the_laws_limit_pauses_only_where_the_law_does(firm: Firm) -> None:
    at = datetime(2025, 1, 10, 12, tzinfo=UTC)
    for pauses, due in ((False, date(2025, 3, 10)), (True, date(2025, 3, 20))):
        law = Limit(source="A law", months=2, pauses=pauses)
        there = msgspec.structs.replace(firm, limits={"IE": law}, groups={})
        complaint = received(at, there, status=Status.WAITING, waiting_since=at)
        after = at + timedelta(days=10)
        assert clock_of(ClockName.LEGAL, complaint, there, after).due == due
        end_waiting(complaint, there, after)
        assert complaint.legal_limit == due


@pytest.mark.parametrize(
    ("limit", "at", "day"),
    [
        (Limit(source="x", months=2), "2025-01-10T12:00Z", "2025-03-10"),
        (Limit(source="x", months=2), "2025-12-31T12:00Z", "2026-02-28"),
        (Limit(source="x", months=2), "2023-12-30T12:00Z", "2024-02-29"),
        (Limit(source="x", months=12), "2024-02-29T12:00Z", "2025-02-28"),
        (Limit(source="x", weeks=8), "2025-01-10T12:00Z", "2025-03-07"),
        (Limit(source="x", days=30), "2025-01-31T12:00Z", "2025-03-02"),
        # Half past eleven at night in UTC is the next day in Dublin's summer.
        (Limit(source="x", months=2), "2025-06-30T23:30Z", "2025-09-01"),
    ],
)
def test_the_laws_limit_is_counted_from_the_day_of_receipt(
    firm: Firm, limit: Limit, at: str, day: str
) -> None:
    there = msgspec.structs.replace(firm, limits={"IE": limit}, groups={})
    complaint = received(datetime.fromisoformat(at), there)
    assert complaint.legal_limit == date.fromisoformat(day)


def test_the_reference_firms_limits_are_those_of_the_laws(firm: Firm) -> None:
    at = datetime(2025, 1, 10, 12, tzinfo=UTC)
    limits = {
        country: limit_of(Complaint(received_at=at, country=country), firm)
        for country in ("IE", "DE", "GB", "US", "atlantis")
    }
    assert limits == {
        "IE": date(2025, 3, 10),
        "DE": date(2025, 3, 10),
        "GB": date(2025, 3, 7),
        "US": None,
        "atlantis": None,
    }


def test_a_decision_meets_the_laws_limit_even_if_the_complaint_is_reopened(
    firm: Firm,
) -> None:
    at = datetime(2025, 1, 10, 12, tzinfo=UTC)
    complaint = received(
        at,
        firm,
        status=Status.INVESTIGATING,
        first_resolved_at=at + timedelta(days=20),
        due_by=date(2025, 6, 1),
    )
    now = at + timedelta(days=130)
    assert clock_of(ClockName.LEGAL, complaint, firm, now).state is ClockState.MET
    assert clock_of(ClockName.RESOLVE, complaint, firm, now).state is ClockState.RUNNING


def test_a_withdrawal_stops_the_clocks_and_hides_no_breach(firm: Firm) -> None:
    at = datetime(2025, 1, 10, 12, tzinfo=UTC)
    complaint = received(
        at, firm, status=Status.WITHDRAWN, closed_at=at + timedelta(days=6)
    )
    states = {
        clock.name: clock.state
        for clock in clocks_of(complaint, firm, at + timedelta(days=300))
    }
    assert states == {
        ClockName.ACKNOWLEDGE: ClockState.MISSED,
        ClockName.RESOLVE: ClockState.STOPPED,
        ClockName.LEGAL: ClockState.STOPPED,
    }


@given(
    at=instants,
    calendar=calendars,
    pauses=st.booleans(),
    status=st.sampled_from(list(Status)),
    hours=st.integers(0, 24 * 150),
    asked=st.booleans(),
    acknowledged=st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_a_clock_that_is_owed_is_always_watched(
    firm: Firm,
    at: datetime,
    calendar: Calendar,
    pauses: bool,
    status: Status,
    hours: int,
    asked: bool,
    acknowledged: bool,
) -> None:
    """Whatever the stage, the next day on which a clock changes is not slept through."""
    there = firm_at(firm, calendar, pause_while_waiting=pauses)
    now = at + timedelta(hours=hours)
    complaint = received(at, there, status=status)
    complaint.waiting_since = now if asked and status == Status.WAITING else None
    complaint.acknowledged_at = at if acknowledged else None
    if status in (Status.RESOLVED, Status.CLOSED):
        complaint.resolved_at = complaint.first_resolved_at = now
    if status in (Status.CLOSED, Status.WITHDRAWN):
        complaint.closed_at = now
    set_watch(complaint, there, now)
    before = {c.name: c.state for c in clocks_of(complaint, there, now)}
    for later in range(1, 100):
        then = now + timedelta(days=later)
        after = {c.name: c.state for c in clocks_of(complaint, there, then)}
        if after != before:
            assert complaint.watch_on is not None
            assert complaint.watch_on <= local_day(then, calendar)
            return
