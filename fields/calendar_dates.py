"""Dates in English text: "3 March", "22/11", "last week Monday", "a month ago", "since January"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from fields.moments import MONTHS, WEEKDAYS
from fields.spans import (
    Span,
    day_of_month,
    month_span,
    months_before,
    week_span,
    year_span,
)

Groups = tuple[str, ...]

_MONTH: Final = rf"({'|'.join(MONTHS)})"
_WEEKDAY: Final = rf"({'|'.join(WEEKDAYS)})"
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,? (?:of )?((?:19|20)\d\d)\b|,? '(\d\d)\b)?"
_AND: Final = r" ?(?:-|to|and|or|until|till|/) ?(?:the )?"
_PART: Final = r"(?:early |late )?(morning|afternoon|evening|night)"
_PARTS: Final = {
    "morning": (6 * 60, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (18 * 60, 24 * 60 - 1),
    "night": (18 * 60, 30 * 60),
}
_UNIT: Final = r"(minute|hour|day|night|week|fortnight|month|year)s?"
_AMOUNT: Final = r"(\d{1,4}|a couple of|a couple|couple of|couple|a few|few|several|many|half an?|an?|one)"
_AMOUNTS: Final = {"couple": 2, "few": 3, "several": 4, "many": 6}
_DAYS: Final = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_ENOUGH: Final = 40


@dataclass(frozen=True)
class DateMention:
    """A stretch of days named in text[start:end].

    `part` narrows it to minutes of the day; `moment` is set instead of whole days when
    the text counts hours ("2 hours ago"). `open`: it lasts until now ("since January").
    `ahead`: it lies in the future by its very words ("tomorrow").
    """

    start: int
    end: int
    span: Span
    part: tuple[int, int] | None = None
    moment: tuple[datetime, datetime] | None = None
    open: bool = False
    ahead: bool = False


@dataclass(frozen=True)
class Asking:
    """What a date without all its parts is counted from; `now` is the firm's wall clock."""

    now: datetime
    day_first: bool
    year: int | None = None

    @property
    def today(self) -> date:
        return self.now.date()


def dates(text: str, asking: Asking) -> tuple[list[DateMention], str]:
    """The dates in an evened text, and the text with them blanked out (its length kept)."""
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    if len(years) == 1:
        asking = replace(asking, year=years.pop())
    found: list[DateMention] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if len(found) >= _ENOUGH:
                break
            mention = _read(match, reader, asking)
            if mention is None:
                continue
            found.append(replace(mention, open=_is_open(text, match, mention)))
            text = _blanked(text, match)
    return sorted(found, key=lambda mention: mention.start), text


def _read(match: re.Match[str], reader: "Reader", asking: Asking) -> DateMention | None:
    try:
        read = reader(match, asking)
    except (ValueError, OverflowError):  # 31 February, the year 0, too far back
        return None
    if read is None:
        return None
    if isinstance(read, DateMention):
        return read
    return DateMention(match.start(), match.end(), read)


def _blanked(text: str, match: re.Match[str]) -> str:
    return (
        text[: match.start()]
        + "\0" * (match.end() - match.start())
        + text[match.end() :]
    )


_SINCE: Final = re.compile(
    r"\b(?:since|ever since|starting|starting from|starting on|starting in|as of|beginning)(?: (?:the|on|in|around|about|at|early|late))*\s?$"
)


def _is_open(text: str, match: re.Match[str], mention: DateMention) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    return (
        mention.open
        or match.group().startswith("since ")
        or _SINCE.search(before) is not None
    )


# The readers, one for each way of naming days.

Reader = Callable[["re.Match[str]", Asking], "Span | DateMention | None"]


def _iso(match: re.Match[str], asking: Asking) -> Span:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return day, day


def _numeric(match: re.Match[str], asking: Asking) -> Span | None:
    first, second = int(match[1]), int(match[3])
    if asking.day_first:
        day, month = first, second
    else:
        day, month = second, first
    if month > 12 and day <= 12:
        day, month = month, day
    return _day(day, month, _year(match[4]), asking)


def _numeric_short(match: re.Match[str], asking: Asking) -> Span | None:
    first, second = int(match[1]), int(match[2])
    day, month = (first, second) if asking.day_first else (second, first)
    if month > 12 and day <= 12:
        day, month = month, day
    return _day(day, month, None, asking)


def _day(day: int, month: int, year: int | None, asking: Asking) -> Span:
    """The day; without a year the last one that is not after tomorrow."""
    if year is None:
        guessed = asking.year or asking.today.year
        while True:
            try:
                found = date(guessed, month, day)
            except ValueError:
                if (month, day) != (2, 29) or guessed < asking.today.year - 8:
                    raise
                guessed -= 1
                continue
            if found <= asking.today + timedelta(days=1) or asking.year:
                return found, found
            guessed -= 1
    found = date(year, month, day)
    return found, found


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text)
    return number if number > 99 else 2000 + number


