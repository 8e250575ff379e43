"""Stretches of days: a month, a week, a year, a part of one, and counting back by months."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from fields.dates.vocabulary import Vocabulary

# The first and the last day, both included.
Span = tuple[date, date]

_DAY: Final = timedelta(days=1)
# From the first day of a week to its last.
_WEEK: Final = 6 * _DAY


def month_span(year: int, month: int) -> Span:
    """All of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def week_span(day: date) -> Span:
    """The week, from Monday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def year_span(year: int) -> Span:
    """All of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last of that month when it is shorter.

    Raises ValueError when that is before the year 1.
    """
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_of_month(number: int, today: date) -> date:
    """The last day with this number that is not after today. Raises ValueError above 31."""
    if not 1 <= number <= 31:
        raise ValueError(f"no month has a day {number}")
    first = today.replace(day=1)
    while True:
        if number <= monthrange(first.year, first.month)[1]:
            day = first.replace(day=number)
            if day <= today:
                return day
        first = months_before(first, 1)


def numbered(word: str, vocabulary: Vocabulary) -> int:
    """The number that an ordinal word or a figure stands for: 3 for "third" and "3"."""
    return int(vocabulary.words.tables["ordinals"].get(word) or word)


def staged(span: Span, stage: str | None, vocabulary: Vocabulary) -> Span:
    """The early, middle or late third of a span, as the words say; all of it without words."""
    first, last = span
    third = timedelta(days=max(1, ((last - first).days + 1) // 3))
    if not stage:
        return span
    week = vocabulary.words.patterns["week_of"].search(stage)
    if week:
        monday = first + 7 * _DAY * (numbered(week[1], vocabulary) - 1)
        return monday, min(monday + _WEEK, last)
    if vocabulary.says("half", stage):
        half = first + (last - first) // 2
        return (first, half) if vocabulary.says("early", stage) else (half + _DAY, last)
    if vocabulary.says("last_week", stage):
        return last - _WEEK, last
    if vocabulary.says("early", stage):
        return first, first + third
    if vocabulary.says("middle", stage):
        return first + third, last - third
    if vocabulary.says("late", stage):
        return last - third, last
    return span
