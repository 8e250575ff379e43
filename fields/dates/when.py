"""The interval that a sentence means, from the dates and times in it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from fields.dates.clock import ClockTime, clock_times
from fields.dates.find import dates
from fields.dates.mention import Asking, DateMention
from fields.dates.vocabulary import Vocabulary

# A time belongs to a date when no more than this many characters lie between.
_NEAR: Final = 40
# Lengths in days: a year named beside a day is the story's past, not its time.
_MONTH: Final = 31
_YEAR: Final = 300


@dataclass(frozen=True)
class Interval:
    """From `start` to `end` on the firm's wall clock; `ahead` when the words say so."""

    start: datetime
    end: datetime
    ahead: bool = False


def when(
    text: str, now: datetime, day_first: bool, zone: ZoneInfo, vocabulary: Vocabulary
) -> Interval | None:
    """The interval that an evened text means; None when it names no date and no time.

    Several dates give the stretch from the first to the last.
    """
    today_is = vocabulary.words.patterns["today_is"]
    bare = today_is.sub(lambda match: "\0" * len(match.group()), text)
    if not re.search(r"[a-z0-9]", bare.replace("\0", "")):
        bare = text
    asking = Asking(now, day_first, vocabulary)
    named, rest = dates(bare, asking)
    clocks, _ = clock_times(rest, vocabulary)
    if not named and not clocks:
        return None
    mentions = _told_apart(named)
    if not mentions:
        mentions = [_last_time(clocks, now)]
    intervals = [_interval(mention, clocks, mentions, zone) for mention in mentions]
    start = min(interval.start for interval in intervals)
    end = max(interval.end for interval in intervals)
    ahead = all(mention.ahead for mention in mentions)
    if not ahead and (
        _lasts(text, mentions, vocabulary) or any(mention.open for mention in mentions)
    ):
        end = max(end, now) if end < now or start <= now else end
    return Interval(start, end, ahead)


def is_timelike(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an evened text speaks of time at all."""
    return (
        speaks_of_time(text, vocabulary)
        or re.search(r"\d{1,2}[:/.-]\d|(?<!\d)(?:19|20)\d\d(?!\d)", text) is not None
    )


def speaks_of_time(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an evened text has a word of time in it ("day", "since", "often")."""
    return vocabulary.says("timelike", text)


def _told_apart(named: list[DateMention]) -> list[DateMention]:
    """The dates that tell most, without those to come or holding a narrower one."""
    past = [mention for mention in named if not mention.ahead] or named
    if any(_length(mention) <= _MONTH for mention in past):
        past = [one for one in past if one.open or _length(one) < _YEAR]
    return [
        mention
        for mention in past
        if mention.open
        or not any(_holds(mention, other) for other in past if other is not mention)
    ]


def _length(mention: DateMention) -> int:
    first, last = mention.span
    return (last - first).days + 1


def _holds(wide: DateMention, narrow: DateMention) -> bool:
    first, last = wide.span
    inner, outer = narrow.span
    if (first, last) == (inner, outer):
        return (
            wide.part is None
            and wide.moment is None
            and (narrow.part or narrow.moment) is not None
        )
    return first <= inner and outer <= last


def _last_time(clocks: list[ClockTime], now: datetime) -> DateMention:
    """A time without a date, set on a day: today when it has passed, else yesterday."""
    passed = clocks[0].low <= now.hour * 60 + now.minute
    day = now.date() - timedelta(days=0 if passed else 1)
    return DateMention(clocks[0].start, clocks[0].start, (day, day))


def _interval(
    mention: DateMention,
    clocks: list[ClockTime],
    mentions: list[DateMention],
    zone: ZoneInfo,
) -> Interval:
    first, last = mention.span
    if mention.moment is not None:
        return Interval(*mention.moment, mention.ahead)
    own = [clock for clock in clocks if _nearest(clock, mentions) is mention]
    if first == last and (own or mention.part):
        exact = _exact(own, mention.part)
        low = min(exact, key=lambda clock: clock.low)
        high = max(exact, key=lambda clock: clock.high)
        return Interval(
            _at(first, low.low, low.offset, zone),
            _at(first, high.high, high.offset, zone),
            mention.ahead,
        )
    return Interval(
        datetime.combine(first, time.min),
        datetime.combine(last, time(23, 59, 59)),
        mention.ahead,
    )


def _exact(clocks: list[ClockTime], part: tuple[int, int] | None) -> list[ClockTime]:
    """The times of a day; its part ("in the evening") settles those of twelve hours."""
    parts = [ClockTime(0, 0, *part, part=True)] if part else []
    parts += [clock for clock in clocks if clock.part]
    points = [clock for clock in clocks if not clock.part]
    if not points:
        return parts
    if not parts:
        return points
    return [clock.settled(parts[0].low, parts[0].high) for clock in points]


def _nearest(clock: ClockTime, mentions: list[DateMention]) -> DateMention | None:
    """The date that a time belongs to: the only one, else the nearest if it is near."""
    if len(mentions) == 1:
        return mentions[0]
    gaps = [
        max(mention.start - clock.end, clock.start - mention.end, 0)
        for mention in mentions
    ]
    least = min(gaps)
    return mentions[gaps.index(least)] if least <= _NEAR else None


def _at(day: date, minute: int, offset: int | None, zone: ZoneInfo) -> datetime:
    """The wall-clock time in the firm's zone; `offset` is that of the zone named."""
    moment = datetime.combine(day, time.min) + timedelta(minutes=minute)
    if offset is None:
        return moment
    named = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    return named.astimezone(zone).replace(tzinfo=None)


def _lasts(text: str, mentions: list[DateMention], vocabulary: Vocabulary) -> bool:
    """Whether it began then and goes on: "from 22/11 till now", "started in May, still waiting"."""
    if not vocabulary.says("until_now", text):
        return False
    begins = text[: mentions[0].start]
    return vocabulary.says("from_then", begins) or vocabulary.says("till", text)
