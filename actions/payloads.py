"""What a button sends back: an intent and, as JSON, the values it stands for."""

from __future__ import annotations

import json


def payload(intent: str, **values: object) -> str:
    """`/intent{"name": value}`, which only the channel's own buttons may send."""
    return (
        f"/{intent}{json.dumps(values, ensure_ascii=False)}" if values else f"/{intent}"
    )
