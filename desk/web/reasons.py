"""Reasons why a field was refused, in plain words that never quote what was sent."""

from typing import Any

_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this request",
    "json_invalid": "is not JSON",
    "string_type": "must be text",
    "string_unicode": "must be text",
    "string_too_short": "must have at least {min_length} character(s)",
    "string_too_long": "must have at most {max_length} characters",
    "list_type": "must be a list",
    "too_long": "must have at most {max_length} entries",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "too_short": "must have at least {min_length} entries",
    "enum": "must be {expected}",
    "uuid_type": "must be a UUID",
    "uuid_parsing": "must be a UUID",
    "string_pattern_mismatch": "must match {pattern}",
}
# Raised by the desk's own validators, whose texts quote nothing.
_OWN = ("unstorable", "blank", "subject")


def reason_for(fault: dict[str, Any]) -> str:
    """The reason for one pydantic error: `type`, `ctx`, and `msg` as pydantic gives them."""
    kind = fault["type"]
    if kind in _OWN:
        return str(fault["msg"])
    return _REASONS.get(kind, "is wrong").format(**fault.get("ctx", {}))
