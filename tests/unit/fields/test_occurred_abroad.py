"""Days that depend on where a client lives, and those of other languages. It is Wednesday
18 June 2025, 14:30 in Dublin, as in test_occurred.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from fields import Context
from tests.unit.fields.readings import Days, ends


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("Good Friday", None, ("2025-04-18", "2025-04-18")),
        ("on Easter Monday 2024", None, ("2024-04-01", "2024-04-01")),
        ("Good Friday last year", None, ("2024-03-29", "2024-03-29")),
        ("around Easter", None, ("2025-04-18", "2025-04-21")),
        ("Shrove Tuesday", None, ("2025-03-04", "2025-03-04")),
        ("Whit Monday", None, ("2025-06-09", "2025-06-09")),
        ("on Ascension Day", None, ("2025-05-29", "2025-05-29")),
        ("Black Friday", None, ("2024-11-29", "2024-11-29")),
        ("Cyber Monday 2023", None, ("2023-11-27", "2023-11-27")),
        ("Christmas Eve", None, ("2024-12-24", "2024-12-24")),
        ("the day after Christmas", None, ("2024-12-26", "2024-12-26")),
        ("Hallowe'en", None, ("2024-10-31", "2024-10-31")),
        ("the Friday before Easter", None, ("2025-04-18", "2025-04-18")),
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
    ],
)
def test_named_days(
    context: Context, text: str, country: str | None, expected: Days
) -> None:
    assert ends(text, replace(context, country=country)) == expected


@pytest.mark.parametrize(
    ("country", "day"),
    [
        *((country, "2025-04-03") for country in ("MT", "ZA", "CA", "GH", "PY")),
        *((country, "2025-03-04") for country in ("US", "PH", "JP")),
    ],
)
def test_the_order_of_day_and_month(context: Context, country: str, day: str) -> None:
    assert ends("3/4/2025", replace(context, country=country)) == (day, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vorgestern", ("2025-06-16", "2025-06-16")),
        ("5 maja 2025", ("2025-05-05", "2025-05-05")),
        ("wczoraj", ("2025-06-17", "2025-06-17")),
        ("il y a 3 jours", ("2025-06-15", "2025-06-15")),
        ("5 марта 14:00", ("2025-03-05T14:00", "2025-03-05T14:00")),
        ("im Mai", ("2025-05-01", "2025-05-31")),
        ("il 5 marzo", ("2025-03-05", "2025-03-05")),
        ("3月5日", ("2025-03-05", "2025-03-05")),
        ("2025年3月5日", ("2025-03-05", "2025-03-05")),
        ("seit Februar", None),
        ("depuis novembre", None),
        ("desde enero", None),
        ("gestern um 16 Uhr", None),
        ("hier soir", None),
        ("kemarin jam 14:00", None),
        ("le 5 mars à 14h", None),
        ("due settimane fa", None),
    ],
)
def test_another_language_is_read_whole_or_kept_as_words(
    context: Context, text: str, expected: Days
) -> None:
    assert ends(text, context) == expected
