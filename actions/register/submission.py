"""The complaint as the desk takes it, and the key that files it once."""

from __future__ import annotations

from typing import Any

from dialogue.state import State
from fields import FIELDS


def complaint_body(state: State, locale: str, conversation: str) -> dict[str, Any]:
    """The body of `POST /complaints` (docs/contracts/desk.md).

    Its flags name what is as the client typed it, and what they have not given.
    """
    answers = {name: row.filed(state.values[name]) for name, row in FIELDS.items()}
    details = {name: answers.pop(name) for name, row in FIELDS.items() if row.details}
    return {
        **answers,
        "details": details,
        "locale": locale,
        "conversation": conversation,
        "flags": sorted({*state.as_typed, *state.not_given}),
    }


def submission_for(
    kept: dict[str, Any] | None, key: str, body: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """The idempotency key, and the body first posted under it; `key` is for a first try.

    The key stays the same until there is a receipt, also when the client edits the
    complaint after a failed try: should that try have reached the desk after all, the
    desk says so (409) instead of filing a second complaint.
    """
    if kept:
        return kept["key"], kept["body"]
    return key, body
