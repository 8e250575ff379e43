"""The complaint of all tests as the desk meets it: posted by a program, typed by a client, kept."""

import re
from typing import Any

from desk.models import Complaint
from fields import FIELDS
from firm import Firm
from tests.complaint import kept, typed

# With signs that mean something to HTML.
STORY = '  Nine days.\n\nStill <b>pending</b>: “no & answer" 😶‍🌫️ مرحبا \t'

# What a program sends beside the fields.
_BESIDE = {"locale": "en-IE", "conversation": "3f2b"}


def account_id_of(firm: Firm) -> str:
    """A right account number of this firm, as the bot writes it down."""
    return re.sub(r"[\s.-]", "", firm.account_id.example).upper()


def complaint_to(firm: Firm, **changes: Any) -> dict[str, Any]:
    """The body that programs post. `changes` replace fields, those of `details` too."""
    values = {**kept(**_of(firm)), **_BESIDE, **changes}
    details = {
        name: values.pop(name) for name, field in FIELDS.items() if field.details
    }
    return {**values, "details": details}


def answers_to(firm: Firm, **changes: str) -> dict[str, str]:
    """What clients type into the form. `changes` replace answers."""
    return typed(**{**_of(firm), "description": STORY, **changes})


def row_to(firm: Firm, **changes: Any) -> Complaint:
    """What the register keeps, in no database; what the desk itself adds is in `changes`."""
    return Complaint(**{**kept(**_of(firm)), **_BESIDE, **changes})


def _of(firm: Firm) -> dict[str, str]:
    return {
        "account_id": account_id_of(firm),
        "category": firm.categories[0].id,
    }
