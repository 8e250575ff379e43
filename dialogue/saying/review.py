"""The review card: every field, as it will be filed, with an edit for each."""

from __future__ import annotations

import json
from typing import Any

from dialogue.saying.labels import Labels
from dialogue.state import State
from fields import FIELDS
from fields.context import Context


def review_card(state: State, labels: Labels, context: Context) -> dict[str, Any]:
    """`{"type": "review", "rows": [{"slot", "label", "value", "edit_payload"}]}`."""
    return {
        "type": "review",
        "rows": [
            {
                "slot": name,
                "label": labels.field(name),
                "value": shown(state, name, labels, context),
                "edit_payload": f"/edit{json.dumps({'slot': name})}",
            }
            for name in FIELDS
        ],
    }


def shown(state: State, name: str, labels: Labels, context: Context) -> str:
    """The field's value in words; what was left open says so."""
    value = state.values[name]
    if name in state.not_given or value == FIELDS[name].empty:
        return labels.empty()
    words = FIELDS[name].show(value, context)
    return labels.as_typed(words) if name in state.as_typed else words


def listed(state: State, names: list[str], labels: Labels, context: Context) -> str:
    """Some fields with what is known of them, one a line."""
    return "\n".join(
        f"• {labels.field(name)}: {shown(state, name, labels, context)}"
        for name in FIELDS
        if name in names
    )
