"""The two dates are business days in the firm's own calendar and zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from desk.tests.conftest import Clock
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from firm import Calendar, Deadlines, Firm

DUBLIN = Calendar(country="IE", time_zone="Europe/Dublin")
NEW_YORK = Calendar(country="US", time_zone="America/New_York")
DUBAI = Calendar(country="AE", time_zone="Asia/Dubai", weekend=("saturday", "sunday"))


@pytest.mark.parametrize(
    ("calendar", "received", "acknowledge_by", "resolve_by"),
    [
        # A plain week.
        (DUBLIN, "2025-03-03T10:00Z", "2025-03-05", "2025-03-12"),
        # Friday night, and the weekend after it: Monday is the first day of both.
        (DUBLIN, "2025-03-07T23:00Z", "2025-03-11", "2025-03-19"),
        (DUBLIN, "2025-03-08T10:00Z", "2025-03-11", "2025-03-19"),
        # Saint Patrick's Day lies between.
        (DUBLIN, "2025-03-14T10:00Z", "2025-03-19", "2025-03-26"),
        # Over Christmas and the new year.
        (DUBLIN, "2025-12-24T10:00Z", "2025-12-30", "2026-01-07"),
        # Summer time: half past eleven at night in UTC is the next day in Dublin.
        (DUBLIN, "2025-07-01T23:30Z", "2025-07-04", "2025-07-11"),
        # Still the day before in New York; the fourth of July lies between.
        (NEW_YORK, "2025-07-02T02:00Z", "2025-07-03", "2025-07-11"),
        (DUBAI, "2025-03-03T21:00Z", "2025-03-06", "2025-03-13"),
    ],
)
def test_both_dates_are_business_days(
    desk_for: Callable[[Firm], FastAPI],
    firm: Firm,
    clock: Clock,
    calendar: Calendar,
    received: str,
    acknowledge_by: str,
    resolve_by: str,
) -> None:
    there = msgspec.structs.replace(firm, calendar=calendar, deadlines=Deadlines())
    clock.time = datetime.fromisoformat(received)
    with TestClient(desk_for(there)) as client:
        receipt = file(client, complaint_to(there)).json()
    assert (receipt["acknowledge_by"], receipt["resolve_by"]) == (
        acknowledge_by,
        resolve_by,
    )


def test_the_days_are_those_of_the_firm_file(
    desk_for: Callable[[Firm], FastAPI], firm: Firm, clock: Clock
) -> None:
    slow = msgspec.structs.replace(
        firm,
        calendar=DUBLIN,
        deadlines=Deadlines(acknowledge_business_days=5, resolve_business_days=40),
    )
    clock.time = datetime(2025, 3, 3, 10, tzinfo=UTC)
    with TestClient(desk_for(slow)) as client:
        receipt = file(client, complaint_to(slow)).json()
    assert receipt["acknowledge_by"] == "2025-03-10"
    assert date.fromisoformat(receipt["resolve_by"]) > date(2025, 3, 3) + timedelta(54)


def test_a_retry_days_later_keeps_the_first_dates(
    client: TestClient, firm: Firm, clock: Clock
) -> None:
    first = file(client, complaint_to(firm), key="one").json()
    clock.forward(days=30)
    assert file(client, complaint_to(firm), key="one").json() == first
