"""Checks of readings for the tests of the fields, and the time at which they read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from fields import FIELDS, Choose, Context, Reading, Value, Wrong

# The first and the last day or moment; None for words that give no date.
Days = tuple[str, str] | None
# A Wednesday afternoon in summer, so that offsets and weekdays both show.
NOW = datetime(2025, 6, 18, 14, 30, tzinfo=ZoneInfo("Europe/Dublin"))


def value(reading: Reading) -> object:
    """The value that was understood; fails when none was."""
    assert isinstance(reading, Value), reading
    return reading.value


def choices(reading: Reading, reason: str) -> list[object]:
    """The values offered in a question back."""
    assert isinstance(reading, Choose), reading
    assert reading.reason == reason
    assert 1 <= len(reading.choices) <= 3
    return [choice.value for choice in reading.choices]


def reason(reading: Reading) -> str:
    """The reason why the text is no value."""
    assert isinstance(reading, Wrong), reading
    return reading.reason


def ends(text: str, context: Context) -> Days:
    """From and to, without the times of whole days; None where the words give no date."""
    reading = FIELDS["occurred"].read(text, context)
    assert isinstance(reading, Value), reading
    assert isinstance(reading.value, dict)
    assert reading.value["text"] == text
    start, end = reading.value["from"], reading.value["to"]
    if not start or not end:
        return None
    if start[11:16] == "00:00" and end[11:16] == "23:59":
        return start[:10], end[:10]
    return start[:16], end[:16]
