"""Short phrases of time, said in many ways. Unless a test has another day, it is Wednesday
18 June 2025, 14:30 in Dublin, as in test_occurred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from fields import FIELDS, Context, Reading, Skipped, Value, Wrong
from tests.unit.fields.readings import Days, ends

Read = Callable[[str], Reading]

DUBLIN = ZoneInfo("Europe/Dublin")
SUNDAY_AT_MONTHS_END = datetime(2025, 8, 31, 9, 5, tzinfo=DUBLIN)
LEAP_DAY = datetime(2024, 2, 29, 23, 10, tzinfo=DUBLIN)


@pytest.fixture
def read(context: Context) -> Read:
    return lambda text: FIELDS["occurred"].read(text, context)


NOW = "2025-06-18T14:30"
UNTIL_NOW = [
    ("since two month", ("2025-04-18", "2025-06-18")),
    ("it is stuck since two month", ("2025-04-18", "2025-06-18")),
    ("since a week", ("2025-06-11", "2025-06-18")),
    ("from 3 days", ("2025-06-15", "2025-06-18")),
    ("9 days", ("2025-06-09", "2025-06-18")),
    ("for 9 days", ("2025-06-09", "2025-06-18")),
    ("about 3 weeks", ("2025-05-28", "2025-06-18")),
    ("3 wks", ("2025-05-28", "2025-06-18")),
    ("almost a year", ("2024-06-18", "2025-06-18")),
    ("for three weeks now", ("2025-05-28", "2025-06-18")),
    ("6 weeks and counting", ("2025-05-07", "2025-06-18")),
    ("going on two months", ("2025-04-18", "2025-06-18")),
    ("it has been 12 days", ("2025-06-06", "2025-06-18")),
    ("less than a week ago", ("2025-06-11", "2025-06-18")),
    ("since last Thursday", ("2025-06-12T00:00", NOW)),
    ("since 9 this morning", ("2025-06-18T09:00", NOW)),
    ("since 9am on Monday", ("2025-06-16T09:00", NOW)),
    ("since noon", ("2025-06-18T12:00", NOW)),
    ("since 3pm", ("2025-06-17T15:00", NOW)),
    ("since Good Friday", ("2025-04-18T00:00", NOW)),
    ("since the start of the month", ("2025-06-01T00:00", NOW)),
    ("from March onwards", ("2025-03-01T00:00", NOW)),
    ("from Monday", ("2025-06-16T00:00", NOW)),
    ("from 22/11 till now", ("2024-11-22T00:00", NOW)),
    ("after 3 March", ("2025-03-03T00:00", NOW)),
]
DAYS = [
    ("day b4 yesterday", "2025-06-16"),
    ("yestrday", "2025-06-17"),
    ("2days ago", "2025-06-16"),
    ("the 3rd", "2025-06-03"),
    ("Friday just gone", "2025-06-13"),
    ("Sunday week ago", "2025-06-08"),
    ("a week ago Sunday", "2025-06-08"),
    ("the Monday before last", "2025-06-09"),
    ("3 Saturdays ago", "2025-05-31"),
    ("a week last Friday", "2025-06-06"),
    ("the day after the 3rd", "2025-06-04"),
    ("two days before 3 March", "2025-03-01"),
    ("March 3 last year", "2024-03-03"),
    ("last year, on the 3rd of May", "2024-05-03"),
    ("5 Jan 24", "2024-01-05"),
    ("05-Jan-24", "2024-01-05"),
    ("dt 12.05.2025", "2025-05-12"),
    ("third Tuesday of May", "2025-05-20"),
    ("the last Friday in May", "2025-05-30"),
]
STRETCHES = [
    ("the weekend before last", ("2025-06-07", "2025-06-08")),
    ("the week before last", ("2025-06-02", "2025-06-08")),
    ("month before last", ("2025-04-01", "2025-04-30")),
    ("two weekends ago", ("2025-06-07", "2025-06-08")),
    ("over the weekend", ("2025-06-14", "2025-06-15")),
    ("the weekend of the 7th", ("2025-06-07", "2025-06-08")),
    ("first weekend of June", ("2025-06-07", "2025-06-08")),
    ("week commencing 2 June", ("2025-06-02", "2025-06-08")),
    ("w/c 2 June", ("2025-06-02", "2025-06-08")),
    ("the last week of April", ("2025-04-24", "2025-04-30")),
    ("second week of May", ("2025-05-08", "2025-05-14")),
    ("2nd week in May", ("2025-05-08", "2025-05-14")),
    ("second half of May", ("2025-05-17", "2025-05-31")),
    ("end of last month", ("2025-05-21", "2025-05-31")),
    ("the end of the month", ("2025-05-21", "2025-05-31")),
    ("May of last year", ("2024-05-01", "2024-05-31")),
    ("June '24", ("2024-06-01", "2024-06-30")),
    ("06/2024", ("2024-06-01", "2024-06-30")),
    ("in '22", ("2022-01-01", "2022-12-31")),
    ("Q3", ("2024-07-01", "2024-09-30")),
    ("q1 '24", ("2024-01-01", "2024-03-31")),
    ("second quarter of 2024", ("2024-04-01", "2024-06-30")),
    ("throughout March", ("2025-03-01", "2025-03-31")),
    ("between Monday and Wednesday", ("2025-06-09", "2025-06-11")),
    ("5, 6 and 7 June", ("2025-06-05", "2025-06-07")),
    ("June 5th thru 9th", ("2025-06-05", "2025-06-09")),
    ("5/6-9/6", ("2025-06-05", "2025-06-09")),
    ("05.06.-09.06.2025", ("2025-06-05", "2025-06-09")),
    ("a week or two ago", ("2025-06-01", "2025-06-14")),
    ("some days ago", ("2025-06-13", "2025-06-17")),
    ("between Easter and Whitsun", ("2025-04-18", "2025-06-08")),
    ("two weeks before Christmas", ("2024-12-10", "2024-12-12")),
]
TIMES = [
    ("yesterday evening about 7", "2025-06-17T19:00"),
    ("10 last night", "2025-06-17T22:00"),
    ("10 this morning", "2025-06-18T10:00"),
    ("today at 10", "2025-06-18T10:00"),
    ("2025-05-12T22:15:00Z", "2025-05-12T23:15"),
    ("2025-05-12 22:15:03+02:00", "2025-05-12T21:15"),
    ("2025-05-12 22:15:03-05:00", "2025-05-13T04:15"),
    ("Mon, 12 May 2025 22:15:03 +0000", "2025-05-12T23:15"),
]


@pytest.mark.parametrize(("text", "expected"), UNTIL_NOW)
def test_what_goes_on_lasts_until_now(
    context: Context, text: str, expected: Days
) -> None:
    assert ends(text, context) == expected


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_one_day(context: Context, text: str, day: str) -> None:
    assert ends(text, context) == (day, day)


@pytest.mark.parametrize(("text", "expected"), STRETCHES)
def test_a_stretch_has_its_first_and_its_last_day(
    context: Context, text: str, expected: Days
) -> None:
    assert ends(text, context) == expected


@pytest.mark.parametrize(("text", "moment"), TIMES)
def test_a_time_is_a_moment(context: Context, text: str, moment: str) -> None:
    assert ends(text, context) == (moment, moment)


def test_early_in_the_morning_is_before_the_morning(context: Context) -> None:
    early = ends("early this morning", context)
    assert early == ("2025-06-18T04:00", "2025-06-18T09:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last weekend", ("2025-08-23", "2025-08-24")),
        ("over the weekend", ("2025-08-30", "2025-08-31")),
        ("the weekend before last", ("2025-08-16", "2025-08-17")),
        ("a month ago", ("2025-07-21", "2025-08-10")),
        ("since two month", ("2025-06-30", "2025-08-31")),
        ("end of the month", ("2025-08-21", "2025-08-31")),
        ("Q3", ("2025-07-01", "2025-08-31")),
    ],
)
def test_on_a_sunday_that_ends_its_month(
    context: Context, text: str, expected: Days
) -> None:
    assert ends(text, replace(context, now=SUNDAY_AT_MONTHS_END)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", ("2024-02-29", "2024-02-29")),
        ("29/2", ("2024-02-29", "2024-02-29")),
        ("for a year", ("2023-02-28", "2024-02-29")),
        ("end of last month", ("2024-01-21", "2024-01-31")),
        ("1 hour ago", ("2024-02-29T22:10", "2024-02-29T22:10")),
        ("since 30 minutes", ("2024-02-29T22:40", "2024-02-29T23:10")),
    ],
)
def test_on_a_leap_day(context: Context, text: str, expected: Days) -> None:
    assert ends(text, replace(context, now=LEAP_DAY)) == expected


def test_days_are_counted_on_the_clients_clock(context: Context) -> None:
    # Half past two in Dublin is already the next morning in Auckland.
    abroad = replace(context, now=context.now.astimezone(ZoneInfo("Pacific/Auckland")))
    assert FIELDS["occurred"].read("yesterday", abroad) == Value(
        {
            "text": "yesterday",
            "from": "2025-06-18T00:00:00+12:00",
            "to": "2025-06-18T23:59:59+12:00",
        }
    )
    assert ends("1 June 14:05 UTC", abroad) == ("2025-06-02T02:05",) * 2


@pytest.mark.parametrize(
    "text",
    [
        "as soon as possible",
        "asap",
        "now",
        "right now",
        "24/7",
        "I'm 78",
        "I am 78 years old",
        "3 times",
        "the 90s",
        "12.50",
        "2.5 BTC",
        "version 2.3",
        "it may be your fault",
        "may I ask",
        "I march on",
        "by Friday they said",
        "they promised it by Monday",
        "you said it would arrive on Monday",
        "by the end of the month",
        "not before Monday",
        "no later than 3 May",
        "I was born on 4 July 1979",
        "my birthday is 4 July",
        "DOB 04/07/1979",
        "card expires 05/2029",
        "valid until 05/2029",
        "I will be away on the 20th",
        "we are open from 9 to 5",
    ],
)
def test_what_never_is_when_it_happened_is_refused(read: Read, text: str) -> None:
    assert isinstance(read(text), Wrong)


@pytest.mark.parametrize(
    "text",
    [
        "before Friday",
        "the other day",
        "that night",
        "the same week",
        "yesterday week",
        "every Monday",
        "the Friday after the match",
        "bank holiday Monday",
        "the May bank holiday",
        "Chinese New Year",
        "Mother's Day",
        "overnight",
        "within 24 hours",
        "when I logged in",
    ],
)
def test_words_of_a_time_that_no_calendar_has_are_kept(
    context: Context, text: str
) -> None:
    assert ends(text, context) is None


@pytest.mark.parametrize(
    "text", ["Friday week", "a week on Monday", "next Good Friday", "mañana", "morgen"]
)
def test_days_to_come_are_refused(read: Read, text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Wrong)
    assert reading.reason == "occurred_future"


@pytest.mark.parametrize(
    "text",
    [
        "Monday, June 9",
        "Mon 9 June",
        "9 June, a Monday",
        "on the 9th, Monday",
        "Friday, 9 June",
        "9/6, it was a Thursday",
    ],
)
def test_the_date_wins_over_the_weekday_beside_it(context: Context, text: str) -> None:
    assert ends(text, context) == ("2025-06-09", "2025-06-09")


def test_not_knowing_leaves_it_open(read: Read) -> None:
    assert read("I can't remember") == Skipped()
