"""Answers are taken out of a story only from words that say them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from actions import settings
from actions.form.mining import mined
from fields.context import Context

NOW = datetime(2026, 6, 1, 13, tzinfo=ZoneInfo("Europe/Dublin"))


def _mined(story: str) -> dict[str, Any]:
    return mined(story, Context(firm=settings.firm(), now=NOW))


def test_a_whole_story_fills_all_it_can() -> None:
    found = _mined(
        "My name is Ana Silva, I live in Portugal, ana@example.com. On 3 March around "
        "4 pm you blocked my 0.5 BTC withdrawal, ticket 4471203, your agent closed it "
        "without an answer, I want it released and an apology"
    )
    assert found["email"] == "ana@example.com"
    assert found["full_name"] == "Ana Silva"
    assert found["country"] == "PT"
    assert found["ticket_numbers"] == ["4471203"]
    assert found["occurred"]["from"].startswith("2026-03-03T16:00")
    assert found["individuals"] == ["your agent"]
    assert found["desired_resolution"] == "I want it released and an apology"


@pytest.mark.parametrize(
    "story",
    [
        "They phished me from fake@scam.example and you did nothing.",
        "He wrote to support@fake.example, I did not.",
        "Two addresses: a@example.com and b@example.com.",
    ],
)
def test_an_address_that_may_be_somebody_elses_is_left_to_the_question(
    story: str,
) -> None:
    assert "email" not in _mined(story)


@pytest.mark.parametrize(
    "story",
    [
        "I'm Maria González from Spain, maria@example.com, and you froze my account.",
        "I wrote to support twice. maria@example.com is my address.",
        "Reach me by email at maria@example.com, nobody answered my ticket.",
    ],
)
def test_an_address_of_ones_own_is_taken_whatever_stands_before(story: str) -> None:
    assert _mined(story)["email"] == "maria@example.com"


def test_a_nationality_or_a_place_that_is_only_named_is_no_residence() -> None:
    assert "country" not in _mined("I am German and you closed my account.")
    assert "country" not in _mined("Your office in Malta never answers.")


def test_i_am_with_an_adjective_is_no_name() -> None:
    assert "full_name" not in _mined("I am Spanish. You closed my account.")
    assert "full_name" not in _mined("I am Very Angry with you")


def test_a_wish_to_complain_is_not_what_the_client_wants_done() -> None:
    assert "desired_resolution" not in _mined("I want to file a complaint about you.")


def test_a_story_about_money_only_fills_nothing_else() -> None:
    assert set(_mined("You stole 12345678 USDT from me, liars.")) == set()


def test_a_signature_is_a_name() -> None:
    found = _mined("You froze my account.\n\nRegards,\nJohn O'Neil")
    assert found["full_name"] == "John O'Neil"


@pytest.mark.parametrize(
    ("story", "name", "value"),
    [
        ("my name's tom baker, you locked my account", "full_name", "tom baker"),
        ("My name is on the account, look there.", "full_name", None),
        ("Dear Sirs, I, Elizabeth Anne Warren, complain.", "full_name", "Elizabeth Anne Warren"),
        ("Mail sam@example.org, name is Sam Oyelaran, help", "full_name", "Sam Oyelaran"),
        ("The agent told me his name is Dave Miller.", "full_name", None),
        ("im in the uk and you locked my account", "country", "GB"),
        ("My name is Lars Nilsson, Sweden, lars@example.se", "country", "SE"),
        ("meg@example.co.uk", "country", None),
        ("You shut the office in Lisbon, Portugal, last week", "country", None),
        ("Tickets 1111111, 2222222 and 3333333 are open.", "ticket_numbers", ["1111111", "2222222", "3333333"]),
        ("I require compensation of 4,000 pounds.", "desired_resolution", "I require compensation of 4,000 pounds"),
        ("Your rep called Monica lied.", "individuals", ["rep called Monica"]),
    ],
)  # fmt: skip
def test_a_field_is_taken_from_the_words_that_say_it(
    story: str, name: str, value: Any
) -> None:
    assert _mined(story).get(name) == value


@pytest.mark.parametrize(
    ("story", "text", "since"),
    [
        ("I sent 2000 USDT on 15/10/2025.", "15/10/2025", "2025-10-15T00:00"),
        ("Two days ago the fee doubled.", "Two days ago", "2026-05-30T00:00"),
        (
            "On 2026-05-05 at 14:30 EST it failed.",
            "2026-05-05 at 14:30 EST",
            "2026-05-05T20:30",
        ),
        (
            "I live in Atlanta, USA. You charged me on 11/03/2025.",
            "11/03/2025",
            "2025-11-03T00:00",
        ),
    ],
)
def test_when_it_happened_is_told_in_the_words_that_tell_it(
    story: str, text: str, since: str
) -> None:
    occurred = _mined(story)["occurred"]
    assert occurred["text"] == text
    assert occurred["from"].startswith(since)
