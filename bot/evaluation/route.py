"""Adds intent, confidence and route to rows of text.

    python -m bot.evaluation.route IN OUT [--model models/x.tar.gz]

IN and OUT hold one JSON object a line; IN's have a `text`. OUT repeats each with `intent`,
`confidence` (of the decision, 0 to 1) and `route`: complaint, support, clarify,
out_of_scope or chitchat.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.evaluation.assistant import ModelError, newest_model, route_texts
from bot.evaluation.rows import RowError, read_rows, write_rows


def main() -> int:
    """The command line; 2 when there is nothing to work with."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.route")
    parser.add_argument("rows", type=Path, metavar="IN")
    parser.add_argument("routed", type=Path, metavar="OUT")
    parser.add_argument("--model", type=Path, help="default: the newest in models/")
    given = parser.parse_args()
    try:
        rows = read_rows(given.rows)
        model = given.model or newest_model(Path("models"))
    except (RowError, ModelError, OSError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    found = route_texts(model, [row["text"] for row in rows])
    write_rows(
        given.routed,
        (
            {
                **row,
                "intent": routed.intent,
                "confidence": routed.confidence,
                "route": routed.route,
            }
            for row, routed in zip(rows, found, strict=True)
        ),
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
