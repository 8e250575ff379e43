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
    if start.tzinfo is None or start.utcoffset() is None:
        raise ValueError(
            "start has no offset, so its day in the firm's zone is unknown"
        )
    if days < 0:
        raise ValueError("days is negative")
    day = start.astimezone(ZoneInfo(calendar.time_zone)).date()
    for _ in range(days):
        day += timedelta(days=1)
        while not is_business_day(day, calendar):
            day += timedelta(days=1)
    return day


def is_business_day(day: date, calendar: Calendar) -> bool:
    """Neither the firm's weekend, nor a public holiday, nor a day the firm adds itself."""
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
