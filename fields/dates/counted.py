"""Days counted from today: "yesterday", "last Monday", "2 weeks ago", "for a month", "tomorrow"."""

import re
from datetime import date, timedelta
from typing import Final

from fields.dates.mention import DAY, PART, PARTS, WEEKDAY, Asking, DateMention, Rules
from fields.dates.spans import Span, month_span, months_before, week_span, year_span
from fields.dates.stages import STAGE, staged
from fields.dates.wording import WEEKDAYS

RULES: Final = Rules()

_UNIT: Final = (
    r"(minute|hour|(?:business |working )?day|night|week|fortnight|month|year)s?"
)
_AMOUNT: Final = (
    r"(\d{1,3}(?:\.5)?|(?:a )?couple(?: of)?|a few|few|several|many|half an?|an?)"
)
# The less of "2 or 3", "3-4".
_OR: Final = r"(?:(\d{1,3}) ?(?:-|to|or) ?)?"
_AMOUNTS: Final = {"couple": 2.0, "few": 3.0, "several": 4.0, "many": 6.0, "half": 0.5}
_ABOUT: Final = r"(?:(?:the|about|around|roughly|over|more than|almost|nearly|some|maybe|like|at least|well over|a good) )*"
_NO_AMOUNT: Final = "()"
_DAYS: Final = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
# How far "3 weeks ago" may be off, in days, by the unit that is counted.
_SLACK: Final = {"week": 3, "fortnight": 5, "month": 10, "year": 90}
_VAGUE_SLACK: Final = 2


@RULES.reads(
    rf"(?<!ago )\b(?:the )?(day before yesterday|day after tomorrow|yesterday|today|tomorrow)(?:'s)?(?: {PART})?\b"
)
def _word(match: re.Match[str], asking: Asking) -> DateMention:
    days = {
        "day before yesterday": -2,
        "yesterday": -1,
        "today": 0,
        "tomorrow": 1,
        "day after tomorrow": 2,
    }[match[1]]
    day = asking.today + timedelta(days=days)
    part = PARTS.get(match[2] or "")
    return DateMention(*match.span(), (day, day), part, ahead=days > 0)


@RULES.reads(
    r"\b(this|late last|last) (?:very |early |late )?(morning|afternoon|evening|night)\b",
    r"\b()to(night)\b",
)
def _part(match: re.Match[str], asking: Asking) -> DateMention:
    day = asking.today - timedelta(days=1 if "last" in match[1] else 0)
    return DateMention(*match.span(), (day, day), PARTS[match[2]])


@RULES.reads(rf"\b(?:from )?({WEEKDAY}) ?(?:-|to|until|till|through) ?({WEEKDAY})\b")
def _weekdays(match: re.Match[str], asking: Asking) -> Span:
    first, last = (WEEKDAYS.index(name) for name in match.groups())
    end = asking.today - timedelta(days=(asking.today.weekday() - last) % 7 or 7)
    return end - timedelta(days=(last - first) % 7), end


@RULES.reads(
    r"(?<!every )(?<!each )\b(?P<before>(?:on |the |last |this |past |previous |next |coming |of )*(?:last week |previous week |this week |next week )?(?:on )?)"
    rf"(?P<name>{WEEKDAY})"
    r"(?P<after> (?:of |in )?(?:the )?(?:last week|previous week|this week|next week|before last|last|a week ago|week before last))?"
    rf"(?: {PART.replace('(morning', '(?P<part>morning')})?\b"
)
def _weekday(match: re.Match[str], asking: Asking) -> DateMention:
    """The last such day before today, or the one of the week that is named."""
    words = f"{match['before']}{match['after'] or ''}"
    number = WEEKDAYS.index(match["name"])
    monday = week_span(asking.today)[0]
    ahead = "next" in words or "coming" in words
    if ahead:
        day = monday + timedelta(days=number + 7)
    elif "last week" in words or "previous week" in words:
        day = monday + timedelta(days=number - 7)
    elif "this" in words and monday + timedelta(days=number) <= asking.today:
        day = monday + timedelta(days=number)
    else:
        day = asking.today - timedelta(days=(asking.today.weekday() - number) % 7 or 7)
    if "before last" in words or "week ago" in words:
        day -= timedelta(days=7)
    part = PARTS.get(match["part"] or "")
    return DateMention(*match.span(), (day, day), part, ahead=ahead)


@RULES.reads(
    rf"(?<!\d )\b{_ABOUT}{_OR}(?:{_AMOUNT} )?{_UNIT} (?:ago|back|earlier|before now)\b( today)?",
    rf"^{_ABOUT}{_OR}{_AMOUNT} {_UNIT}\W*$()",
)
def _ago(match: re.Match[str], asking: Asking) -> DateMention:
    less, amount, unit, sharp = match.groups()
    if not amount and f"{unit}s " in match.group():
        raise ValueError("'years ago' says no number of them")
    count, unit = _amount(amount or "a"), _unit(unit)
    if unit in ("minute", "hour"):
        moment = asking.now - timedelta(**{f"{unit}s": count})
        day = moment.date()
        return DateMention(*match.span(), (day, day), moment=(moment, moment))
    first = _before(asking.today, count, unit)
    last = _before(asking.today, int(less), unit) if less else first
    exact = less or not amount or amount[0].isdigit() or amount in ("a", "an")
    slack = timedelta(days=_SLACK.get(unit, 0 if exact else _VAGUE_SLACK))
    if sharp:
        slack = timedelta(0)
    return DateMention(*match.span(), (first - slack, min(last + slack, asking.today)))


