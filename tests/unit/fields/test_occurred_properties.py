"""What holds of every reading of a time, whatever the words and whenever they are said."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from fields import FIELDS, Context, Value
from firm import load_firm

FIRM = load_firm(Path(__file__).parents[3] / "firm.yml")
# Somewhere it is later by no more than this: what lies further ahead is the future to all.
FURTHEST_AHEAD = timedelta(hours=26)

moments = st.sampled_from(
    [
        datetime(2025, 8, 31, 9, 5, tzinfo=ZoneInfo("Europe/Dublin")),
        datetime(2024, 2, 29, 0, 0, tzinfo=ZoneInfo("Asia/Kolkata")),
        datetime(2026, 12, 31, 23, 59, tzinfo=ZoneInfo("Pacific/Auckland")),
        datetime(2025, 3, 9, 3, 30, tzinfo=ZoneInfo("America/Los_Angeles")),
    ]
)

# Words that make times, in any order and number.
pieces = """
since|from|until|till now|before|after|on|in|at|around|about|for|over|between|and|to|-|by|the|last|this|next|early
|mid|late|end of|start of|first|second|third|week|weekend|month|year|day|days|weeks|months|hours|ago|back|now|today
|yesterday|tomorrow|tonight|morning|evening|night|noon|midnight|Monday|Friday|Sunday|Jan|Feb|march|may|June|Dec|Q1
|Q4|Easter|Good Friday|Christmas|Black Friday|1|2|3|12|29|30|31|3rd|31st|29/2|5/6|12/5/24|2024|2025|'23|2024-02-29
|7 pm|14:30|half past 5|9am|UTC|a|couple of|two|ten|half|before last|week ago|gestern|hier|I'm|old|years|times|,|.
""".replace("\n", "").split("|")
phrases = st.lists(st.sampled_from(pieces), min_size=1, max_size=7).map(" ".join)
words = st.one_of(phrases, phrases, st.text(max_size=60))


@given(words, moments)
@settings(max_examples=150, deadline=None)
def test_a_time_has_a_beginning_before_its_end_and_is_not_to_come(
    text: str, now: datetime
) -> None:
    reading = FIELDS["occurred"].read(text, Context(FIRM, now))
    if not isinstance(reading, Value):
        return
    assert isinstance(reading.value, dict)
    start, end = reading.value["from"], reading.value["to"]
    assert (start is None) == (end is None)
    if start and end:
        assert datetime.fromisoformat(start) <= datetime.fromisoformat(end)
        assert datetime.fromisoformat(start) <= now + FURTHEST_AHEAD


@given(words, moments, moments)
@settings(max_examples=50, deadline=None)
def test_what_was_read_before_changes_nothing(
    text: str, now: datetime, other: datetime
) -> None:
    field = FIELDS["occurred"]
    first = field.read(text, Context(FIRM, now))
    field.read(text, Context(FIRM, other))
    assert field.read(text, Context(FIRM, now)) == first
