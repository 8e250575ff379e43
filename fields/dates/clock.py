"""Times of day in English text: "half past 5 a.m.", "5 10 pm", "15 35 afternoon", "noon"."""

import re
from dataclasses import dataclass, replace
from typing import Final

DAY: Final = 24 * 60
HALF: Final = DAY // 2

_MERIDIEM: Final = r"[ap]\.? ?m\b\.?"
_PART: Final = (
    r"(?:in the |at |of the )?(?:early |late )?(?:morning|afternoon|evening|night)\b"
)
_SIGN: Final = rf"(?: ?(?:{_MERIDIEM}|{_PART}|o'? ?clock(?: {_PART}| ?{_MERIDIEM})?))"
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_MINUTE: Final = r"[0-5]\d"
_OPEN: Final = r"(?<![\w.,/:$€£#+-])"
# Minutes east of UTC, by the names that people write after a time.
ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "jst": 540, "aest": 600, "aedt": 660,
}  # fmt: skip
_ZONE: Final = re.compile(
    rf"\s?\(?({'|'.join(ZONES)})(?:([+-]\d{{1,2}})(?::?([0-5]\d))?)?\b\)?"
)

_RANGE: Final = re.compile(
    rf"(\bfrom |\bbetween )?{_OPEN}({_HOUR})(?:[:.]({_MINUTE}))? ?({_MERIDIEM})? ?(-|to|and|till|until) ?({_HOUR})(?:[:.]({_MINUTE}))?({_SIGN})?(?![\w/:-]|\.\d)"
)
_CLOCK: Final = re.compile(
    rf"{_OPEN}({_HOUR}) ?[:h] ?({_MINUTE})(?:[:.][0-5]\d(?:\.\d+)?)?({_SIGN})?(?!\d|[/:-]\d|\.\d)"
)
_DOTTED: Final = re.compile(rf"{_OPEN}({_HOUR})[. ]({_MINUTE})({_SIGN})(?!\w)")
_HOURS: Final = re.compile(rf"{_OPEN}({_HOUR})({_SIGN})(?!\w)")
_PAST: Final = re.compile(
    rf"\b(half|quarter|\d{{1,2}})(?: minutes?)? (past|after) ({_HOUR})({_SIGN})?(?![\w/:-])"
    rf"|\b(quarter|5|10|20|25|\d{{1,2}} minutes?) (to) ({_HOUR})({_SIGN})?(?! ?(?:st|nd|rd|th|of|january|february|march|april|may|june|july|august|september|october|november|december|days|weeks|months|years|hours|business)\b)(?![\w/:-])"
)
# "half 5" is half past five in Britain and Ireland, where it is said.
_HALF: Final = re.compile(
    rf"(?:^|\b(?:at|around|about|by) )half ({_HOUR})({_SIGN})?(?![\w/:-])"
)
_MILITARY: Final = re.compile(rf"{_OPEN}([01]\d|2[0-3])({_MINUTE}) ?(?:hours|h)\b")
_ABOUT: Final = re.compile(
    rf"\b(?:at|around|about|by) ({_HOUR})(?![\w/:$€£%]|[.,-]\d| ?(?:st|nd|rd|th|%|percent|minutes?|hours?|days?|weeks?|months?|years?|times?|january|february|march|april|may|june|july|august|september|october|november|december|usd\w?|eur\w*|gbp|btc|eth|dollars|coins|people|agents|tickets|of|business|working)\b)"
)
_NAMED: Final = re.compile(r"\b(midday|midnight)\b")
_PARTS: Final = re.compile(
    r"\b(?:in |during |on )?(?:the |this )?(early hours|early morning|morning|afternoon|evening|night)\b(?! before)"
)
_PART_TIMES: Final = {
    "early hours": (0, 6 * 60),
    "early morning": (4 * 60, 9 * 60),
    "morning": (6 * 60, HALF),
    "afternoon": (HALF, 18 * 60),
    "evening": (18 * 60, DAY - 1),
    "night": (18 * 60, DAY + 6 * 60),
}
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
        """With the half of the day chosen that lies in a part of it, if both were open."""
        if self.high - self.low != HALF:
            return self
        for minute in (self.low, self.high):
            if low <= minute <= high or low <= minute + DAY <= high:
                return replace(self, low=minute, high=minute)
        return self


