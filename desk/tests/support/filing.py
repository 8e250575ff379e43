"""How the tests file a complaint, ask about it and add to it."""

import uuid
from typing import Any

import httpx2

TOKEN = "a-bearer-token-for-the-tests-7c1f"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
COMPLAINTS = "/api/v1/complaints"
STATUS = "/api/v1/status"
NOTES = "/api/v1/notes"
ACKNOWLEDGEMENTS = "/api/v1/acknowledgements"
WITHDRAWALS = "/api/v1/withdrawals"


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


def ask_to_withdraw(
    client: httpx2.Client,
    reference: str,
    email: str,
    text: str,
    key: str | None = None,
) -> httpx2.Response:
    """Asks to withdraw a complaint, with a key of its own if none is given."""
    body = {"reference": reference, "email": email, "text": text}
    headers = {**BEARER, "Idempotency-Key": key or str(uuid.uuid4())}
    return client.post(WITHDRAWALS, json=body, headers=headers)


def ask_for_mail(client: httpx2.Client, reference: str, email: str) -> httpx2.Response:
    """Asks for the acknowledgement again."""
    pair = {"reference": reference, "email": email}
    return client.post(ACKNOWLEDGEMENTS, json=pair, headers=BEARER)