@RULES.reads(
    rf"\b(?:for|over|since|during|within|in the|these|it has been|it's been|been) {_ABOUT}(?:last |past |previous )?{_OR}{_AMOUNT} {_UNIT}\b(?! (?:ago|old|back|time|from now))",
    rf"(?<!\d )(?<!half )(?<!quarter )\b(?:the )?(?:last|past|previous) {_OR}{_AMOUNT} {_UNIT}\b",
    rf"\b{_OR}{_AMOUNT} {_UNIT} (?:now|already|so far|and counting)\b",
    rf"\b(?:for|over|in|during) the (?:past|last)(){_NO_AMOUNT} {_UNIT}\b",
    rf"\bthe past(){_NO_AMOUNT} {_UNIT}\b",
)
def _lasting(match: re.Match[str], asking: Asking) -> DateMention:
    amount, unit = _amount(match[2]), _unit(match[3])
    if unit in ("minute", "hour"):
        begun = asking.now - timedelta(**{f"{unit}s": amount})
        moment = (begun, asking.now)
        return DateMention(*match.span(), (begun.date(), asking.today), moment=moment)
    first = _before(asking.today, amount, unit)
    return DateMention(*match.span(), (first, asking.today), open=True)


@RULES.reads(
    rf"\bin {_ABOUT}{_AMOUNT} {_UNIT}(?:'s|')?(?: time| from now)\b",
    rf"^in {_ABOUT}{_AMOUNT} {_UNIT}\W*$",
)
def _to_come(match: re.Match[str], asking: Asking) -> DateMention:
    passed = _before(asking.today, _amount(match[1]), _unit(match[2]))
    day = asking.today + (asking.today - passed)
    return DateMention(*match.span(), (day, day), ahead=True)


@RULES.reads(
    rf"\b{DAY} (?:day )?(?:of )?(this|last) month\b",
    rf"\b(this|last) month,? (?:on )?(?:the )?{DAY}\b",
)
def _day_of_month(match: re.Match[str], asking: Asking) -> Span:
    which, number = sorted(match.groups(), key=str.isdigit)
    back = 1 if which == "last" else 0
    day = months_before(asking.today.replace(day=1), back).replace(day=int(number))
    return day, day


@RULES.reads(
    rf"\b{STAGE}\s?\b(earlier this|later this|this|last|past|previous|next|over the|the current|the) (week|month|year|weekend)\b"
)
def _unit_of_calendar(match: re.Match[str], asking: Asking) -> DateMention:
    stage, which, unit = match.groups()
    if which == "the" and unit != "weekend" and not stage:
        raise ValueError("'the month' alone is no certain month")
    back = 0 if "this" in which or "current" in which else -1 if which == "next" else 1
    span = _calendar_unit(unit, which, back, asking.today)
    return DateMention(*match.span(), staged(span, stage), ahead=back < 0)


def _calendar_unit(unit: str, which: str, back: int, today: date) -> Span:
    if unit == "week":
        return week_span(today - timedelta(days=7 * back))
    if unit == "month":
        first = months_before(today.replace(day=1), back)
        return month_span(first.year, first.month)
    if unit == "year":
        return year_span(today.year - back)
    saturday = week_span(today)[0] + timedelta(days=5 - 7 * max(back, 0))
    if "the" in which and today.weekday() >= 5:
        saturday += timedelta(days=7)
    if back == 0 and today.weekday() < 5:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


@RULES.reads(
    r"\b(?:just now|right now|just happened|a moment ago|moments ago|now|at the moment|currently)\b"
)
def _now(match: re.Match[str], asking: Asking) -> DateMention:
    moment = (asking.now, asking.now)
    return DateMention(*match.span(), (asking.today, asking.today), moment=moment)


@RULES.reads(r"\b(?:the )?other day\b")
def _other_day(match: re.Match[str], asking: Asking) -> Span:
    return asking.today - timedelta(days=7), asking.today - timedelta(days=1)


def _amount(text: str) -> float:
    if text[:1].isdigit():
        return float(text)
    return next((count for word, count in _AMOUNTS.items() if word in text), 1)


def _unit(text: str) -> str:
    return text.split()[-1]


def _before(day: date, amount: float, unit: str) -> date:
    if unit in _DAYS:
        return day - timedelta(days=round(amount * _DAYS[unit]))
    return months_before(day, round(amount * (12 if unit == "year" else 1)))
