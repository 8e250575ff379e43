"""Reading the client's words where no validator applies."""

from __future__ import annotations

import re
from typing import Any

from actions.wording import field_names
from fields import FIELDS
from firm.model import OTHER


def as_typed(name: str, text: str) -> Any:
    """The value of a field that could not be read, in the shape that its field has."""
    words = text.strip()
    if name == "category":
        return OTHER
    if name == "occurred":
        return {"text": words, "from": None, "to": None}
    if isinstance(FIELDS[name].empty, list):
        return [words]
    return words


def named_field(text: str) -> str | None:
    """The field that a message names, by the longest name found."""
    said = text.casefold()
    found = [
        (len(name), field)
        for field, names in field_names().items()
        for name in names
        if re.search(rf"\b{re.escape(name)}\b", said)
    ]
    return max(found)[1] if found else None
