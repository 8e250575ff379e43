"""Logs: one JSON object a line, on standard error, without any text of a client.

An exception is logged with its type and the places that it passed through, never with
its text: the errors of drivers, validators and mail servers quote their input.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonFormatter(logging.Formatter):
    """Formats time, level, logger, event, and the values of `extra={"fields": {…}}`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _chain(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def configure_logs(level: int = logging.INFO) -> None:
    """Sends every logger's lines to standard error in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Alembic logs each step of a check that has nothing to do, fontTools each table of
    # a font.
    for talkative in ("alembic", "fontTools"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def _chain(error: BaseException) -> list[dict[str, Any]]:
    causes: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(causes) < 5:
        frames = traceback.extract_tb(current.__traceback__)
        causes.append(
            {
                "type": f"{type(current).__module__}.{type(current).__qualname__}",
                "at": [f"{f.filename}:{f.lineno} {f.name}" for f in frames[-8:]],
            }
        )
        current = current.__cause__ or current.__context__
    return causes
