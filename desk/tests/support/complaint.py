"""A complaint with every field given: as programs send it, as clients type it, as it is kept."""

import re
from dataclasses import dataclass
from typing import Any

from desk.complaint.submission import Details
from desk.models import Complaint
from firm import Firm

STORY = '  Nine days.\n\nStill <b>pending</b>: “no & answer" 😶‍🌫️ مرحبا \t'


@dataclass(frozen=True)
class Given:
    """One field: the value as the register keeps it, and the words that are read as one."""

    value: Any
    typed: str


def account_id_of(firm: Firm) -> str:
    """A right account number of this firm, as the bot writes it down."""
    return re.sub(r"[\s.-]", "", firm.account_id.example).upper()


def fields_to(firm: Firm) -> dict[str, Given]:
    """Something right in every field."""
    account, category = account_id_of(firm), firm.categories[0].id
    both = {
        "email": "ada@example.com",
        "account_id": account,
        "full_name": "Ada O'Byrne-Lovelace",
        "category": category,
        "description": STORY,
        "actions_taken": "I wrote twice.\nNobody answered.",
        "desired_resolution": "Release it; tell me why.",
    }
    return {
        **{name: Given(text, text) for name, text in both.items()},
        "country": Given("IE", "Ireland"),
        "ticket_numbers": Given(["1234567", "A-89"], "1234567, 7654321"),
        "occurred": Given(
            {
                "text": "last Tuesday, in the afternoon",
                "from": "2025-01-07T12:00:00+00:00",
                "to": "2025-01-07T18:00:00+00:00",
            },
            "3 January 2025",
        ),
        "individuals": Given(
            ["Agent Sam", "the night desk"], "Agent Sam\nthe night desk"
        ),
    }


# What a program sends beside the fields.
_BESIDE = {"locale": "en-IE", "conversation": "3f2b"}


def complaint_to(firm: Firm, **changes: Any) -> dict[str, Any]:
    """The body that programs post. `changes` replace fields, those of `details` too."""
    values = {name: given.value for name, given in fields_to(firm).items()}
    values |= _BESIDE | changes
    details = {name: values.pop(name) for name in Details.model_fields}
    return {**values, "details": details}


def answers_to(firm: Firm, **changes: str) -> dict[str, str]:
    """What clients type into the form. `changes` replace answers."""
    typed = {name: given.typed for name, given in fields_to(firm).items()}
    return {**typed, **changes}


def row_to(firm: Firm, **changes: Any) -> Complaint:
    """What the register keeps, in no database; what the desk itself adds is in `changes`."""
    values = {name: given.value for name, given in fields_to(firm).items()}
    return Complaint(**{**values, **_BESIDE, **changes})
