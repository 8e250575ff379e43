"""Days by their number: "2022-03-01", "1/3/22", "22/11", "3 March", "March 3-5, 2022"."""

import re
from datetime import date, timedelta
from typing import Final

from fields.dates.mention import DAY, MONTH, WEEKDAY, YEAR, Asking, Rules
from fields.dates.spans import Span, day_of_month
from fields.dates.wording import MONTHS

RULES: Final = Rules()

_WEEKDAY: Final = rf"\b(?:{WEEKDAY},? )?(?:the )?"
_AND: Final = r" ?(?:-|to|and|or|until|till|/) ?(?:the )?"
_NO_CLOCK: Final = r"\b(?![:h]\d|\.\d| ?[ap]\.? ?m\b)"


@RULES.reads(
    rf"(?:\b{WEEKDAY},? )?(?<!\d)((?:19|2[01])\d\d)[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:t(?=\d)|(?!\d))",
    r"(?<![\d#-])((?:19|20)\d\d)([01]\d)([0-3]\d)(?![\d-])",
)
def _iso(match: re.Match[str], asking: Asking) -> Span:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return day, day


@RULES.reads(
    rf"(?:\b{WEEKDAY},? )?(?<![\d/.-])(\d{{1,2}})[/.-](\d{{1,2}})[/.-]((?:19|2[01])\d\d|\d\d)(?![\d/])",
    # No year with a slash only; "24/7" is no day, and "1/2 of it" a share.
    rf"(?:\b{WEEKDAY},? )?(?<![\d/.$€£-])(?!24/7)(\d{{1,2}})/(\d{{1,2}})(?![\d/]| of\b)()",
    r"(?<![\d/.$€£-])(\d\d)\.(\d\d)\.(?!\d)()",
)
def _numeric(match: re.Match[str], asking: Asking) -> Span:
    first, second = int(match[1]), int(match[2])
    day, month = (first, second) if asking.day_first else (second, first)
    if month > 12:
        day, month = month, day
    return day_in(day, month, in_full(match[3]), asking)


@RULES.reads(
    rf"\b(?:on )?{WEEKDAY},? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)\b(?!(?: of)? {MONTH}| of (?:last|this) month)"
)
def _weekday_and_number(match: re.Match[str], asking: Asking) -> Span:
    day = day_of_month(int(match[1]), asking.today)
    return day, day


@RULES.reads(rf"{_WEEKDAY}{DAY}{_AND}{DAY}(?: of)? {MONTH}\b{YEAR}")
def _days_of_month(match: re.Match[str], asking: Asking) -> Span:
    day, day2, month, year, short = match.groups()
    last = day_in(int(day2), _month(month), in_full(year or short), asking)[1]
    return last.replace(day=int(day)), last


@RULES.reads(rf"{_WEEKDAY}{MONTH} (?:the )?{DAY}{_AND}{DAY}{_NO_CLOCK}{YEAR}")
def _month_and_days(match: re.Match[str], asking: Asking) -> Span:
    month, day, day2, year, short = match.groups()
    last = day_in(int(day2), _month(month), in_full(year or short), asking)[1]
    return last.replace(day=int(day)), last


@RULES.reads(rf"{_WEEKDAY}{DAY}(?: of|-)? ?{MONTH}\b-?{YEAR}")
def _day_of_month(match: re.Match[str], asking: Asking) -> Span:
    day, month, year, short = match.groups()
    return day_in(int(day), _month(month), in_full(year or short), asking)


@RULES.reads(rf"{_WEEKDAY}{MONTH},? (?:the )?{DAY}{_NO_CLOCK}{YEAR}")
def _month_and_day(match: re.Match[str], asking: Asking) -> Span:
    month, day, year, short = match.groups()
    return day_in(int(day), _month(month), in_full(year or short), asking)


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


def _month(name: str) -> int:
    return MONTHS.index(name) + 1
