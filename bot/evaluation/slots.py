"""Counts the answers in a file that the form understands as expected.

    python -m bot.evaluation.slots PATH [--now 2022-03-15T09:00] [--country US]

PATH holds one JSON object a line: `text`; `slot` (a field's name, or `incident_date`,
`incident_time` and `ticket_number`, which name parts of one); `expected` (null when the text
gives no value); for a country `iso2`; for a date or time `value` ("2022-03-14", "05:30", or
"--04-12" where the year is left open); and `note` ("should be confirmed": a question back
that offers the value is what is wanted).

Prints the share understood for each slot and every row that was not, and ends with 1 when
the share of all rows is below `--least`.
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.evaluation.rows import Row, read_rows
from fields import FIELDS, Choose, Context, Reading, Value
from firm import load_firm, path_from

_FIELD_OF = {
    "incident_date": "occurred",
    "incident_time": "occurred",
    "ticket_number": "ticket_numbers",
}
_CONFIRMED = "should be confirmed"
_MOST_CHOICES = 3


@dataclass(frozen=True)
class JudgedAnswer:
    """A row, how its text was read, and whether that is what the row expects."""

    row: Row
    reading: Reading
    right: bool


def evaluate(rows: list[Row], context: Context) -> Iterator[JudgedAnswer]:
    """Each row with its reading. Raises KeyError for a slot that is no field."""
    for row in rows:
        slot = str(row["slot"])
        field = FIELDS[_FIELD_OF.get(slot, slot)]
        reading = field.read(row["text"], context)
        yield JudgedAnswer(row, reading, is_right(row, reading))


def is_right(row: Row, reading: Reading) -> bool:
    """Whether the text was read as the row expects."""
    expected = row.get("iso2") or row["expected"]
    if expected is None:
        return not isinstance(reading, Value) or reading.value in ([], "", {})
    if _CONFIRMED in row.get("note", ""):
        return isinstance(reading, Choose) and expected in [
            choice.value for choice in reading.choices[:_MOST_CHOICES]
        ]
    if not isinstance(reading, Value):
        return False
    value = reading.value
    if isinstance(value, dict):
        return _is_when(row, value.get("from"))
    if isinstance(value, list):
        return value == [expected]
    return bool(value == expected)


def _is_when(row: Row, begun: str | None) -> bool:
    """Whether the interval begins on the day, or at the time, that the row gives."""
    if begun is None:
        return False
    moment = datetime.fromisoformat(begun)
    wanted = row.get("value")
    if row["slot"] == "incident_time":
        return f"{moment:%H:%M}" == str(wanted)
    if (
        wanted is None
    ):  # only the day and the month are known, as they stand in the text
        numbers = {int(number) for number in re.findall(r"\d+", row["expected"])}
        return {moment.day, moment.month} == numbers
    if wanted.startswith("--"):
        return f"{moment:--%m-%d}" == str(wanted)
    return f"{moment:%Y-%m-%d}" == str(wanted)


def report(answers: list[JudgedAnswer]) -> str:
    """The shares, then the rows that were read otherwise."""
    right = Counter(answer.row["slot"] for answer in answers if answer.right)
    every = Counter(answer.row["slot"] for answer in answers)
    lines = [f"{slot:16} {right[slot]:4} of {every[slot]}" for slot in sorted(every)]
    total, whole = right.total(), every.total()
    lines.append(f"{'all':16} {total:4} of {whole} ({share(answers):.1%})")
    for answer in answers:
        if not answer.right:
            row = answer.row
            wanted = row.get("value") or row.get("iso2") or row["expected"]
            lines.append(f"\n{row['slot']}: {row['text']}\n  expected {wanted!r}")
            lines.append(f"  read as  {answer.reading}")
    return "\n".join(lines)


def share(answers: list[JudgedAnswer]) -> float:
    """The share of rows understood as expected, from 0 to 1."""
    return sum(answer.right for answer in answers) / max(1, len(answers))


def main() -> int:
    """The command line: 0 when enough was understood, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.slots")
    parser.add_argument("path", type=Path)
    parser.add_argument(
        "--now", default="2022-03-15T09:00", help="the firm's wall clock"
    )
    parser.add_argument("--country", help="the client's country, two letters")
    parser.add_argument("--least", type=float, default=0.0, help="the share to reach")
    options = parser.parse_args()
    firm = load_firm(path_from(os.environ))
    now = datetime.fromisoformat(options.now).replace(
        tzinfo=ZoneInfo(firm.calendar.time_zone)
    )
    rows = read_rows(options.path)
    answers = list(evaluate(rows, Context(firm, now, options.country)))
    print(report(answers))
    return 0 if share(answers) >= options.least else 1


if __name__ == "__main__":
    raise SystemExit(main())
