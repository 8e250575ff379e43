"""The interval that a sentence means, from the dates and times in it."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum, auto
from typing import Final

from fields.dates.clock import ClockTime, clock_times
from fields.dates.find import dates
from fields.dates.mention import Asking, DateMention
from fields.dates.vocabulary import Vocabulary

# A time belongs to a date when no more than this many characters lie between.
_NEAR: Final = 40
# Lengths in days: a year named beside a day is the story's past, not its time.
_MONTH: Final = 31
_YEAR: Final = 300
# A date or a time of digits, be it a wrong one ("30/2"), or a year.
_DIGITS: Final = re.compile(
    r"\d{1,2}[:/-]\d|\d{1,2}\.\d{1,2}\.|(?<!\d)(?:19|20)\d\d(?!\d)"
)


@dataclass(frozen=True)
class Interval:
    """From `start` to `end` on the client's wall clock; `ahead` when the words say so.

    `dated`: they name a day, and not only a time of day.
    """

    start: datetime
    end: datetime
    ahead: bool = False
    dated: bool = True


class Vague(Enum):
    """Words of a time that give no date."""

    VAGUE = auto()


def without_other_times(text: str, vocabulary: Vocabulary) -> str:
    """An evened text with the times blanked out (its length kept) that never are when it
    happened: births, promises, what is to come.
    """
    for pattern in vocabulary.words.ways["other_time"]:
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def when(text: str, asking: Asking, zone: tzinfo | None) -> Interval | None:
    """The interval that an evened text means; None when it names no date and no time.

    Several dates give the stretch from the first to the last.
    """
    now, vocabulary = asking.now, asking.vocabulary
    today_is = vocabulary.words.patterns["today_is"]
    bare = today_is.sub(_blank, text)
    if not re.search(r"[a-z0-9]", bare.replace("\0", "")):
        bare = text
    named, rest = dates(bare, asking)
    clocks, _ = clock_times(rest, vocabulary)
    if not named and not clocks:
        return None
    mentions = _told_apart(named, bare, asking)
    if not mentions:
        mentions = [_last_time(clocks[0], text, asking)]
    intervals = [
        _interval(mention, clocks, mentions, zone, now) for mention in mentions
    ]
    start = min(interval.start for interval in intervals)
    end = max(interval.end for interval in intervals)
    ahead = all(mention.ahead for mention in mentions)
    if not ahead and (
        _lasts(text, mentions, vocabulary) or any(mention.open for mention in mentions)
    ):
        end = max(end, now) if end < now or start <= now else end
    return Interval(start, end, ahead, dated=bool(named))


def is_timelike(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an evened text speaks of time at all."""
    return speaks_of_time(text, vocabulary) or _DIGITS.search(text) is not None


def speaks_of_time(text: str, vocabulary: Vocabulary) -> bool:
    """Whether an evened text has a word of time in it ("day", "since", "often")."""
    return vocabulary.says("timelike", text)


def _told_apart(
    named: list[DateMention], text: str, asking: Asking
) -> list[DateMention]:
    """The dates that tell most, without what is to come, lengths beside a day, the name of a
    day beside its date, and what holds a narrower one.
    """
    past = [mention for mention in named if not mention.ahead] or named
    days = [one for one in past if not one.length and one.span[0] != asking.today]
    since = [one for one in days if one.open]
    if since and any(one.length for one in past):
        past = since
    elif days:
        past = [one for one in past if not one.length]
    dates = [one for one in past if not one.named and one.span[0] == one.span[1]]
    for day in dates:
        for one in [
            one for one in past if one.named and _beside(one, day, text, asking)
        ]:
            past.remove(one)
            if one.part and not day.part and day in past:
                past[past.index(day)] = replace(day, part=one.part)
    if any(_length(mention) <= _MONTH for mention in past):
        past = [one for one in past if one.open or _length(one) < _YEAR]
    return [
        mention
        for mention in past
        if mention.open
        or not any(_holds(mention, other) for other in past if other is not mention)
    ]


def _beside(one: DateMention, day: DateMention, text: str, asking: Asking) -> bool:
    """Whether nothing but signs and "the", "a", "it was" lies between the two."""
    between = text[min(one.end, day.end) : max(one.start, day.start)]
    if len(between) > _NEAR or one.ahead:
        return False
    return asking.vocabulary.says("one_day", between)


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


def _last_time(clock: ClockTime, text: str, asking: Asking) -> DateMention:
    """A time without a date, set on a day: today when it has passed, else yesterday."""
    passed = clock.low <= asking.now.hour * 60 + asking.now.minute
    day = asking.today - timedelta(days=0 if passed else 1)
    begins = asking.vocabulary.says("since", text[: clock.end])
    return DateMention(clock.start, clock.start, (day, day), open=begins)


def _interval(
    mention: DateMention,
    clocks: list[ClockTime],
    mentions: list[DateMention],
    zone: tzinfo | None,
    now: datetime,
) -> Interval:
    first, last = mention.span
    if mention.moment is not None:
        return Interval(*mention.moment, mention.ahead)
    own = [clock for clock in clocks if _nearest(clock, mentions) is mention]
    if first == now.date() and not mention.part:
        own = [clock.so_far(now.hour * 60 + now.minute) for clock in own]
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


def _at(day: date, minute: int, offset: int | None, zone: tzinfo | None) -> datetime:
    """The wall-clock time in the client's zone; `offset` is that of the zone named."""
    moment = datetime.combine(day, time.min) + timedelta(minutes=minute)
    if offset is None:
        return moment
    named = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    return named.astimezone(zone).replace(tzinfo=None)


def _lasts(text: str, mentions: list[DateMention], vocabulary: Vocabulary) -> bool:
    """Whether it began then and goes on: "from 22/11 till now", "started in May, still waiting"."""
    if len(mentions) == 1 and vocabulary.says("from_on", text):
        return True
    if not vocabulary.says("until_now", text):
        return False
    begins = text[: mentions[0].start]
    return vocabulary.says("from_then", begins) or vocabulary.says("till", text)
