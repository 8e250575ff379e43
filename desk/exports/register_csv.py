"""The register as CSV (RFC 4180), for spreadsheets and statistics.

UTF-8 with a byte order mark, without which Excel does not read it as UTF-8; CR LF at
the end of each record. A cell that would be a formula is made text; the JSON export has
it as it was written.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from desk.models import Complaint
from desk.words.spreadsheet import as_text
from fields import FIELDS

_FIRST = (
    "reference",
    "status",
    "severity",
    "outcome",
    "category",
    "country",
    "received_at",
    "acknowledge_by",
    "acknowledged_at",
    "resolve_by",
    "due_by",
    "legal_limit",
    "resolved_at",
    "closed_at",
    "full_name",
    "email",
    "account_id",
    "ticket_numbers",
    "occurred",
)
_LAST = ("flags", "withdrawal_asked_at")
COLUMNS = (*_FIRST, *(name for name in FIELDS if name not in _FIRST), *_LAST)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def register_csv(complaints: Iterable[Complaint]) -> Iterator[bytes]:
    """The file, record by record: the column names, then each complaint, in order."""
    yield BYTE_ORDER_MARK + _record(COLUMNS)
    for complaint in complaints:
        yield _record([_cell(complaint, name) for name in COLUMNS])


def _record(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([as_text(cell) for cell in cells])
    return line.getvalue().encode("utf-8")


def _cell(complaint: Complaint, name: str) -> str:
    value = getattr(complaint, name)
    if name == "occurred":
        return str((value or {}).get("text", ""))
    return _shown(value)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
