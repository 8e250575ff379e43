"""When it happened, counted from Wednesday 18 June 2025, 14:30 in Dublin."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fields import FIELDS, Context, Reading, Skipped, Value
from tests.unit.fields.readings import reason

Read = Callable[[str], Reading]


def interval(reading: Reading) -> tuple[str, str]:
    """From and to, without offset and without seconds."""
    assert isinstance(reading, Value), reading
    assert isinstance(reading.value, dict)
    start, end = reading.value["from"], reading.value["to"]
    assert start is not None
    assert end is not None
    return start[:16], end[:16]


def day(text: str, last: str | None = None) -> tuple[str, str]:
    return f"{text}T00:00", f"{last or text}T23:59"


DAYS = [
    ("today", day("2025-06-18")),
    ("Yesterday", day("2025-06-17")),
    ("the day before yesterday", day("2025-06-16")),
    ("9 days ago", day("2025-06-09")),
    ("on Monday", day("2025-06-16")),
    ("Wednesday", day("2025-06-11")),
    ("wensday", day("2025-06-11")),
    ("last week Monday", day("2025-06-09")),
    ("Friday the 13th", day("2025-06-13")),
    ("on the 2nd", day("2025-06-02")),
    ("the 30th", day("2025-05-30")),
    ("3 March", day("2025-03-03")),
    ("March 3rd, 2024", day("2024-03-03")),
    ("3rd of Febuary '24", day("2024-02-03")),
    ("the third of March", day("2025-03-03")),
    ("twenty-first of May", day("2025-05-21")),
    ("24 December", day("2024-12-24")),
    ("29 Feb", day("2024-02-29")),
    ("2024-11-05", day("2024-11-05")),
    ("20241105", day("2024-11-05")),
    ("05.11.2024", day("2024-11-05")),
    ("5/11/24", day("2024-11-05")),
    ("22/11", day("2024-11-22")),
    ("5th of last month", day("2025-05-05")),
    ("two weeks ago today", day("2025-06-04")),
    ("hier", day("2025-06-17")),
    ("vor drei Tagen", day("2025-06-15")),
    ("3 марта", day("2025-03-03")),
]
STRETCHES = [
    ("last week", day("2025-06-09", "2025-06-15")),
    ("this week", day("2025-06-16", "2025-06-18")),
    ("last weekend", day("2025-06-14", "2025-06-15")),
    ("in May", day("2025-05-01", "2025-05-31")),
    ("August", day("2024-08-01", "2024-08-31")),
    ("early May", day("2025-05-01", "2025-05-11")),
    ("first week of May", day("2025-05-01", "2025-05-07")),
    ("in 2023", day("2023-01-01", "2023-12-31")),
    ("Q1 2024", day("2024-01-01", "2024-03-31")),
    ("between 3 and 5 March", day("2025-03-03", "2025-03-05")),
    ("3-5 March 2024", day("2024-03-03", "2024-03-05")),
    ("from 3 March to 5 April", day("2025-03-03", "2025-04-05")),
    ("from Monday to Friday", day("2025-06-09", "2025-06-13")),
    ("3 March and again on 9 March", day("2025-03-03", "2025-03-09")),
    ("a month ago", day("2025-05-08", "2025-05-28")),
    ("3 weeks ago", day("2025-05-25", "2025-05-31")),
    ("2 to 3 weeks ago", day("2025-05-25", "2025-06-07")),
    ("a few days ago", day("2025-06-13", "2025-06-17")),
    ("since January", ("2025-01-01T00:00", "2025-06-18T14:30")),
    ("for the past 10 days", ("2025-06-08T00:00", "2025-06-18T23:59")),
    ("from 2 June till now", ("2025-06-02T00:00", "2025-06-18T14:30")),
    ("I joined in 2019. On 3 March you froze it", day("2025-03-03")),
    ("it was 4/5 and today is 6/18", day("2025-04-05")),
]
TIMES = [
    ("on 3 March around 4 pm", ("2025-03-03T16:00", "2025-03-03T16:00")),
    ("yesterday at half past 5 a.m.", ("2025-06-17T05:30", "2025-06-17T05:30")),
    ("yesterday, ten to six in the evening", ("2025-06-17T17:50", "2025-06-17T17:50")),
    ("6 10 p.m. yesterday", ("2025-06-17T18:10", "2025-06-17T18:10")),
    ("yesterday 16 45 afternoon", ("2025-06-17T16:45", "2025-06-17T16:45")),
    ("yesterday evening around 8", ("2025-06-17T20:00", "2025-06-17T20:00")),
    ("this morning", ("2025-06-18T06:00", "2025-06-18T12:00")),
    ("last night", ("2025-06-17T18:00", "2025-06-18T06:00")),
    ("3 March, between 4 and 5 pm", ("2025-03-03T16:00", "2025-03-03T17:00")),
    ("1 June 2025 09:15", ("2025-06-01T09:15", "2025-06-01T09:15")),
    ("2025-06-01T10:20", ("2025-06-01T10:20", "2025-06-01T10:20")),
    ("2 hours ago", ("2025-06-18T12:30", "2025-06-18T12:30")),
    ("9 pm", ("2025-06-17T21:00", "2025-06-17T21:00")),
    ("9 am", ("2025-06-18T09:00", "2025-06-18T09:00")),
    ("noon on 3 March", ("2025-03-03T12:00", "2025-03-03T12:00")),
    ("1 June at 3", ("2025-06-01T03:00", "2025-06-01T15:00")),
    ("1 June 14:05 UTC", ("2025-06-01T15:05", "2025-06-01T15:05")),
    ("1 March 10:00 PST", ("2025-03-01T18:00", "2025-03-01T18:00")),
]


@pytest.mark.parametrize(("text", "expected"), DAYS + STRETCHES + TIMES)
def test_the_interval_is_understood(
    read: Read, text: str, expected: tuple[str, str]
) -> None:
    assert interval(read(text)) == expected


def test_the_words_are_kept_and_the_offset_is_the_firms(read: Read) -> None:
    assert read(" on 3 March \n") == Value(
        {
            "text": " on 3 March \n",
            "from": "2025-03-03T00:00:00+00:00",
            "to": "2025-03-03T23:59:59+00:00",
        }
    )
    assert "+01:00" in str(read("yesterday"))


def test_day_and_month_follow_the_clients_country(context: Context) -> None:
    field = FIELDS["occurred"]
    abroad = replace(context, country="US")
    assert interval(field.read("3/4", context)) == day("2025-04-03")
    assert interval(field.read("3/4", abroad)) == day("2025-03-04")
    assert interval(field.read("22/11", abroad)) == day("2024-11-22")


@pytest.mark.parametrize(
    "text", ["tomorrow", "next week", "in 3 days", "3 March 2030", "tomorrow at 9 pm"]
)
def test_the_future_is_refused(read: Read, text: str) -> None:
    assert reason(read(text)) == "occurred_future"


def test_what_is_later_today_elsewhere_is_not_the_future(read: Read) -> None:
    # At 14:30 in Dublin it is 22:30 in Tokyo.
    assert interval(read("today at 10 pm"))[0] == "2025-06-18T22:00"


def test_the_past_counts_where_the_future_is_named_too(read: Read) -> None:
    assert interval(read("I wrote yesterday, they answer tomorrow")) == day(
        "2025-06-17"
    )


@pytest.mark.parametrize(
    "text",
    [
        "every day",
        "last summer",
        "a while ago",
        "every Monday",
        "2/30",
        "99999 years ago",
    ],
)
def test_vague_wording_is_kept_without_dates(read: Read, text: str) -> None:
    assert read(text) == Value({"text": text, "from": None, "to": None})


@pytest.mark.parametrize(
    "text", ["banana", "my account", "refund", "12", "$500", "March 32"]
)
def test_what_speaks_of_no_time_is_unclear(read: Read, text: str) -> None:
    assert reason(read(text)) == "occurred_unclear"


@pytest.mark.parametrize(
    "text", ["skip", "I don't remember", "can't remember the date", "no idea", "-"]
)
def test_it_can_be_left_open(read: Read, text: str) -> None:
    assert read(text) == Skipped()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("yesterday", "yesterday (17 June 2025)"),
        ("on 3 March at 4 pm", "on 3 March at 4 pm (3 March 2025, 16:00)"),
        ("every day", "every day"),
        ("3 March 2025", "3 March 2025"),
    ],
)
def test_the_review_card_shows_words_and_dates(
    context: Context, text: str, shown: str
) -> None:
    reading = FIELDS["occurred"].read(text, context)
    assert isinstance(reading, Value)
    assert FIELDS["occurred"].show(reading.value, context) == shown
    assert FIELDS["occurred"].show({}, context) == ""
