"""Months, years, quarters and feasts by name, and a day by its number alone ("the 18th")."""

import re
from typing import Final

from fields.dates.mention import Asking, Rules
from fields.dates.numbered import day_in, in_full
from fields.dates.spans import Span, day_of_month, month_span, staged, year_span

RULES: Final = Rules()


@RULES.reads("month")
def _month(match: re.Match[str], asking: Asking) -> Span:
    stage, name, year, short = match.groups()
    number = asking.vocabulary.month(name)
    at = in_full(year or short) or asking.year
    if at is None:
        at = asking.today.year - (1 if number > asking.today.month else 0)
    return staged(month_span(at, number), stage, asking.vocabulary)


@RULES.reads("feast")
def _feast(match: re.Match[str], asking: Asking) -> Span:
    month, first, last = asking.vocabulary.words.tables["feasts"][match[1]]
    day = day_in(first, month, in_full(match[2]), asking)[0]
    return day, day.replace(day=last)


@RULES.reads("quarter")
def _quarter(match: re.Match[str], asking: Asking) -> Span:
    number, year = int(match[1]), int(match[2] or asking.year or asking.today.year)
    return month_span(year, number * 3 - 2)[0], month_span(year, number * 3)[1]


@RULES.reads("year")
def _year(match: re.Match[str], asking: Asking) -> Span:
    return staged(year_span(int(match[2])), match[1], asking.vocabulary)


@RULES.reads("number_alone")
def _number_alone(match: re.Match[str], asking: Asking) -> Span:
    if asking.month:
        return day_in(int(match[1]), asking.month, None, asking)
    day = day_of_month(int(match[1]), asking.today)
    return day, day
