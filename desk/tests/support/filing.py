"""A complaint to file, and how the tests file it."""

import re
import uuid
from typing import Any

import httpx2

from fields import FIELDS
from firm import Firm
from tests.complaint import kept

TOKEN = "a-bearer-token-for-the-tests-7c1f"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
COMPLAINTS = "/api/v1/complaints"
STATUS = "/api/v1/status"
NOTES = "/api/v1/notes"


def account_id_of(firm: Firm) -> str:
    """A right account number of this firm, as the bot writes it down."""
    return re.sub(r"[\s.-]", "", firm.account_id.example).upper()


def complaint_to(firm: Firm, **changes: Any) -> dict[str, Any]:
    """A body with every field given. `changes` replace fields, those of `details` too."""
    told = kept(account_id=account_id_of(firm), category=firm.categories[0].id)
    details = {name: told.pop(name) for name in FIELDS if FIELDS[name].details}
    body = {**told, "locale": "en-IE", "conversation": "3f2b"}
    for name, value in changes.items():
        (details if name in details else body)[name] = value
    return {**body, "details": details}


def file(
    client: httpx2.Client, body: dict[str, Any], key: str | None = None
) -> httpx2.Response:
    """Posts a complaint, with a key of its own if none is given."""
    headers = {**BEARER, "Idempotency-Key": key or str(uuid.uuid4())}
    return client.post(COMPLAINTS, json=body, headers=headers)


def ask(client: httpx2.Client, reference: str, email: str) -> httpx2.Response:
    """Asks for the status of a complaint."""
    question = {"reference": reference, "email": email}
    return client.post(STATUS, json=question, headers=BEARER)


def note(
    client: httpx2.Client,
    reference: str,
    email: str,
    text: str,
    key: str | None = None,
) -> httpx2.Response:
    """Adds a note to a complaint, with a key of its own if none is given."""
    body = {"reference": reference, "email": email, "text": text}
    headers = {**BEARER, "Idempotency-Key": key or str(uuid.uuid4())}
    return client.post(NOTES, json=body, headers=headers)
