"""Dates of languages that have no words in data/, left to the library dateparser."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from fields.dates.spans import month_span, year_span
from fields.dates.when import Interval

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# The languages most written by clients of firms abroad; each takes a few milliseconds to load.
_LANGUAGES: Final = (
    "en", "es", "fr", "de", "pt", "it", "nl", "pl", "tr", "ru", "uk", "ro", "cs", "sv", "da", "fi", "el", "hu", "ar",
    "hi", "zh", "ja", "ko", "vi", "id",
)  # fmt: skip
# An earlier year is more likely a number misread.
_OLDEST: Final = 30
_LONGEST: Final = 80
# dateparser stumbles over these before a date: "el 3 de marzo", "am 3. März".
_ARTICLE: Final = re.compile(
    r"^\W*(?:el|le|am|den|dia|día|w dniu|em|op)\s+", re.IGNORECASE
)
_TELLING: Final = re.compile(
    r"[^\W\d_]{3,}|\d{1,2}\. ?\d{1,2}\.|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def parsed_elsewhere(text: str, now: datetime, day_first: bool) -> Interval | None:
    """The day, month or year that a short text names in some language, else None.

    `now` is the firm's wall clock.
    """
    if len(text) > _LONGEST or not _TELLING.search(text):
        return None
    text = _ARTICLE.sub("", text)
    try:
        found = _parser(now.isoformat(timespec="minutes"), day_first).get_date_data(
            text
        )
    except Exception:  # noqa: BLE001 - dateparser lets errors of many kinds out on odd text
        return None
    moment = found.date_obj
    if moment is None or moment.year < now.year - _OLDEST:
        return None
    moment = moment.replace(tzinfo=None)
    return _stretch(moment, found.period or "day")


def prepare() -> None:
    """Loads the library and its languages, as the first use would."""
    parsed_elsewhere("hier", datetime(2000, 1, 2), True)


@lru_cache(maxsize=4)
def _parser(now: str, day_first: bool) -> "DateDataParser":
    from dateparser.date import DateDataParser  # takes half a second, and few need it

    return DateDataParser(
        languages=list(_LANGUAGES),
        settings={
            "RELATIVE_BASE": datetime.fromisoformat(now),
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "DMY" if day_first else "MDY",
            "PREFER_LOCALE_DATE_ORDER": False,
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
