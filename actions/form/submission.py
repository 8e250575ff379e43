"""The complaint as the desk takes it, and the key that files it once."""

from __future__ import annotations

from typing import Any

from fields import FIELDS

# Who the client is, which a next complaint of theirs need not ask again.
IDENTITY = ("email", "account_id", "full_name", "country")
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
    """The body of `POST /complaints` (docs/contracts/desk.md) from the form's slots."""
    details = {
        name: slots[name]
        for name in (
            "description",
            "ticket_numbers",
            "individuals",
            "desired_resolution",
            "actions_taken",
        )
    }
    details["occurred"] = slots["occurred"] or None
    body = {name: slots[name] for name in FIELDS if name not in (*details, "occurred")}
    return {
        **body,
        "details": details,
        "locale": locale,
        "conversation": conversation,
        "flags": sorted(flags),
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
