"""The complaint of all tests, made from the schema: words that are typed, values kept.

A new field needs only its row in fields/schema.py to be in every test's complaint.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from fields import FIELDS, Field
from fields.reading import Stored

STORY = "  Nine days.\n\nStill pending: “no answer” 😶‍🌫️ مرحبا \t"


@dataclass(frozen=True)
class Said:
    """An answer as it is typed, and its value on 10 January 2025 at the firm of firm.yml."""

    typed: str
    kept: Stored


def _verbatim(text: str) -> Said:
    return Said(text, text)


_SAID = {
    "email": _verbatim("ada@example.com"),
    "account_id": Said("AA00 BB11 CC22 DD33", "AA00BB11CC22DD33"),
    "full_name": _verbatim("Ada O'Byrne-Lovelace"),
    "country": Said("Ireland", "IE"),
    "category": Said("account access", "account_access"),
    "description": _verbatim(STORY),
    "ticket_numbers": Said("1234567, A-89", ["1234567", "A-89"]),
    "occurred": Said(
        "last Tuesday, in the afternoon",
        {
            "text": "last Tuesday, in the afternoon",
            "from": "2025-01-07T12:00:00+00:00",
            "to": "2025-01-07T18:00:00+00:00",
        },
    ),
    "individuals": Said("Agent Sam\nthe night desk", ["Agent Sam", "the night desk"]),
    "actions_taken": _verbatim("I wrote twice.\nNobody answered."),
    "desired_resolution": _verbatim("Release it; tell me why."),
}


def said(name: str) -> Said:
    """The client's answer for this field; for a new field, a sentence of its own."""
    return _SAID.get(name) or _of_new(FIELDS[name])


def _of_new(field: Field) -> Said:
    words = f"What I have to say of the {field.name.replace('_', ' ')}."
    return Said(words, field.as_typed(words))


def typed(**changes: str) -> dict[str, str]:
    """Words for every field, in the order in which they are asked for."""
    return {**{name: said(name).typed for name in FIELDS}, **changes}


def kept(**changes: Any) -> dict[str, Any]:
    """A value for every field, as slots and columns hold it."""
    # A test may change what it is given.
    return {**{name: deepcopy(said(name).kept) for name in FIELDS}, **changes}
