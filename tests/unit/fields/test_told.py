"""Words in which a story says when it happened."""

from __future__ import annotations

import pytest

from fields.context import Context
from fields.occurred import told_in
from fields.skipping import only_assents


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
