"""All fields together: their order, their promises, and that no text breaks them."""

import json
import time
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fields import FIELDS, Choose, Context, Skipped, Value, Wrong, prepare
from tests.unit.fields.readings import NOW

OPTIONAL = [
    "ticket_numbers",
    "occurred",
    "individuals",
    "actions_taken",
    "desired_resolution",
]
# Words that the fields' rules look for, so that random texts reach deep into them.
WORDS = st.sampled_from(
    [
        "3",
        "12",
        "2024",
        "1/2",
        "31/02",
        "9999",
        "00:00",
        "am",
        "pm",
        "march",
        "monday",
        "last",
        "week",
        "ago",
        "since",
        "from",
        "to",
        "in",
        "the",
        "AA77",
        "QX09",
        "@",
        "example",
        ".com",
        "gmail",
        "my",
        "name",
        "is",
        "#",
        "ticket",
        "no",
        "none",
        "account",
        "US",
        "Korea",
        "not",
        "0x00",
        "İ",
        "\u200d",
        "\ufeff",
        "\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join))


def test_fields_come_in_asking_order_and_five_are_optional() -> None:
    assert list(FIELDS) == [
        "email",
        "account_id",
        "full_name",
        "country",
        "category",
        "description",
        *OPTIONAL,
    ]
    assert [name for name, field in FIELDS.items() if field.optional] == OPTIONAL


@pytest.mark.parametrize("name", FIELDS)
def test_only_optional_fields_are_skipped(context: Context, name: str) -> None:
    skipped = isinstance(FIELDS[name].read("skip", context), Skipped)
    assert skipped == FIELDS[name].optional


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_stored_when_skipped_shows_as_nothing(
    context: Context, name: str
) -> None:
    assert FIELDS[name].show(FIELDS[name].empty, context) == ""


@pytest.mark.parametrize("name", FIELDS)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_no_text_breaks_a_field(name: str, context: Context, text: str) -> None:
    reading = FIELDS[name].read(text, context)
    assert isinstance(reading, Value | Choose | Wrong | Skipped)
    if isinstance(reading, Value):
        json.dumps(reading.value)
        assert reading.value not in ("", [], {})
        assert isinstance(FIELDS[name].show(reading.value, context), str)
    if isinstance(reading, Choose):
        assert 1 <= len(reading.choices) <= 3


@pytest.mark.parametrize("name", ["email", "account_id", "country", "category"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_what_was_understood_is_understood_again(
    name: str, context: Context, text: str
) -> None:
    first = FIELDS[name].read(text, context)
    if isinstance(first, Value):
        shown = FIELDS[name].show(first.value, context)
        again = FIELDS[name].read(shown, context)
        offered = (
            [one.value for one in again.choices] if isinstance(again, Choose) else []
        )
        assert again == first or first.value in offered


LONG = [
    "a" * 8000,
    "1" * 8000,
    "é " * 4000,
    "AA77 QX09 " * 800,
    "@" * 8000,
    "a@" * 4000,
    "a@b." * 2000,
    "3 March at 4 pm, " * 470,
    "1/2/" * 2000,
    "12:" * 2600,
    "a few days " * 720,
    "I don't know " * 610,
    "no account " * 720,
    "not my name is " * 530,
    "in the " * 1140,
    "#" * 8000,
    "1234-" * 1600,
    "\n" * 8000,
    "please " * 1140,
    "\u4e2d" * 8000,
]


@pytest.mark.parametrize("name", FIELDS)
def test_long_text_is_read_quickly(name: str, context: Context) -> None:
    prepare()
    for text in LONG:
        begun = time.process_time()
        FIELDS[name].read(text, context)
        assert time.process_time() - begun < 0.5, text[:20]


def test_a_context_needs_an_offset(context: Context) -> None:
    with pytest.raises(ValueError, match="offset"):
        replace(context, now=datetime(2025, 6, 18))
    assert replace(context, now=NOW).now == NOW
