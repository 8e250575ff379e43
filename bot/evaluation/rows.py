"""Rows of text to be routed or judged, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class RowError(Exception):
    """A line is not a row; the text names file, line and reason."""


def read_rows(path: Path) -> list[Row]:
    """The objects of `path`, each with a `text` that is a string.

    Raises RowError, and OSError when the file cannot be opened.
    """
    rows: list[Row] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                rows.append(_row(line, f"{path}:{number}"))
    return rows


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Writes one object a line, letters of all scripts as they are."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _row(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as reason:
        raise RowError(f"{place}: no JSON: {reason}") from reason
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise RowError(f'{place}: not an object with a "text".')
    return row
