"""When it happened: the client's own words, and the interval that they mean."""

from datetime import datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date

from fields.context import Context
from fields.dates.asides import without_asides
from fields.dates.mention import Asking
from fields.dates.normalise import even
from fields.dates.order import day_first
from fields.dates.other_languages import LEFT_OVER, parsed_elsewhere
from fields.dates.told import Told, words_of_time
from fields.dates.vocabulary import vocabulary_of
from fields.dates.when import Interval, is_timelike, speaks_of_time, when
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import skips
from fields.text import EN_DASH
from fields.wording import words_of_field

# Clocks run up to 14 hours ahead of UTC: "today" there may still be to come here.
_EASTERNMOST: Final = timezone(timedelta(hours=14))
# A longer part of a story is no day of another language by itself.
_FEW_WORDS: Final = 4
# How a stretch of whole days ends.
_LAST: Final = time(23, 59, 59)


def read(text: str, context: Context) -> Reading:
    """`{"text", "from", "to"}`: the words as typed, and ISO 8601 times in the firm's zone.

    `from` and `to` are null when the words speak of time in a way that gives no date
    ("every day", "last summer"). A time in the future is refused, and so is one that the
    words give to something else (a promise, a birth).
    """
    return _read(text, context, in_story=False)[0]


def _read(
    text: str, context: Context, in_story: bool
) -> tuple[Reading, Interval | None]:
    """The reading, and the interval that it has of the words; stricter in a story."""
    if not text.strip():
        return Wrong("occurred_empty"), None
    language = context.language
    about = words_of_field("occurred", language).pieces["about"]
    if skips(text, about, language):
        return Skipped(), None
    zone = ZoneInfo(context.firm.calendar.time_zone)
    now = context.now.astimezone(zone).replace(tzinfo=None)
    vocabulary = vocabulary_of(language)
    asking = Asking(
        now,
        day_first(text, context.country, context.firm.locale),
        vocabulary,
        country=context.country,
    )
    whole = even(text, vocabulary)
    plain = without_asides(whole, vocabulary, in_story)
    interval = when(plain, asking, zone)
    words_only = is_timelike(plain, vocabulary)
    if interval is not None and vocabulary.says("elsewhere", whole):
        interval, words_only = None, True
    foreign = not in_story or len(text.split()) <= _FEW_WORDS
    if (
        interval is None
        and plain == whole
        and foreign
        and not speaks_of_time(plain, vocabulary)
    ):
        found = parsed_elsewhere(text, now, asking.day_first)
        words_only = words_only or found is LEFT_OVER
        interval = found if isinstance(found, Interval) else None
    if interval is None and words_only:
        return Value({"text": text, "from": None, "to": None}), None
    if interval is None:
        return Wrong("occurred_unclear"), None
    latest = context.now.astimezone(_EASTERNMOST).replace(tzinfo=None)
    if interval.ahead or interval.start > latest:
        shown = _shown(interval.start, interval.end, language)
        return Wrong("occurred_future", {"when": shown}), None
    value: Stored = {
        "text": text,
        "from": _iso(interval.start, zone),
        "to": _iso(_so_far(interval, now), zone),
    }
    return Value(value), interval


def told_in(story: str, context: Context) -> Stored | None:
    """The same, from the words in a story that say when it happened; None for none."""
    zone = ZoneInfo(context.firm.calendar.time_zone)

    def told(words: str, in_story: bool) -> Told | None:
        reading, interval = _read(words, context, in_story)
        value = reading.value if isinstance(reading, Value) else None
        if interval is None or not isinstance(value, dict):
            return None
        return Told(str(value["from"]), str(value["to"]), interval.length)

    today = context.now.astimezone(zone).date().isoformat()
    found = words_of_time(story, told, today, context.language)
    if found is None:
        return None
    words, meant = found
    return {"text": words, "from": meant.start, "to": meant.end}


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


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    return moment.replace(tzinfo=zone).isoformat(timespec="seconds")


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