def _two_days(match: re.Match[str], asking: Asking) -> Span:
    day, day2, month, year, short = match.groups()
    at = _year(year or short)
    last = _day(int(day2), _month(month), at, asking)[1]
    return date(last.year, last.month, int(day)), last


def _two_days_after(match: re.Match[str], asking: Asking) -> Span:
    month, day, day2, year, short = match.groups()
    last = _day(int(day2), _month(month), _year(year or short), asking)[1]
    return date(last.year, last.month, int(day)), last


def _day_month(match: re.Match[str], asking: Asking) -> Span:
    day, month, year, short = match.groups()
    return _day(int(day), _month(month), _year(year or short), asking)


def _month_day(match: re.Match[str], asking: Asking) -> Span:
    month, day, year, short = match.groups()
    return _day(int(day), _month(month), _year(year or short), asking)


def _month(name: str) -> int:
    return MONTHS.index(name) + 1


def _whole_month(match: re.Match[str], asking: Asking) -> Span:
    stage, month, year, short = match.groups()
    number = _month(month)
    at = _year(year or short) or asking.year
    if at is None:
        at = asking.today.year - (1 if number > asking.today.month else 0)
    return _staged(month_span(at, number), stage)


def _staged(span: Span, stage: str | None) -> Span:
    """The early, middle or late third of a span, as its words say."""
    first, last = span
    length = (last - first).days + 1
    third = max(1, length // 3)
    word = stage or ""
    if re.search(r"early|beginning|start|first", word):
        return first, first + timedelta(days=third)
    if re.search(r"mid", word):
        return first + timedelta(days=third), last - timedelta(days=third)
    if re.search(r"late|end|last", word):
        return last - timedelta(days=third), last
    return span


def _word_day(match: re.Match[str], asking: Asking) -> DateMention:
    word = match[1]
    days = {"today": 0, "tomorrow": -1, "day before yesterday": 2}.get(word, 1)
    day = asking.today - timedelta(days=days)
    part = _PARTS.get(match[2] or "")
    return DateMention(match.start(), match.end(), (day, day), part, ahead=days < 0)


def _this_part(match: re.Match[str], asking: Asking) -> DateMention:
    word = match[1]
    day = asking.today
    if word == "last night" or (word.startswith("last") and word != "last night"):
        day -= timedelta(days=1)
    return DateMention(
        match.start(),
        match.end(),
        (day, day),
        _PARTS[word.split()[-1].replace("tonight", "night")],
    )


def _just_now(match: re.Match[str], asking: Asking) -> DateMention:
    return DateMention(
        match.start(),
        match.end(),
        (asking.today, asking.today),
        moment=(asking.now, asking.now),
    )


def _until_now(match: re.Match[str], asking: Asking) -> Span:
    return asking.today, asking.today


def _other_day(match: re.Match[str], asking: Asking) -> Span:
    return asking.today - timedelta(days=7), asking.today - timedelta(days=1)


def _weekday(match: re.Match[str], asking: Asking) -> DateMention:
    """A weekday is the last one before today, or the one of the week that is named."""
    before, name, after, part = match.group("before", "name", "after", "part")
    number = WEEKDAYS.index(name)
    words = f"{before or ''} {after or ''}"
    monday = asking.today - timedelta(days=asking.today.weekday())
    ahead = "next" in words or "coming" in words
    if "last week" in words or "previous week" in words:
        day = monday + timedelta(days=number - 7)
    elif ahead:
        day = monday + timedelta(days=number + 7)
    else:
        back = (asking.today.weekday() - number) % 7 or 7
        if "this" in words and number == asking.today.weekday():
            back = 0
        day = asking.today - timedelta(days=back)
        if "before last" in words or "week ago" in words:
            day -= timedelta(days=7)
    return DateMention(
        match.start(), match.end(), (day, day), _PARTS.get(part or ""), ahead=ahead
    )


def _ago(match: re.Match[str], asking: Asking) -> DateMention:
    amount, unit = _amount(match[1]), match[2]
    start, end = match.start(), match.end()
    if unit in ("minute", "hour"):
        moment = asking.now - timedelta(**{f"{unit}s": amount})
        return DateMention(
            start, end, (moment.date(), moment.date()), moment=(moment, moment)
        )
    exact = match[1].isdigit() or match[1] in ("a", "an", "one")
    span = _back(asking.today, amount, unit)
    slack = {"week": 3, "fortnight": 5, "month": 10, "year": 90}.get(
        unit, 0 if exact else 2
    )
    first, last = span - timedelta(days=slack), span + timedelta(days=slack)
    return DateMention(start, end, (first, min(last, asking.today)))


def _lasting(match: re.Match[str], asking: Asking) -> DateMention:
    amount, unit = _amount(match[1]), match[2]
    start, end = match.start(), match.end()
    if unit in ("minute", "hour"):
        begun = asking.now - timedelta(**{f"{unit}s": amount})
        return DateMention(
            start, end, (begun.date(), asking.today), moment=(begun, asking.now)
        )
    return DateMention(
        start, end, (_back(asking.today, amount, unit), asking.today), open=True
    )


def _amount(text: str) -> float:
    if text.isdigit():
        return int(text)
    if text.startswith("half"):
        return 0.5
    return next((count for word, count in _AMOUNTS.items() if word in text), 1)


def _back(day: date, amount: float, unit: str) -> date:
    if unit in _DAYS:
        return day - timedelta(days=round(amount * _DAYS[unit]))
    return months_before(day, round(amount * (12 if unit == "year" else 1)))


def _last_unit(match: re.Match[str], asking: Asking) -> DateMention:
    stage, which, unit = match.groups()
    back = (
        0
        if which in ("this", "earlier this", "later this", "the current", "current")
        else 1
    )
    if which == "next":
        back = -1
    today = asking.today
    if unit == "weekend":
        monday = today - timedelta(days=today.weekday())
        if which in ("this", "the", "over the", None) and today.weekday() >= 5:
            back = 0
        saturday = monday + timedelta(days=5 - 7 * max(back, 0))
        if back == 0 and today.weekday() < 5:
            saturday -= timedelta(days=7)
        span: Span = (saturday, saturday + timedelta(days=1))
    elif unit == "week":
        span = week_span(today - timedelta(days=7 * back))
    elif unit == "month":
        first = months_before(today.replace(day=1), back)
        span = month_span(first.year, first.month)
    else:
        span = year_span(today.year - back)
    return DateMention(match.start(), match.end(), _staged(span, stage), ahead=back < 0)


def _whole_year(match: re.Match[str], asking: Asking) -> Span:
    return _staged(year_span(int(match[2])), match[1])


def _quarter(match: re.Match[str], asking: Asking) -> Span:
    number, year = int(match[1]), int(match[2] or asking.year or asking.today.year)
    return month_span(year, number * 3 - 2)[0], month_span(year, number * 3)[1]


def _nth(match: re.Match[str], asking: Asking) -> Span:
    day = day_of_month(int(match[1]), asking.today)
    return day, day


_FEASTS: Final = {
    "christmas eve": (12, 24, 24),
    "christmas day": (12, 25, 25),
    "christmas": (12, 24, 26),
    "xmas": (12, 24, 26),
    "boxing day": (12, 26, 26),
    "new year's eve": (12, 31, 31),
    "new years eve": (12, 31, 31),
    "new year's day": (1, 1, 1),
    "new years day": (1, 1, 1),
    "new year": (1, 1, 1),
    "halloween": (10, 31, 31),
    "valentine's day": (2, 14, 14),
    "valentines day": (2, 14, 14),
}


def _feast(match: re.Match[str], asking: Asking) -> Span:
    month, first, last = _FEASTS[match[1]]
    day = _day(first, month, _year(match[2]), asking)[0]
    return day, day.replace(day=last)


def _ahead(match: re.Match[str], asking: Asking) -> DateMention:
    day = asking.today + (
        asking.today - _back(asking.today, _amount(match[1]), match[2])
    )
    return DateMention(match.start(), match.end(), (day, day), ahead=True)


_STAGE: Final = r"(early|mid|middle of|the middle of|late|beginning of|the beginning of|start of|the start of|end of|the end of|(?:the )?first (?:week|half|days) of|(?:the )?last (?:week|half|days) of)?"
_SURE_MONTH: Final = (
    rf"({'|'.join(month for month in MONTHS if month not in ('march', 'may'))})"
)
_FOLLOWS_NTH: Final = r"(?=$|[.,;!?)]| (?:at|around|about|of this|of last|and|in|this|last|to|till|until|it|i|my|when|from|evening|morning|afternoon|night|by|you|they)\b|-|\0)"


def _readers() -> Iterator[tuple[re.Pattern[str], Reader]]:
    weekday = rf"(?P<before>(?:on |the |last |this |past |previous |next |coming |of )*(?:last week |previous week |this week )?(?:on )?){_WEEKDAY.replace('(', '(?P<name>', 1)}s?(?P<after> (?:of )?(?:last week|this week|next week|before last|last|a week ago))?(?: {_PART.replace('(morning', '(?P<part>morning')})?\b"
    weekday_before = rf"(?:{_WEEKDAY.replace('(', '(?:', 1)},? )?(?:the )?"
    table: tuple[tuple[str, Reader], ...] = (
        (r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:t(?=\d)|(?!\d))", _iso),
        (
            r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/])",
            _numeric,
        ),
        (r"(?<![\d/.$€£-])(?!24/7)(\d{1,2})/(\d{1,2})(?![\d/]| of\b)", _numeric_short),
        (rf"\b{weekday_before}{_DAY}{_AND}{_DAY}(?: of)? {_MONTH}\b{_YEAR}", _two_days),
        (
            rf"\b{weekday_before}{_MONTH} (?:the )?{_DAY}{_AND}{_DAY}\b(?!:){_YEAR}",
            _two_days_after,
        ),
        (rf"\b{weekday_before}{_DAY}(?: of|-)? ?{_MONTH}\b-?{_YEAR}", _day_month),
        (
            rf"\b{weekday_before}{_MONTH},? (?:the )?{_DAY}\b(?![:h]\d|\.\d| ?[ap]\.?m\b){_YEAR}",
            _month_day,
        ),
        (
            r"\b(?:the )?(day before yesterday|yesterday|today|tomorrow)(?:'s)?(?: (?:early |late )?(?:in the )?(morning|afternoon|evening|night))?\b",
            _word_day,
        ),
        (
            r"\b((?:this (?:very |early |late )?|last |late last )(?:morning|afternoon|evening|night)|tonight)\b",
            _this_part,
        ),
        (rf"\b{weekday}", _weekday),
        (
            rf"\b(?:(?:about|around|over|more than|almost|nearly|some|like|at least) )*{_AMOUNT} {_UNIT} (?:ago|back|earlier|before now)\b",
            _ago,
        ),
        (rf"\bin {_AMOUNT} {_UNIT}(?: time|' time|'s time| from now)\b", _ahead),
        (
            rf"\b(?:for|over|since|during|within|in|these|it has been|it's been|been) (?:(?:the|about|around|over|more than|almost|nearly|at least|well over) )*(?:last |past |previous )?{_AMOUNT} {_UNIT}\b(?! (?:ago|old|back))",
            _lasting,
        ),
        (
            rf"(?<!\d )(?<!half )(?<!quarter )\b(?:the )?(?:last|past|previous) {_AMOUNT} {_UNIT}\b",
            _lasting,
        ),
        (
            rf"^(?:(?:about|around|roughly|maybe|almost|over|more than|some) )*{_AMOUNT} {_UNIT}\W*$()",
            _ago,
        ),
        (rf"\b{_AMOUNT} {_UNIT} (?:now|already|so far|and counting)\b", _lasting),
        (
            rf"\b{_STAGE}\s?\b(earlier this|later this|this|last|past|previous|next|over the|the|the past|the current) (week|month|year|weekend)\b",
            _last_unit,
        ),
        (rf"\b{_STAGE}\s?\b{_SURE_MONTH}\b{_YEAR}", _whole_month),
        (
            rf"(?:\b{_STAGE} |(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bfrom )|(?<=\buntil )|(?<=\btill )|(?<=\bto )|(?<=\blast )|(?<=\bduring )|(?<=\bthis )|(?<=\bearly )|(?<=\bmid )|(?<=\blate )|^(?=\w+\W*(?:(?:19|20)\d\d\W*)?$))(march|may)\b{_YEAR}",
            _whole_month,
        ),
        (rf"\b{_STAGE}\s?\b(march|may),? (?:of )?((?:19|20)\d\d)\b()", _whole_month),
        (
            rf"\b({'|'.join(sorted(_FEASTS, key=len, reverse=True))})\b(?: ((?:19|20)\d\d))?",
            _feast,
        ),
        (r"\bq([1-4])(?: (?:of )?((?:19|20)\d\d))?\b", _quarter),
        (
            rf"(?:\b(?:in|since|during|from|of|back in|around|year|until|till|to|and|summer|winter|spring|autumn|fall) |\b{_STAGE} |^)((?:19|20)\d\d)\b(?![.,]\d)",
            _whole_year,
        ),
        (
            rf"(?:\b(?:the|on|on the|since the|from the|until the|to the) |^)(\d{{1,2}})(?:st|nd|rd|th){_FOLLOWS_NTH}",
            _nth,
        ),
        (
            r"\b(?:just now|right now|just happened|a moment ago|moments ago|a minute ago|now|at the moment|currently)\b",
            _just_now,
        ),
        (r"\b(?:the )?other day\b", _other_day),
    )
    for pattern, reader in table:
        yield re.compile(pattern), reader


_READERS: Final = tuple(_readers())
