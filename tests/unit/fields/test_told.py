"""Words in which a story says when it happened."""

from __future__ import annotations

import pytest

from fields.context import Context
from fields.occurred import told_in
from fields.skipping import only_assents
from tests.unit.fields.readings import Days


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            "Good afternoon. You suspended me on 14 October 2021 without notice.",
            "14 October 2021",
        ),
        (
            "On 3 March around 4 pm you blocked my 0.5 BTC withdrawal.",
            "3 March around 4 pm",
        ),
        (
            "You closed it on March 3, 2021, around 4 pm, and I still wait.",
            "March 3, 2021, around 4 pm",
        ),
        ("I opened it in 2019. You froze it on 5 May 2021.", "5 May 2021"),
    ],
)
def test_the_words_of_the_time_are_taken_and_no_more(
    context: Context, story: str, words: str
) -> None:
    told = told_in(story, context)
    assert isinstance(told, dict)
    assert told["text"] == words


@pytest.mark.parametrize(
    "story",
    [
        "The app was down for six hours while the price fell.",
        "Support told me to wait 48 hours.",
        "Good morning, your agent was rude.",
        "You froze my account for two months.",
    ],
)
def test_how_long_and_a_greeting_are_no_time(context: Context, story: str) -> None:
    assert told_in(story, context) is None


def test_the_day_takes_the_only_month_that_is_named(context: Context) -> None:
    told = told_in("back in september I think around the 12th it got lost", context)
    assert isinstance(told, dict)
    assert told["from"][5:10] == told["to"][5:10] == "09-12"


def test_only_a_yes_is_an_assent() -> None:
    assert only_assents("Yes, I did.")
    assert not only_assents("yes, I called twice")


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("The transfer vanished in may.", ("2025-05-01", "2025-05-31")),
        ("Since April the app refuses my PIN.", ("2025-04-01", "2025-06-18")),
        ("Sometime last August a fee appeared.", ("2024-08-01", "2024-08-31")),
        ("Frozen between March and April.", ("2025-03-01", "2025-04-30")),
        ("The bonus is not paid since two month.", ("2025-04-18", "2025-06-18")),
        ("On Monday, June 9, you locked me out.", ("2025-06-09", "2025-06-09")),
        ("You may owe me the difference.", None),
        ("This may be your mistake and not mine.", None),
        ("April told me the case was shut.", None),
        ("I had to march to the branch myself.", None),
        ("Now give me back what is mine.", None),
        ("My mother is 81 years old.", None),
        ("They reply within 3 days.", None),
        ("My birthday is 4 July 1979.", None),
    ],
)
def test_a_time_in_a_story(context: Context, story: str, expected: Days) -> None:
    told = told_in(story, context)
    if expected is None:
        assert told is None
    else:
        assert isinstance(told, dict)
        assert (str(told["from"])[:10], str(told["to"])[:10]) == expected
