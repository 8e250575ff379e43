"""Deadlines count the firm's working days only."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firm import (
    Calendar,
    Firm,
    Limit,
    add_business_days,
    business_day_after,
    business_days_between,
    is_business_day,
    limit_day,
)

IRELAND = Calendar(country="IE", time_zone="Europe/Dublin")
NOON = timezone.utc


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=NOON)


def test_a_plain_week_counts_straight_on() -> None:
    monday = date(2026, 3, 2)
    assert add_business_days(at(monday), 2, IRELAND) == date(2026, 3, 4)
    assert add_business_days(at(monday), 7, IRELAND) == date(2026, 3, 11)


def test_a_weekend_between_is_left_out() -> None:
    assert add_business_days(at(date(2026, 3, 5)), 2, IRELAND) == date(2026, 3, 9)


def test_received_on_a_saturday_has_monday_as_its_first_day() -> None:
    assert add_business_days(at(date(2026, 3, 7)), 2, IRELAND) == date(2026, 3, 10)


def test_a_public_holiday_between_is_left_out() -> None:
    # Tuesday 17 March is Saint Patrick's Day.
    assert add_business_days(at(date(2026, 3, 16)), 2, IRELAND) == date(2026, 3, 19)


def test_christmas_and_the_new_year_are_left_out() -> None:
    # Friday 25 December and Saturday 26 December, then Friday 1 January.
    assert add_business_days(at(date(2026, 12, 24)), 7, IRELAND) == date(2027, 1, 6)


def test_the_day_of_receipt_is_the_firms_own_day() -> None:
    tokyo = Calendar(country="JP", time_zone="Asia/Tokyo")
    late_on_monday_in_europe = datetime(2026, 3, 2, 20, tzinfo=timezone.utc)
    assert add_business_days(late_on_monday_in_europe, 2, tokyo) == date(2026, 3, 5)
    assert add_business_days(late_on_monday_in_europe, 2, IRELAND) == date(2026, 3, 4)


def test_the_firms_own_holidays_and_subdivision_count(bank: Firm) -> None:
    assert not is_business_day(date(2026, 6, 17), bank.calendar)
    assert not is_business_day(date(2026, 11, 30), bank.calendar)  # Saint Andrew's Day
    england = Calendar(country="GB", subdivision="ENG", time_zone="Europe/London")
    assert is_business_day(date(2026, 11, 30), england)


def test_a_firm_that_works_on_saturday_counts_it(bank: Firm) -> None:
    assert is_business_day(date(2026, 3, 7), bank.calendar)
    assert not is_business_day(date(2026, 3, 8), bank.calendar)


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        add_business_days(datetime(2026, 3, 2), 2, IRELAND)


def test_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_business_days(at(date(2026, 3, 2)), -1, IRELAND)


@given(
    start=st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)),
    days=st.integers(1, 40),
)
def test_the_deadline_is_a_business_day_and_holds_exactly_that_many(
    start: datetime, days: int
) -> None:
    received = start.replace(tzinfo=ZoneInfo("Europe/Dublin"))
    deadline = add_business_days(received, days, IRELAND)
    first = received.date()
    assert is_business_day(deadline, IRELAND)
    span = [first + timedelta(days=n) for n in range(1, (deadline - first).days + 1)]
    assert sum(is_business_day(day, IRELAND) for day in span) == days


@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), days=st.integers(0, 30))
def test_counting_back_and_between_agrees_with_counting_on(
    day: date, days: int
) -> None:
    calendar = IRELAND
    later = business_day_after(day, days, calendar)
    assert business_days_between(day, later, calendar) == days
    assert business_days_between(later, day, calendar) == 0
    if days and is_business_day(day, calendar):
        assert business_day_after(later, -days, calendar) == day


@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), months=st.integers(1, 30))
def test_months_end_on_the_day_of_the_same_number_or_the_last(
    day: date, months: int
) -> None:
    end = limit_day(day, Limit(source="A law", months=months))
    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day == day.day or (
        end.day < day.day and (end + timedelta(days=1)).day == 1
    )
