"""Description, people, actions and resolution: kept as they are written."""

import pytest

from fields import FIELDS, Context, Skipped, Value
from tests.unit.fields.readings import reason, value

VERBATIM = ("description", "actions_taken", "desired_resolution")


@pytest.mark.parametrize("name", VERBATIM)
@pytest.mark.parametrize(
    "text",
    [
        "  You froze my account.\n\n",
        "It\tis \u202eodd \ufeffbut mine",
        "x" * 30 + " y z",
    ],
)
def test_text_is_stored_to_the_last_character(
    context: Context, name: str, text: str
) -> None:
    assert FIELDS[name].read(text, context) == Value(text)
    assert FIELDS[name].show(text, context) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "description_empty"),
        (" \n", "description_empty"),
        ("?!", "description_empty"),
        ("bad", "description_short"),
        ("it sucks", "description_short"),
        ("skip", "description_needed"),
        ("I don't know", "description_needed"),
    ],
)
def test_a_description_needs_three_words(context: Context, text: str, why: str) -> None:
    assert reason(FIELDS["description"].read(text, context)) == why


def test_a_description_without_spaces_between_words_passes(context: Context) -> None:
    text = "口座が凍結されました"
    assert FIELDS["description"].read(text, context) == Value(text)


@pytest.mark.parametrize("name", ["actions_taken", "desired_resolution"])
@pytest.mark.parametrize(
    "text", ["skip", "none", "nothing", "Nothing yet.", "n/a", "-"]
)
def test_these_can_be_left_open(context: Context, name: str, text: str) -> None:
    assert FIELDS[name].read(text, context) == Skipped()


@pytest.mark.parametrize("name", ["actions_taken", "desired_resolution"])
def test_nothing_at_all_is_asked_again(context: Context, name: str) -> None:
    assert reason(FIELDS[name].read("  ", context)) == f"{name}_empty"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tom", ["Tom"]),
        ("Tom, Ann and the manager", ["Tom", "Ann", "the manager"]),
        ("agent Tom\nagent Ann", ["agent Tom", "agent Ann"]),
        ("1. Tom\n2. Ann", ["Tom", "Ann"]),
        ("Tom; Tom; Ann", ["Tom", "Ann"]),
        ("Tom Hartley, Jr.", ["Tom Hartley, Jr."]),
        (
            "The agent Tom told me to wait for three more weeks, and hung up",
            ["The agent Tom told me to wait for three more weeks, and hung up"],
        ),
    ],
)
def test_people_are_listed_as_typed(
    context: Context, text: str, people: list[str]
) -> None:
    assert value(FIELDS["individuals"].read(text, context)) == people


@pytest.mark.parametrize(
    "text", ["nobody", "no one was involved", "none", "I don't remember the names", "-"]
)
def test_nobody_is_skipped(context: Context, text: str) -> None:
    assert FIELDS["individuals"].read(text, context) == Skipped()


def test_no_people_at_all_is_asked_again(context: Context) -> None:
    assert reason(FIELDS["individuals"].read(" !", context)) == "individuals_empty"
    assert FIELDS["individuals"].show(["Tom", "Ann"], context) == "Tom, Ann"
