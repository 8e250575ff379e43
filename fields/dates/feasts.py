"""Days by their names: "Good Friday", "Boxing Day", "Black Friday", "the Monday after Easter"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from holidays import country_holidays

from fields.dates.mention import Asking, DateMention, NoDate, Rules
from fields.dates.numbered import in_full
from fields.dates.spans import Span, month_span, week_span
from fields.dates.vocabulary import Vocabulary

RULES: Final = Rules()

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
# Where Easter is reckoned as the Orthodox churches do.
_ORTHODOX: Final = frozenset(
    ("BG", "BY", "CY", "ER", "ET", "GE", "GR", "MD", "ME", "MK", "RO", "RS", "RU", "UA")
)
# The lists of a country's days off that are asked, where it has them.
_KINDS: Final = ("public", "government", "optional")


@RULES.reads("no_day")
def _no_day(match: re.Match[str], asking: Asking) -> Span:
    raise NoDate(match.group())


@RULES.reads("feast_neighbour")
def _neighbour(match: re.Match[str], asking: Asking) -> DateMention:
    """ "The Monday after Easter", "the day before Christmas Eve"."""
    words = asking.vocabulary
    name = words.words.tables["main_day"].get(match["name"], match["name"])
    first, last = _feast_span(name, match["year"], asking)
    after = words.says("says_after", match["side"])
    if match["unit"] in words.weekdays:
        number = words.weekdays.index(match["unit"])
        if after:
            day = last + timedelta(days=(number - last.weekday()) % 7 or 7)
        else:
            day = first - timedelta(days=(first.weekday() - number) % 7 or 7)
        span = (day, day)
    else:
        unit = words.words.tables["units"][match["unit"]]
        span = _beside(unit, after, first, last)
    return DateMention(*match.span(), span)


def _beside(unit: str, after: bool, first: date, last: date) -> Span:
    if unit in ("day", "night"):
        day = last + _DAY if after else first - _DAY
        return day, day
    week = week_span(last + _WEEK if after else first - _WEEK)
    if unit == "week":
        return week
    if after:
        saturday = last + timedelta(days=(5 - last.weekday()) % 7 or 7)
    else:
        saturday = first - timedelta(days=(first.weekday() - 5) % 7 or 7)
    return saturday, saturday + _DAY


@RULES.reads("feast")
def _feast(match: re.Match[str], asking: Asking) -> DateMention:
    span = _feast_span(match["name"], match["year"], asking)
    # "Bonfire Night" is a night by its own name.
    part = asking.vocabulary.part(match["part"] or match["name"].split()[-1])
    ahead = asking.vocabulary.says("says_ahead", match["which"] or "")
    return DateMention(*match.span(), span, part, ahead=ahead, named=True)


@RULES.reads("weekday_of_month")
def _weekday_of_month(match: re.Match[str], asking: Asking) -> Span:
    """ "The first Saturday in November"."""
    vocabulary = asking.vocabulary
    month = vocabulary.month(match["month"])
    weekend = match["day"] not in vocabulary.weekdays
    number = 5 if weekend else vocabulary.weekdays.index(match["day"])
    count = vocabulary.words.tables["ordinals"].get(match["count"], -1)

    def in_year(year: int) -> Span:
        day = _counted(year, month, number, count)
        return day, day + _DAY if weekend else day

    year = in_full(match["year"]) or asking.year
    return _last_one(in_year, year, asking.today)


def _feast_span(name: str, year: str | None, asking: Asking) -> Span:
    """The days of the feast in that year, else the last that have been.

    Raises NoDate for a day that is known in other countries than the client's.
    """
    vocabulary = asking.vocabulary
    at = _year(year, vocabulary, asking.today) or asking.year
    return _last_one(lambda each: _in_year(name, each, asking), at, asking.today)


def _year(words: str | None, vocabulary: Vocabulary, today: date) -> int | None:
    if not words:
        return None
    if words[-1].isdigit():
        return int(words[-4:])
    return today.year - (1 if vocabulary.says("says_last", words) else 0)


def _in_year(name: str, year: int, asking: Asking) -> Span:
    tables = asking.vocabulary.words.tables
    if name in tables["feasts"]:
        month, first, last = tables["feasts"][name]
        return date(year, month, first), date(year, month, last)
    if name in tables["from_easter"]:
        orthodox = asking.country in _ORTHODOX
        sunday = easter(year, EASTER_ORTHODOX if orthodox else EASTER_WESTERN)
        first, last = (sunday + timedelta(days=n) for n in tables["from_easter"][name])
        return first, last
    if name in tables["from_weekday"]:
        month, number, count, shift = tables["from_weekday"][name]
        day = _counted(year, month, number - 1, count) + timedelta(days=shift)
        return day, day
    day = _public_holiday(tables["public_holidays"][name], year, asking.country)
    return day, day


# A story is read many times over, and the library makes each year of a country anew.
@lru_cache(maxsize=64)
def _public_holiday(words: str, year: int, country: str | None) -> date:
    try:
        known = country_holidays(country or "", years=year, language="en_US")
    except NotImplementedError as unknown:
        raise NoDate(words) from unknown
    # Canada has Thanksgiving among those of its government alone.
    kinds = [kind for kind in _KINDS if kind in known.supported_categories]
    if len(kinds) > 1:
        known = country_holidays(
            country or "", years=year, language="en_US", categories=tuple(kinds)
        )
    days: list[date] = [
        day
        for day, name in known.items()
        if words in name.lower() and "observed" not in name
    ]
    if len(days) != 1:
        raise NoDate(words)
    return days[0]


def _counted(year: int, month: int, weekday: int, count: int) -> date:
    """The first (1), second … or last (-1) such weekday of a month; 0 is Monday."""
    first, last = month_span(year, month)
    if count < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    if day > last:
        raise ValueError("no such day in that month")
    return day


def _last_one(of: Callable[[int], Span], year: int | None, today: date) -> Span:
    """That of the year, else the last one that begins no later than tomorrow."""
    if year is not None:
        return of(year)
    span = of(today.year)
    return span if span[0] <= today + _DAY else of(today.year - 1)
