"""The complaint as the desk takes it, and the key that files it once."""

from __future__ import annotations

from typing import Any

from fields import FIELDS

# Who the client is, which a next complaint of theirs need not ask again.
IDENTITY = tuple(name for name, field in FIELDS.items() if field.identity)
# All that belongs to one complaint only.
COMPLAINT_SLOTS = (
    *(name for name in FIELDS if name not in IDENTITY),
    "submit",
    "submission",
    "form_notes",
)


def complaint_body(
    slots: dict[str, Any], flags: list[str], locale: str, conversation: str
) -> dict[str, Any]:
    """The body of `POST /complaints` (docs/contracts/desk.md) from the form's slots.

    A field that the client may withhold and that is open (None or "") is filed empty, and
    named in its flags.
    """
    answers = {name: field.filed(slots[name]) for name, field in FIELDS.items()}
    not_given = [
        name for name, field in FIELDS.items() if field.withheld and not slots[name]
    ]
    answers |= {name: FIELDS[name].empty for name in not_given}
    details = {name: answers.pop(name) for name in FIELDS if FIELDS[name].details}
    return {
        **answers,
        "details": details,
        "locale": locale,
        "conversation": conversation,
        "flags": sorted({*flags, *not_given}),
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
