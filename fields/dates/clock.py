"""Times of day in text: "half past 5 a.m.", "5 10 pm", "15 35 afternoon", "noon"."""

import re
from dataclasses import dataclass, replace
from typing import Final

from fields.dates.vocabulary import Part, Vocabulary
from fields.time_zones import ZONES

DAY: Final = 24 * 60
HALF: Final = DAY // 2

_ZONE: Final = re.compile(
    rf"\s?\(?(?:({'|'.join(ZONES)})(?:([+-]\d{{1,2}})(?::?([0-5]\d))?)?\b"
    r"|()([+-]\d\d):?([0-5]\d)(?![\d:]))\)?"
)

_MINUTES_TO: Final = frozenset(("5", "10", "20", "25"))
_MOST: Final = 20


@dataclass(frozen=True)
class ClockTime:
    """A time of day in text[start:end]: minutes from midnight, `low` to `high`.

    `high` passes 1440 when the time runs into the next day. `offset` is minutes east of
    UTC where the text names a zone. `part`: a part of the day rather than a time.
    """

    start: int
    end: int
    low: int
    high: int
    offset: int | None = None
    part: bool = False

    def settled(self, low: int, high: int) -> "ClockTime":
        """The time; if either half of the day was meant, the one in these minutes."""
        if self.high - self.low != HALF:
            return self
        for minute in (self.low, self.high):
            if low <= minute <= high or low <= minute + DAY <= high:
                return replace(self, low=minute, high=minute)
        return self

    def so_far(self, minute: int) -> "ClockTime":
        """The time; if either half of the day was meant, the one before this minute."""
        both = self.high - self.low == HALF
        return replace(self, high=self.low) if both and self.high > minute else self


def clock_times(text: str, vocabulary: Vocabulary) -> tuple[list[ClockTime], str]:
    """The times in an evened text, and the text with them blanked out (its length kept).

    An hour of the twelve-hour clock without a.m., p.m. or a part of the day is both: its
    `low` is in the morning and its `high` twelve hours later.
    """
    found: list[ClockTime] = []
    for name, reader in _READERS:
        pattern = vocabulary.words.patterns[name]
        for match in list(pattern.finditer(text))[:_MOST]:
            span = reader(match, vocabulary)
            if span is None:
                continue
            zone = _ZONE.match(text, match.end())
            end = zone.end() if zone else match.end()
            low, high = span
            if zone and high - low == HALF:
                high = low  # people who name the zone write the hour out of 24
            found.append(
                ClockTime(
                    match.start(), end, low, high, _offset(zone), reader is _from_part
                )
            )
            text = text[: match.start()] + "\0" * (end - match.start()) + text[end:]
    return sorted(found, key=lambda time: time.start), text


def _offset(zone: re.Match[str] | None) -> int | None:
    if zone is None:
        return None
    name, hours, minute = zone.group(1, 2, 3) if zone[1] else zone.group(4, 5, 6)
    shift = int(hours or 0) * 60
    minutes = int(minute or 0)
    offset = ZONES.get(name, 0) + shift + (minutes if shift >= 0 else -minutes)
    return offset if abs(offset) <= 14 * 60 else None


def _point(
    hour: int, minute: int, sign: str, vocabulary: Vocabulary, padded: bool = False
) -> Part:
    """The minute of the day that is meant, twice; or the two that may be meant."""
    if hour == 24:
        hour = 0
    known = _half(hour, sign, vocabulary)
    if known is not None:
        return known * 60 + minute, known * 60 + minute
    early = hour * 60 + minute
    if hour == 0 or hour > 11 or padded:
        return early, early
    return early, early + HALF


def _half(hour: int, sign: str, vocabulary: Vocabulary) -> int | None:
    """The hour of 24 that the sign ("pm", "in the evening") makes of one of 12."""
    sign = sign.replace(".", "").replace(" ", "")
    if hour > 12:
        return hour if sign else None
    if vocabulary.says("before_noon", sign):
        return hour % 12
    if vocabulary.says("after_noon", sign):
        return hour % 12 + 12
    if vocabulary.says("at_night", sign):
        return hour % 12 + (12 if 6 <= hour < 12 else 0)
    return None


def _from_range(match: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    begun, hour, minute, sign, way, hour2, minute2, sign2 = match.groups(default="")
    if not sign2 and not (minute and minute2):
        return None
    before = way in vocabulary.words.sets["before_hour"]
    if before and not (begun or minute or sign) and hour in _MINUTES_TO:
        return None  # "ten to 5 pm" is a time, not a stretch
    low, _ = _point(int(hour), int(minute or 0), sign or sign2, vocabulary)
    high, _ = _point(int(hour2), int(minute2 or 0), sign2, vocabulary, padded=True)
    if not sign and low > high and sign2:  # "11 to 1 pm"
        low = (low - HALF) % DAY
    return low, high if high >= low else high + DAY


def _from_past(match: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    amount, way, hour, sign = (
        match.group(1, 2, 3, 4) if match[2] else match.group(5, 6, 7, 8)
    )
    fractions = vocabulary.words.tables["fractions"]
    minutes: int = fractions[amount] if amount in fractions else int(amount.split()[0])
    if minutes > 59:
        return None
    low, high = _point(int(hour), 0, sign or "", vocabulary)
    shift = -minutes if way in vocabulary.words.sets["before_hour"] else minutes
    return (low + shift) % DAY, (
        high + shift
    ) % DAY if high + shift < DAY else high + shift


def _from_half(match: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    hour, sign = match.groups(default="")
    return _point(int(hour), 30, sign, vocabulary)


def _from_clock(match: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    groups = (*match.groups(default=""), "")
    # A date right before it, as in "2024-03-01T10:20", belongs to a clock of 24 hours.
    dated = match.string[: match.start()].endswith("\0")
    padded = groups[0].startswith("0") or dated
    return _point(int(groups[0]), int(groups[1]), groups[2], vocabulary, padded)


def _from_hour(match: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    groups = (*match.groups(default=""), "")
    return _point(int(groups[0]), 0, groups[1], vocabulary)


def _from_name(match: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    minute = vocabulary.named_times[match[1]]
    return minute, minute


def _from_part(match: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    return vocabulary.part(match[1])


# The surest first: later ones no longer see what an earlier one has read.
_READERS: Final = (
    ("clock_range", _from_range),
    ("past_the_hour", _from_past),
    ("clock", _from_clock),
    ("dotted_clock", _from_clock),
    ("half_hour", _from_half),
    ("military", _from_clock),
    ("full_hour", _from_hour),
    ("about_hour", _from_hour),
    ("named_time", _from_name),
    ("part_of_day", _from_part),
)