def clock_times(text: str) -> tuple[list[ClockTime], str]:
    """The times in an evened text, and the text with them blanked out (its length kept).

    An hour of the twelve-hour clock without a.m., p.m. or a part of the day is both: its
    `low` is in the morning and its `high` twelve hours later.
    """
    found: list[ClockTime] = []
    readers = (
        (_RANGE, _from_range),
        (_PAST, _from_past),
        (_CLOCK, _from_clock),
        (_DOTTED, _from_clock),
        (_HALF, _from_half),
        (_MILITARY, _from_clock),
        (_HOURS, _from_hour),
        (_ABOUT, _from_hour),
        (_NAMED, _from_name),
        (_PARTS, _from_part),
    )
    for pattern, reader in readers:
        for match in list(pattern.finditer(text))[:_MOST]:
            span = reader(match)
            if span is None:
                continue
            zone = _ZONE.match(text, match.end())
            end = zone.end() if zone else match.end()
            low, high = span
            if zone and high - low == HALF:
                high = low  # who names the zone writes the hour out of 24
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
    shift = int(zone[2]) * 60 if zone[2] else 0
    minutes = int(zone[3]) if zone[3] else 0
    offset = ZONES[zone[1]] + shift + (minutes if shift >= 0 else -minutes)
    return offset if abs(offset) <= 14 * 60 else None


def _point(hour: int, minute: int, sign: str, padded: bool = False) -> tuple[int, int]:
    """The minute of the day, or both that it may be."""
    if hour == 24:
        hour = 0
    known = _half(hour, sign)
    if known is not None:
        return known * 60 + minute, known * 60 + minute
    early = hour * 60 + minute
    if hour == 0 or hour > 11 or padded:
        return early, early
    return early, early + HALF


def _half(hour: int, sign: str) -> int | None:
    """The hour of 24 that the sign ("pm", "in the evening") makes of one of 12."""
    sign = sign.replace(".", "").replace(" ", "")
    if hour > 12:
        return hour if sign else None
    if "morning" in sign or sign.endswith("am"):
        return hour % 12
    if "afternoon" in sign or "evening" in sign or sign.endswith("pm"):
        return hour % 12 + 12
    if "night" in sign:
        return hour % 12 + (12 if 6 <= hour < 12 else 0)
    return None


def _from_range(match: re.Match[str]) -> tuple[int, int] | None:
    begun, hour, minute, sign, way, hour2, minute2, sign2 = match.groups(default="")
    if not sign2 and not (minute and minute2):
        return None
    if way == "to" and not (begun or minute or sign) and hour in _MINUTES_TO:
        return None  # "ten to 5 pm" is a time, not a stretch
    low, _ = _point(int(hour), int(minute or 0), sign or sign2)
    high, _ = _point(int(hour2), int(minute2 or 0), sign2, padded=True)
    if not sign and low > high and sign2:  # "11 to 1 pm"
        low = (low - HALF) % DAY
    return low, high if high >= low else high + DAY


def _from_past(match: re.Match[str]) -> tuple[int, int] | None:
    amount, way, hour, sign = (
        match.group(1, 2, 3, 4) if match[2] else match.group(5, 6, 7, 8)
    )
    minutes = {"half": 30, "quarter": 15}.get(amount) or int(
        amount.split()[0] if amount not in ("half", "quarter") else 0
    )
    if minutes > 59:
        return None
    low, high = _point(int(hour), 0, sign or "")
    shift = minutes if way != "to" else -minutes
    return (low + shift) % DAY, (
        high + shift
    ) % DAY if high + shift < DAY else high + shift


def _from_half(match: re.Match[str]) -> tuple[int, int] | None:
    hour, sign = match.groups(default="")
    return _point(int(hour), 30, sign)


def _from_clock(match: re.Match[str]) -> tuple[int, int] | None:
    groups = (*match.groups(default=""), "")
    # A date right before it, as in "2024-03-01T10:20", belongs to a clock of 24 hours.
    dated = match.string[: match.start()].endswith("\0")
    padded = groups[0].startswith("0") or dated
    return _point(int(groups[0]), int(groups[1]), groups[2], padded)


def _from_hour(match: re.Match[str]) -> tuple[int, int] | None:
    groups = (*match.groups(default=""), "")
    return _point(int(groups[0]), 0, groups[1])


def _from_name(match: re.Match[str]) -> tuple[int, int] | None:
    return (HALF, HALF) if match[1] == "midday" else (0, 0)


def _from_part(match: re.Match[str]) -> tuple[int, int] | None:
    return _PART_TIMES[match[1]]
