"""Dates of languages that have no words in data/, left to the library dateparser."""

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from fields.dates.spans import month_span, year_span
from fields.dates.when import Interval, Vague

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# The languages most written by clients of firms abroad; each takes a few milliseconds to load.
_LANGUAGES: Final = (
    "es", "fr", "de", "pt", "it", "nl", "pl", "tr", "ru", "uk", "ro", "cs", "sv", "da", "fi", "el", "hu", "ar",
    "hi", "zh", "ja", "ko", "vi", "id",
)  # fmt: skip
# An earlier year is more likely a number misread.
_OLDEST: Final = 30
_LONGEST: Final = 80
# More words than this are a sentence, of which something would be left over.
_MOST_WORDS: Final = 8
# dateparser stumbles over these before a date: "el 3 de marzo", "il 3 marzo", "am 3. März".
_ARTICLE: Final = re.compile(
    r"^\W*(?:el|le|il(?= \d)|am|den|dia|día|w dniu|em|op)\s+", re.IGNORECASE
)
# Of the words that dateparser leaves out, those that say nothing.
_GLUE: Final = frozenset(
    ("a", "am", "de", "del", "den", "der", "des", "di", "do", "da", "du", "el", "en", "il", "la", "le", "op", "the")
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d+")
# What dateparser calls the names of a language.
_MONTHS_AND_DAYS: Final = tuple(name.lower() for name in (*month_name[1:], *day_name))
_NOON: Final = time(12)
_UNITS: Final = ("year", "month", "week", "day", "hour")
# Shorter names are words of English too ("so"); so are some of three letters ("son").
_SHORTEST: Final = 3
_SURELY: Final = 4
# Days in figures alone, and letters that English has not.
_TELLING: Final = re.compile(r"\d{1,2}\. ?\d{1,2}\.|[^\W\d_a-zA-Z]")
_CLOCK: Final = re.compile(r"\d\d?\s?[:.h]\s?\d\d")


def parsed_elsewhere(text: str, now: datetime) -> Interval | Vague | None:
    """The day, month or year that a short text names in some language, VAGUE where it says
    more of it than is understood ("gestern um 15 Uhr"), None where it names none.

    `now` is the client's wall clock.
    """
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    if not (_TELLING.search(text) or _said_in(text, _SHORTEST)):
        return None
    bare = _ARTICLE.sub("", text)
    try:
        found = _parser(now.date()).get_date_data(bare)
        moment = found.date_obj
        if moment is None or moment.year < now.year - _OLDEST:
            return Vague.VAGUE if speaks_elsewhere(text) else None
        # Only one of the two: so many hours ago, or a time that was passed over.
        if (found.period == "time") != bool(_CLOCK.search(text)):
            return Vague.VAGUE
        if found.period != "time" and _leaves_over(bare, moment, now, found.locale):
            return Vague.VAGUE
    except Exception:  # noqa: BLE001 - dateparser lets errors of many kinds out on odd text
        return None
    stretch = _stretch(moment.replace(tzinfo=None), found.period or "day")
    return replace(stretch, ahead=stretch.start.date() > now.date())


def _leaves_over(
    text: str, moment: datetime, now: datetime, locale: str | None
) -> bool:
    """Whether dateparser passed over a word, or took for a year what is none ("à 15h")."""
    numbers = _NUMBER.findall(text)
    far = abs((now - moment.replace(tzinfo=None)).days) > 366
    if far and numbers and str(moment.year) not in numbers and len(numbers) > 1:
        return True
    if locale is None:
        return False
    known = _passed_over(locale)
    words = _WORD.findall(text.lower())
    return any(word in known and word not in _GLUE for word in words)


@lru_cache(maxsize=64)
def _passed_over(locale: str) -> frozenset[str]:
    """The words of a language that dateparser leaves out before it reads."""
    return frozenset(word.lower() for word in _info(locale).get("skip", ()))


def speaks_elsewhere(text: str) -> bool:
    """Whether a word of time of another language stands in it, and surely no other word."""
    return _said_in(text, _SURELY)


def _said_in(text: str, shortest: int) -> bool:
    words = _words_of_time()
    return any(
        word in words and (len(word) >= shortest or not word.isascii())
        for word in _WORD.findall(text.lower())
    )


@lru_cache(maxsize=1)
def _words_of_time() -> frozenset[str]:
    """Names of months, weekdays, units and days beside today, as dateparser has them."""
    english = set(_words_in("en"))
    found = {word for language in _LANGUAGES for word in _words_in(language)}
    return frozenset(found - english)


def _words_in(language: str) -> Iterator[str]:
    info = _info(language)
    said = [info.get(name, ()) for name in (*_MONTHS_AND_DAYS, *_UNITS)]
    for words in (*said, *info.get("relative-type", {}).values()):
        yield from (word.lower() for word in words)


def _info(locale: str) -> dict[str, Any]:
    from dateparser.languages.loader import default_loader

    info: dict[str, Any] = default_loader.get_locale(locale).info
    return info


def prepare() -> None:
    """Loads the library and its languages, as the first use would."""
    parsed_elsewhere("hier soir", datetime(2000, 1, 2))


@lru_cache(maxsize=4)
def _parser(today: date) -> "DateDataParser":
    """dateparser, which takes half a second to make; so it is kept for the day."""
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=list(_LANGUAGES),
        settings={
            "RELATIVE_BASE": datetime.combine(today, _NOON),
            "PREFER_DATES_FROM": "past",
            "RETURN_TIME_AS_PERIOD": True,
        },
    )


def _stretch(moment: datetime, period: str) -> Interval:
    day = moment.date()
    first, last = day, day
    if period == "month":
        first, last = month_span(day.year, day.month)
    elif period == "year":
        first, last = year_span(day.year)
    elif period == "week":
        first, last = day - timedelta(days=3), day + timedelta(days=3)
    elif period == "time":
        return Interval(moment, moment)
    return Interval(
        datetime(first.year, first.month, first.day),
        datetime(last.year, last.month, last.day, 23, 59, 59),
    )
