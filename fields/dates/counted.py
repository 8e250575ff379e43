"""Days counted from today: "yesterday", "last Monday", "2 weeks ago", "for a month", "tomorrow"."""

import re
from datetime import date, timedelta
from typing import Final

from fields.dates.mention import Asking, DateMention, Rules
from fields.dates.spans import (
    Span,
    month_span,
    months_before,
    staged,
    week_span,
    year_span,
)
from fields.dates.vocabulary import Vocabulary

RULES: Final = Rules()

_DAYS: Final = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
# Days by which "3 weeks ago" may be off, by the unit that is counted.
_SLACK: Final = {"week": 3, "fortnight": 5, "month": 10, "year": 90}
_VAGUE_SLACK: Final = 2


@RULES.reads("day_word")
def _word(match: re.Match[str], asking: Asking) -> DateMention:
    days: int = asking.vocabulary.words.tables["days"][match[1]]
    day = asking.today + timedelta(days=days)
    part = asking.vocabulary.part(match[2])
    return DateMention(*match.span(), (day, day), part, ahead=days > 0)


@RULES.reads("part_of_day")
def _part(match: re.Match[str], asking: Asking) -> DateMention:
    before = asking.vocabulary.says("says_last", match["which"])
    day = asking.today - timedelta(days=1 if before else 0)
    parts = asking.vocabulary.parts
    part = parts.get(f"{match['stage']} {match['part']}") or parts[match["part"]]
    return DateMention(*match.span(), (day, day), part)


@RULES.reads("before_last")
def _before_last(match: re.Match[str], asking: Asking) -> DateMention:
    unit = match[1]
    part = asking.vocabulary.part(unit)
    if part:
        day = asking.today - timedelta(days=2)
        return DateMention(*match.span(), (day, day), part)
    return DateMention(
        *match.span(), _earlier(_unit(unit, asking.vocabulary), 2, asking)
    )


@RULES.reads("names_ago")
def _names_ago(match: re.Match[str], asking: Asking) -> Span:
    """ "Two Mondays ago", "three weekends ago"."""
    count = round(_amount(match[1], asking.vocabulary))
    if match[2] in asking.vocabulary.weekdays:
        day = _last_weekday(asking.vocabulary.weekdays.index(match[2]), asking.today)
        day -= timedelta(days=7 * (count - 1))
        return day, day
    return _earlier(_unit(match[2], asking.vocabulary), count, asking)


def _earlier(unit: str, back: int, asking: Asking) -> Span:
    """The week, month, year or weekend so many before this one; last weekend is one."""
    if unit != "weekend":
        return _calendar_unit(unit, False, back, asking.today)
    saturday, sunday = _calendar_unit(unit, False, 1, asking.today)
    shift = timedelta(days=7 * (back - 1))
    return saturday - shift, sunday - shift


@RULES.reads("week_from_weekday")
def _week_from_weekday(match: re.Match[str], asking: Asking) -> DateMention:
    """ "Friday week" is a week after the next one, "a week last Friday" before the last."""
    vocabulary = asking.vocabulary
    name = next(name for name in match.groups() if name)
    last = _last_weekday(vocabulary.weekdays.index(name), asking.today)
    before = vocabulary.says("says_past", match.group())
    day = last + timedelta(days=-7 if before else 14)
    return DateMention(*match.span(), (day, day), ahead=not before)


def _last_weekday(number: int, today: date) -> date:
    return today - timedelta(days=(today.weekday() - number) % 7 or 7)


@RULES.reads("weekdays")
def _weekdays(match: re.Match[str], asking: Asking) -> Span:
    weekdays = asking.vocabulary.weekdays
    first, last = (weekdays.index(name) for name in match.groups())
    end = asking.today - timedelta(days=(asking.today.weekday() - last) % 7 or 7)
    return end - timedelta(days=(last - first) % 7), end


@RULES.reads("weekday")
def _weekday(match: re.Match[str], asking: Asking) -> DateMention:
    """The last such weekday before today, or that of the week that is named."""
    vocabulary = asking.vocabulary
    words = f"{match['before']}{match['after'] or ''}"
    number = vocabulary.weekdays.index(match["name"])
    monday = week_span(asking.today)[0]
    ahead = vocabulary.says("says_ahead", words)
    this_week = vocabulary.says("says_this", words)
    if ahead:
        day = monday + timedelta(days=number + 7)
    elif vocabulary.says("says_last_week", words):
        day = monday + timedelta(days=number - 7)
    elif this_week and monday + timedelta(days=number) <= asking.today:
        day = monday + timedelta(days=number)
    else:
        day = _last_weekday(number, asking.today)
    if vocabulary.says("says_before_last", words):
        day -= timedelta(days=7)
    part = vocabulary.part(match["part"])
    return DateMention(*match.span(), (day, day), part, ahead=ahead, named=True)


