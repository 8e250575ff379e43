"""What holds of every reading of a time, whatever the words and whenever they are said."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fields import FIELDS, Context, Value
from firm import load_firm

FIRM = load_firm(Path(__file__).parents[3] / "firm.yml")
# Somewhere it is later by no more than this: what lies further ahead is the future to all.
FURTHEST_AHEAD = timedelta(hours=26)

zones = st.sampled_from(
    ["Europe/Dublin", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "UTC"]
).map(ZoneInfo)
moments = st.builds(
    lambda moment, zone: moment.replace(tzinfo=timezone.utc).astimezone(zone),
    st.datetimes(datetime(2022, 1, 1), datetime(2028, 12, 31)),
    zones,
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
@settings(max_examples=600, deadline=None)
@example("since since 29/2", datetime(2024, 2, 29, tzinfo=ZoneInfo("Asia/Kolkata")))
@example("tonight", datetime(2024, 12, 31, 23, 59, tzinfo=ZoneInfo("UTC")))
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
@settings(max_examples=100, deadline=None)
def test_what_was_read_before_changes_nothing(
    text: str, now: datetime, other: datetime
) -> None:
    field = FIELDS["occurred"]
    first = field.read(text, Context(FIRM, now))
    field.read(text, Context(FIRM, other))
    assert field.read(text, Context(FIRM, now)) == first
