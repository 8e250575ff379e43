"""When it happened, by the kinds of words that were read wrongly. As in test_occurred, it is
Wednesday 18 June 2025, 14:30 in Dublin.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from fields import FIELDS, Context, Value, Wrong
from fields.occurred import told_in

Days = tuple[str, str] | None


def days(text: str, context: Context) -> Days:
    """The first and the last day that are read; None where the words give no date."""
    reading = FIELDS["occurred"].read(text, context)
    assert isinstance(reading, Value), reading
    assert isinstance(reading.value, dict)
    assert reading.value["text"] == text
    start, end = reading.value["from"], reading.value["to"]
    return (start[:10], end[:10]) if start and end else None


def told_days(story: str, context: Context) -> Days:
    told = told_in(story, context)
    if told is None:
        return None
    assert isinstance(told, dict)
    return str(told["from"])[:10], str(told["to"])[:10]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("The transfer vanished in may.", ("2025-05-01", "2025-05-31")),
        ("Since April the app refuses my PIN.", ("2025-04-01", "2025-06-18")),
        ("You charged me twice on 2 May.", ("2025-05-02", "2025-05-02")),
        ("Sometime last August a fee appeared.", ("2024-08-01", "2024-08-31")),
        ("Frozen between March and April.", ("2025-03-01", "2025-04-30")),
        ("It went wrong in June 2023.", ("2023-06-01", "2023-06-30")),
        ("early April, two payouts were lost", ("2025-04-01", "2025-04-11")),
        ("You may owe me the difference.", None),
        ("This may be your mistake and not mine.", None),
        ("It may, or so I am told, take longer.", None),
        ("April told me the case was shut.", None),
        ("Your agent June laughed at me.", None),
        ("A lady called April took the phone off me.", None),
        ("I had to march to the branch myself.", None),
        ("August from billing hung up on me.", None),
    ],
)
def test_a_month_that_is_a_verb_or_a_person(
    context: Context, story: str, expected: Days
) -> None:
    assert told_days(story, context) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", ("2025-06-18", "2025-06-18")),
        ("it's happening right now", ("2025-06-18", "2025-06-18")),
        ("at the moment", ("2025-06-18", "2025-06-18")),
        ("it happened just now", ("2025-06-18", "2025-06-18")),
    ],
)
def test_now_is_when_it_happened_where_the_words_say_so(
    context: Context, text: str, expected: Days
) -> None:
    assert days(text, context) == expected


@pytest.mark.parametrize(
    "story",
    [
        "Now give me back what is mine.",
        "I cannot see my coins at the moment.",
        "You currently list the wrong rate.",
        "Now, who is in charge over there?",
        "I want it settled now.",
    ],
)
def test_now_as_a_filler_is_no_date(context: Context, story: str) -> None:
    assert told_in(story, context) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday, June 9", "2025-06-09"),
        ("Mon 9 June", "2025-06-09"),
        ("9 June, a Monday", "2025-06-09"),
        ("on the 9th, Monday", "2025-06-09"),
        ("Tuesday (3 June)", "2025-06-03"),
        ("Friday, 9 June", "2025-06-09"),
        ("9/6, it was a Thursday", "2025-06-09"),
        ("Sunday 1.6.2025", "2025-06-01"),
    ],
)
def test_the_date_wins_over_the_weekday_beside_it(
    context: Context, text: str, expected: str
) -> None:
    assert days(text, context) == (expected, expected)


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("You locked me out on Monday, June 9, for nothing.", "Monday, June 9"),
        ("The coins left on Tuesday 3 June without my say.", "Tuesday 3 June"),
        ("It broke on 9 June, a Monday, and stays broken.", "9 June, a Monday"),
    ],
)
def test_weekday_and_date_both_stay_in_the_words(
    context: Context, story: str, words: str
) -> None:
    told = told_in(story, context)
    assert isinstance(told, dict)
    assert told["text"] == words


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("It's been 12 days and the coins are not here.", ("2025-06-06", "2025-06-18")),
        ("My card has been dead for 9 days.", ("2025-06-09", "2025-06-18")),
        ("Five days without access to my money.", ("2025-06-13", "2025-06-18")),
        ("Going on 3 weeks of this.", ("2025-05-28", "2025-06-18")),
        ("Stuck. 3 months. No payout since April 2.", ("2025-04-02", "2025-06-18")),
        ("Nothing for six weeks, since 7 May.", ("2025-05-07", "2025-06-18")),
        ("On 3 June you locked it for two days.", ("2025-06-03", "2025-06-03")),
        ("You promised it in 24 hours.", None),
        ("Support said it takes 5 days.", None),
        ("I signed for a 2 year contract.", None),
        ("I have been a customer for 6 years.", None),
        ("My mother is 81 years old.", None),
        ("They reply within 3 days.", None),
    ],
)
def test_lengths(context: Context, story: str, expected: Days) -> None:
    assert told_days(story, context) == expected


@pytest.mark.parametrize(
    "text",
    [
        "My birthday is 4 July 1979",
        "I was born on 11 February 1964",
        "my passport expires on 9 May 2031",
        "the card is valid until 05/2029",
        "They promised it by Friday",
        "you said it would arrive on Monday",
        "the office is open from 9 am to 5 pm",
        "I will be away on the 20th",
    ],
)
def test_what_is_never_when_it_happened_is_refused(context: Context, text: str) -> None:
    assert isinstance(FIELDS["occurred"].read(text, context), Wrong)
    assert told_in(text, context) is None


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("You emptied it on 3 June, and I rang on 5 June.", "2025-06-03"),
        ("I rang on the 5th, the 6th and the 9th.", None),
        ("Your colleague replied on Tuesday.", None),
        ("I want it back before Friday.", None),
        ("We moved to Cork in 2019.", None),
        ("On Monday, I phoned the branch.", None),
        ("My payout was refused on Monday, I was told to wait.", "2025-06-16"),
        ("It was on the 13th, not the 12th.", "2025-06-13"),
        ("On 2 June my savings were gone; I was born in 1960.", "2025-06-02"),
        ("They raided the wallet on 7 June but promised it by the 14th.", "2025-06-07"),
    ],
)
def test_days_of_something_else(
    context: Context, story: str, expected: str | None
) -> None:
    assert told_days(story, context) == (expected and (expected, expected))


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Good Friday", None, ("2025-04-18", "2025-04-18")),
        ("on Easter Monday 2024", None, ("2024-04-01", "2024-04-01")),
        ("Good Friday last year", None, ("2024-03-29", "2024-03-29")),
        ("Shrove Tuesday", None, ("2025-03-04", "2025-03-04")),
        ("Whit Monday", None, ("2025-06-09", "2025-06-09")),
        ("on Ascension Day", None, ("2025-05-29", "2025-05-29")),
        ("Black Friday", None, ("2024-11-29", "2024-11-29")),
        ("Cyber Monday 2023", None, ("2023-11-27", "2023-11-27")),
        ("Christmas Eve", None, ("2024-12-24", "2024-12-24")),
        ("Boxing Day", None, ("2024-12-26", "2024-12-26")),
        ("Valentine's Day", None, ("2025-02-14", "2025-02-14")),
        ("Hallowe'en", None, ("2024-10-31", "2024-10-31")),
        ("the Tuesday after Easter", None, ("2025-04-22", "2025-04-22")),
        ("the day before Good Friday", None, ("2025-04-17", "2025-04-17")),
        ("the first Saturday in May", None, ("2025-05-03", "2025-05-03")),
        ("Good Friday 2024", "GR", ("2024-05-03", "2024-05-03")),
        ("Thanksgiving", "US", ("2024-11-28", "2024-11-28")),
        ("Thanksgiving", "CA", ("2024-10-14", "2024-10-14")),
        ("Labour Day", "DE", ("2025-05-01", "2025-05-01")),
        ("Thanksgiving", None, None),
        ("Thanksgiving", "IE", None),
        ("Independence Day", None, None),
        ("the Friday after the match", None, None),
        ("bank holiday Monday", None, None),
    ],
)
def test_named_days(
    context: Context, text: str, country: str | None, expected: Days
) -> None:
    assert days(text, replace(context, country=country)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the weekend before last", ("2025-06-07", "2025-06-08")),
        ("the week before last", ("2025-06-02", "2025-06-08")),
        ("month before last", ("2025-04-01", "2025-04-30")),
        ("the Monday before last", ("2025-06-09", "2025-06-09")),
        ("two weekends ago", ("2025-06-07", "2025-06-08")),
        ("3 Saturdays ago", ("2025-05-31", "2025-05-31")),
        ("a week last Friday", ("2025-06-06", "2025-06-06")),
        ("a fortnight ago", ("2025-05-30", "2025-06-09")),
        ("the other day", None),
        ("that night", None),
        ("the same week", None),
        ("the other evening", None),
    ],
)
def test_days_counted_back(context: Context, text: str, expected: Days) -> None:
    assert days(text, context) == expected


@pytest.mark.parametrize(
    "text", ["Friday week", "a week on Monday", "next Good Friday"]
)
def test_days_counted_on_are_refused(context: Context, text: str) -> None:
    reading = FIELDS["occurred"].read(text, context)
    assert isinstance(reading, Wrong)
    assert reading.reason == "occurred_future"


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("MT", "2025-04-03"),
        ("ZA", "2025-04-03"),
        ("CA", "2025-04-03"),
        ("GH", "2025-04-03"),
        ("PY", "2025-04-03"),
        ("US", "2025-03-04"),
        ("PH", "2025-03-04"),
        ("JP", "2025-03-04"),
    ],
)
def test_the_order_of_day_and_month(
    context: Context, country: str, expected: str
) -> None:
    assert days("3/4/2025", replace(context, country=country)) == (expected, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("avant-hier", ("2025-06-16", "2025-06-16")),
        ("vorgestern", ("2025-06-16", "2025-06-16")),
        ("5 maja 2025", ("2025-05-05", "2025-05-05")),
        ("wczoraj", ("2025-06-17", "2025-06-17")),
        ("il y a 3 jours", ("2025-06-15", "2025-06-15")),
        ("seit Februar", None),
        ("depuis novembre", None),
        ("gestern um 16 Uhr", None),
        ("le 5 mars à 14h", None),
        ("desde enero", None),
        ("seit November", None),
    ],
)
def test_another_language_is_read_whole_or_kept_as_words(
    context: Context, text: str, expected: Days
) -> None:
    assert days(text, context) == expected
