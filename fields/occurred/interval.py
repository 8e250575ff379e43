"""When it happened: the client's own words, and the interval that they mean."""

from datetime import datetime, time, timedelta, timezone
from typing import Final

from babel.dates import format_date

from fields.context import Context
from fields.dates.mention import Asking
from fields.dates.normalise import even
from fields.dates.order import day_first
from fields.dates.other_languages import parsed_elsewhere, speaks_elsewhere
from fields.dates.told import words_of_time
from fields.dates.vocabulary import vocabulary_of
from fields.dates.when import (
    Interval,
    Vague,
    is_timelike,
    speaks_of_time,
    when,
    without_other_times,
)
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import skips
from fields.text import EN_DASH
from fields.wording import words_of_field

# Clocks run up to 14 hours ahead of UTC: "today" there may still be to come here.
_EASTERNMOST: Final = timezone(timedelta(hours=14))
# The last time of a stretch of whole days.
_LAST: Final = time(23, 59, 59)


def read(text: str, context: Context) -> Reading:
    """`{"text", "from", "to"}`: the words as typed, and ISO 8601 times on the client's clock.

    `from` and `to` are null when the words speak of time in a way that gives no date
    ("every day", "last summer"). A time in the future is refused, and so is one that the
    words give to something else (a promise, a birth).
    """
    if not text.strip():
        return Wrong("occurred_empty")
    language = context.language
    about = words_of_field("occurred", language).pieces["about"]
    if skips(text, about, language):
        return Skipped()
    now = context.now.replace(tzinfo=None)
    interval = _meant(text, now, context)
    if interval is None:
        return Wrong("occurred_unclear")
    if isinstance(interval, Vague):
        return Value({"text": text, "from": None, "to": None})
    latest = context.now.astimezone(_EASTERNMOST).replace(tzinfo=None)
    if interval.ahead or interval.start > latest:
        shown = _shown(interval.start, interval.end, language)
        return Wrong("occurred_future", {"when": shown})
    return Value(
        {
            "text": text,
            "from": _iso(interval.start, context),
            "to": _iso(_so_far(interval, now), context),
        }
    )


def _meant(text: str, now: datetime, context: Context) -> Interval | Vague | None:
    """The interval that the words mean on the client's wall clock; None when they speak of
    no time.
    """
    vocabulary = vocabulary_of(context.language)
    first = day_first(text, context.country, context.firm.locale)
    whole = even(text, vocabulary)
    plain = without_other_times(whole, vocabulary)
    if vocabulary.says("elsewhere", plain):
        return Vague.VAGUE
    asking = Asking(now, first, vocabulary, country=context.country)
    interval = when(plain, asking, context.now.tzinfo)
    if interval is not None and (interval.dated or not speaks_elsewhere(text)):
        return interval
    if plain == whole and not speaks_of_time(plain, vocabulary):
        elsewhere = parsed_elsewhere(text, now)
        if elsewhere is not None:
            return elsewhere
    return Vague.VAGUE if is_timelike(plain, vocabulary) else None


def told_in(story: str, context: Context) -> Stored | None:
    """The same, from the words in a story that say when it happened; None for none."""

    def interval(words: str) -> tuple[str, str] | None:
        reading = read(words, context)
        value = reading.value if isinstance(reading, Value) else None
        if not isinstance(value, dict) or not value["from"] or not value["to"]:
            return None
        return value["from"], value["to"]

    today = context.now.date().isoformat()
    words = words_of_time(story, interval, today, context.language)
    reading = read(words, context) if words else None
    return reading.value if isinstance(reading, Value) else None


def _so_far(interval: Interval, now: datetime) -> datetime:
    """The end, at the latest now, or the end of today where whole days are meant."""
    if interval.end <= now or interval.start > now:
        return interval.end
    if interval.end.time() == _LAST:
        return min(interval.end, datetime.combine(now.date(), _LAST))
    return now


def show(value: Stored, context: Context) -> str:
    """The client's words, and in brackets the dates that were understood."""
    if not isinstance(value, dict) or not value.get("text"):
        return ""
    words = " ".join(str(value["text"]).split())
    start, end = value.get("from"), value.get("to")
    if not start or not end:
        return words
    understood = _shown(_naive(start), _naive(end), context.language)
    return words if words == understood else f"{words} ({understood})"


def _iso(moment: datetime, context: Context) -> str:
    return moment.replace(tzinfo=context.now.tzinfo).isoformat(timespec="seconds")


def _naive(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=None)


def _shown(start: datetime, end: datetime, language: str) -> str:
    """A day, a time, or a stretch of either: "3 March 2022", "3 March 2022, 16:00" to "17:00"."""
    if start.time() == time.min and (end.time() == _LAST or end.date() > start.date()):
        first, last = _day(start, language), _day(end, language)
    else:
        first = f"{_day(start, language)}, {start:%H:%M}"
        last = f"{_day(end, language)}, {end:%H:%M}"
        if start.date() == end.date() and start != end:
            last = f"{end:%H:%M}"
    return first if first == last else f"{first} {EN_DASH} {last}"


def _day(moment: datetime, language: str) -> str:
    return str(format_date(moment, "d MMMM y", locale=language))