@RULES.reads("lasting")
def _lasting(match: re.Match[str], asking: Asking) -> DateMention:
    vocabulary = asking.vocabulary
    amount, unit = _amount(match[2], vocabulary), _unit(match[3], vocabulary)
    if unit in ("minute", "hour"):
        begun = asking.now - timedelta(**{f"{unit}s": amount})
        moment = (begun, asking.now)
        return DateMention(
            *match.span(), (begun.date(), asking.today), moment=moment, length=True
        )
    first = _before(asking.today, amount, unit)
    return DateMention(*match.span(), (first, asking.today), open=True, length=True)


@RULES.reads("ago")
def _ago(match: re.Match[str], asking: Asking) -> DateMention:
    vocabulary = asking.vocabulary
    less, amount, unit, sharp = match.groups()
    if not amount and f"{unit}{vocabulary.words.pieces['plural']} " in match.group():
        raise ValueError("'years ago' says no number of them")
    count, unit = _amount(amount or "", vocabulary), _unit(unit, vocabulary)
    if unit in ("minute", "hour"):
        moment = asking.now - timedelta(**{f"{unit}s": count})
        day = moment.date()
        return DateMention(*match.span(), (day, day), moment=(moment, moment))
    first = _before(asking.today, count, unit)
    last = _before(asking.today, int(less), unit) if less else first
    exact = (
        less
        or not amount
        or amount[0].isdigit()
        or amount in vocabulary.words.sets["one"]
    )
    slack = timedelta(days=_SLACK.get(unit, 0 if exact else _VAGUE_SLACK))
    if sharp:
        slack = timedelta(0)
    return DateMention(*match.span(), (first - slack, min(last + slack, asking.today)))


@RULES.reads("to_come")
def _to_come(match: re.Match[str], asking: Asking) -> DateMention:
    vocabulary = asking.vocabulary
    amount, unit = _amount(match[1], vocabulary), _unit(match[2], vocabulary)
    passed = _before(asking.today, amount, unit)
    day = asking.today + (asking.today - passed)
    return DateMention(*match.span(), (day, day), ahead=True)


@RULES.reads("day_of_this_month")
def _day_of_month(match: re.Match[str], asking: Asking) -> Span:
    which, number = sorted(match.groups(), key=str.isdigit)
    back = 1 if asking.vocabulary.says("says_last", which) else 0
    day = months_before(asking.today.replace(day=1), back).replace(day=int(number))
    return day, day


@RULES.reads("calendar_unit")
def _unit_of_calendar(match: re.Match[str], asking: Asking) -> DateMention:
    vocabulary = asking.vocabulary
    stage, which, name = match.groups()
    unit = _unit(name, vocabulary)
    alone = vocabulary.says("says_only_the", which) and unit != "weekend"
    if alone and not stage:
        raise ValueError("'the month' alone is no certain month")
    if alone:
        this = staged(_calendar_unit(unit, True, 0, asking.today), stage, vocabulary)
        back = 0 if this[0] <= asking.today else 1
    elif vocabulary.says("says_current", which):
        back = 0
    else:
        back = -1 if vocabulary.says("says_next", which) else 1
    named = vocabulary.says("says_the", which)
    span = _calendar_unit(unit, named, back, asking.today)
    return DateMention(*match.span(), staged(span, stage, vocabulary), ahead=back < 0)


def _calendar_unit(unit: str, named: bool, back: int, today: date) -> Span:
    if unit == "week":
        return week_span(today - timedelta(days=7 * back))
    if unit == "month":
        first = months_before(today.replace(day=1), back)
        return month_span(first.year, first.month)
    if unit == "year":
        return year_span(today.year - back)
    saturday = week_span(today)[0] + timedelta(days=5 - 7 * max(back, 0))
    if named and today.weekday() >= 5:
        saturday += timedelta(days=7)
    if back == 0 and today.weekday() < 5:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


@RULES.reads("now")
def _now(match: re.Match[str], asking: Asking) -> DateMention:
    moment = (asking.now, asking.now)
    return DateMention(*match.span(), (asking.today, asking.today), moment=moment)


def away(match: re.Match[str], vocabulary: Vocabulary) -> timedelta:
    """How far off "2 days before …" is; `match` has the amount, the unit and the side."""
    amount, unit, side = match.groups()
    days = round(_amount(amount or "", vocabulary) * _DAYS[unit])
    return timedelta(days=days if vocabulary.says("says_after", side) else -days)


def _amount(text: str, vocabulary: Vocabulary) -> float:
    if text[:1].isdigit():
        return float(text)
    amounts = vocabulary.words.tables["amounts"]
    return next((float(amounts[word]) for word in amounts if word in text), 1)


def _unit(text: str, vocabulary: Vocabulary) -> str:
    """The unit that is counted: "day" for "business day"."""
    return str(vocabulary.words.tables["units"][text.split()[-1]])


def _before(day: date, amount: float, unit: str) -> date:
    if unit in _DAYS:
        return day - timedelta(days=round(amount * _DAYS[unit]))
    return months_before(day, round(amount * (12 if unit == "year" else 1)))
