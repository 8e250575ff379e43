"""Reading the client's words where no validator applies."""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz import fuzz, process

from actions.wording import field_label
from fields import FIELDS
from firm.model import OTHER

_CHANGE = re.compile(r"\b(change|edit|correct|fix|wrong|update|redo)\b", re.IGNORECASE)
_ENOUGH = 85


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
    """The field that "change the country" names on the review, if it names one."""
    if not _CHANGE.search(text):
        return None
    labels = {name: field_label(name) for name in FIELDS}
    best = process.extractOne(
        text, labels, scorer=fuzz.partial_ratio, processor=str.casefold
    )
    return best[2] if best and best[1] >= _ENOUGH else None
