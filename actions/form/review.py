"""The review card: every field, as it will be filed, with an edit for each."""

from __future__ import annotations

from typing import Any

from actions.turns.wording import as_typed_label, empty_label, field_label, payload
from fields import FIELDS
from fields.context import Context


def review_card(
    complaint: dict[str, Any], flags: list[str], context: Context
) -> dict[str, Any]:
    """`{"type": "review", "rows": [{"slot", "label", "value", "edit_payload"}]}`."""
    return {
        "type": "review",
        "rows": [
            {
                "slot": name,
                "label": field_label(name),
                "value": _shown(name, complaint[name], name in flags, context),
                "edit_payload": payload("edit", slot=name),
            }
            for name in FIELDS
        ],
    }


def _shown(name: str, value: Any, flagged: bool, context: Context) -> str:
    if flagged:
        return as_typed_label(FIELDS[name].show(value, context))
    if value == FIELDS[name].empty and FIELDS[name].optional:
        return empty_label()
    return FIELDS[name].show(value, context)
