"""Days by their number: "2022-03-01", "1/3/22", "22/11", "3 March", "March 3-5, 2022"."""

import re
from datetime import date, timedelta
from typing import Final

from fields.dates.mention import Asking, Rules
from fields.dates.spans import Span, day_of_month, month_span

RULES: Final = Rules()


@RULES.reads("iso_day")
def _iso(match: re.Match[str], asking: Asking) -> Span:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return day, day


@RULES.reads("numeric_day")
def _numeric(match: re.Match[str], asking: Asking) -> Span:
    first, second = int(match[1]), int(match[2])
    day, month = (first, second) if asking.day_first else (second, first)
    if month > 12:
        day, month = month, day
    return day_in(day, month, in_full(match[3]), asking)


@RULES.reads("numeric_month")
def _numeric_month(match: re.Match[str], asking: Asking) -> Span:
    return month_span(int(match["year"]), int(match["month"]))


@RULES.reads("weekday_and_number")
def _weekday_and_number(match: re.Match[str], asking: Asking) -> Span:
    day = day_of_month(int(match[1]), asking.today)
    return day, day


@RULES.reads("days_of_month")
def _days_of_month(match: re.Match[str], asking: Asking) -> Span:
    day, day2, month, year, short = match.groups()
    last = day_in(
        int(day2), asking.vocabulary.month(month), in_full(year or short), asking
    )[1]
    return last.replace(day=int(day)), last


@RULES.reads("month_and_days")
def _month_and_days(match: re.Match[str], asking: Asking) -> Span:
    month, day, day2, year, short = match.groups()
    last = day_in(
        int(day2), asking.vocabulary.month(month), in_full(year or short), asking
    )[1]
    return last.replace(day=int(day)), last


@RULES.reads("day_of_month")
def _day_of_month(match: re.Match[str], asking: Asking) -> Span:
    day, month, year, short = match.groups()
    return day_in(
        int(day), asking.vocabulary.month(month), in_full(year or short), asking
    )


@RULES.reads("month_and_day")
def _month_and_day(match: re.Match[str], asking: Asking) -> Span:
    month, day, year, short = match.groups()
    return day_in(
        int(day), asking.vocabulary.month(month), in_full(year or short), asking
    )


def day_in(day: int, month: int, year: int | None, asking: Asking) -> Span:
    """The day; without a year the text's only one, else the last that is not after tomorrow.

    Raises ValueError when there is no such day.
    """
    year = year or asking.year
    if year is not None:
        found = date(year, month, day)
        return found, found
    leap_day = (month, day) == (2, 29)
    for guessed in range(asking.today.year + 1, asking.today.year - 9, -1):
        try:
            found = date(guessed, month, day)
        except ValueError:
            if leap_day:
                continue
            raise
        if found <= asking.today + timedelta(days=1):
            return found, found
    raise ValueError("no such day in the last years")


def in_full(year: str | None) -> int | None:
    """The year of two or four digits; two are of this century."""
    if not year:
        return None
    number = int(year)
    return number if number > 99 else 2000 + number
