"""Business days by the firm's own calendar: its weekend, its public holidays, its time zone."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from firm.model import Calendar

_WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


def add_business_days(start: datetime, days: int, calendar: Calendar) -> date:
    """The `days`-th business day after the day of receipt.

    `start` is when the complaint came in, with its offset. The day it falls on in the
    firm's zone does not count, business day or not (Regulation (EEC, Euratom)
    No 1182/71, Article 3(1)): what comes in on a Sunday has Monday as its first day.

    Raises ValueError when `start` has no offset or `days` is negative.
    """
    if days < 0:
        raise ValueError("days is negative")
    return business_day_after(local_day(start, calendar), days, calendar)


def local_day(instant: datetime, calendar: Calendar) -> date:
    """The day of an instant in the firm's zone. Raises ValueError when it has no offset."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError("no offset is given, so the day in the firm's zone is unknown")
    return instant.astimezone(ZoneInfo(calendar.time_zone)).date()


def business_day_after(day: date, days: int, calendar: Calendar) -> date:
    """The `days`-th business day after this day, or before it for a negative number.
    Zero gives the day itself, business day or not."""
    step = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += step
        while not is_business_day(day, calendar):
            day += step
    return day


def business_days_between(first: date, last: date, calendar: Calendar) -> int:
    """The number of business days after `first`, up to and with `last`; 0 for none."""
    return sum(
        is_business_day(first + timedelta(days=number), calendar)
        for number in range(1, (last - first).days + 1)
    )


def is_business_day(day: date, calendar: Calendar) -> bool:
    """Whether it is no weekend day, no public holiday and no day the firm adds."""
    if _WEEKDAYS[day.weekday()] in calendar.weekend:
        return False
    if day in calendar.extra_holidays:
        return False
    return day not in _public_holidays(calendar.country, calendar.subdivision, day.year)


@lru_cache(maxsize=64)
def _public_holidays(
    country: str, subdivision: str | None, year: int
) -> frozenset[date]:
    return frozenset(country_holidays(country, subdiv=subdivision, years=year))
