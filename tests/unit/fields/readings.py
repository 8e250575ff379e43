"""Checks of readings for the tests of the fields, and the time at which they read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from fields import Choose, Reading, Value, Wrong

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
