"""Months, years and quarters by name, and a day by its number alone ("the 18th")."""

import re
from typing import Final

from fields.dates.mention import Asking, Rules
from fields.dates.numbered import day_in, in_full
from fields.dates.spans import (
    Span,
    day_of_month,
    month_span,
    numbered,
    staged,
    year_span,
)

RULES: Final = Rules()


@RULES.reads("month")
def _month(match: re.Match[str], asking: Asking) -> Span:
    stage, name, year, short = match.groups()
    number = asking.vocabulary.month(name)
    at = in_full(year or short) or asking.year
    if at is None:
        at = asking.today.year - (1 if number > asking.today.month else 0)
    return staged(month_span(at, number), stage, asking.vocabulary)


@RULES.reads("quarter")
def _quarter(match: re.Match[str], asking: Asking) -> Span:
    number, in_four, short = match.groups()
    first = numbered(number, asking.vocabulary) * 3 - 2
    year = in_full(in_four or short) or asking.year
    if year is None:
        year = asking.today.year - (1 if first > asking.today.month else 0)
    return month_span(year, first)[0], month_span(year, first + 2)[1]


@RULES.reads("year")
def _year(match: re.Match[str], asking: Asking) -> Span:
    return staged(year_span(int(match[2])), match[1], asking.vocabulary)


@RULES.reads("short_year")
def _short_year(match: re.Match[str], asking: Asking) -> Span:
    return year_span(2000 + int(match[1]))


@RULES.reads("number_alone")
def _number_alone(match: re.Match[str], asking: Asking) -> Span:
    if asking.month:
        return day_in(int(match[1]), asking.month, None, asking)
    day = day_of_month(int(match[1]), asking.today)
    return day, day
