"""The signed webhook, by Standard Webhooks 1.0 (https://www.standardwebhooks.com).

The signature covers the id, the time and the body, so none of them can be changed. A
repetition cannot fool a receiver that refuses old times and the ids that it has seen.
"""

import base64
import binascii
import hmac
import json
from collections.abc import Callable
from datetime import datetime

from desk.adapters.calling import calls, check
from desk.adapters.document import instant
from desk.adapters.posting import Post

PREFIX = "whsec_"
# "24 bytes (192 bits) to 64 bytes (512 bits)", the standard says.
SHORTEST, LONGEST = 24, 64


class SecretUnusable(ValueError):
    """The adapter's secret cannot be used. The text says why, without the secret."""


def read_secrets(text: str) -> tuple[bytes, ...]:
    """Reads `whsec_<base64>`, or two with a space between while a new one is brought
    in.

    Raises SecretUnusable.
    """
    secrets = tuple(_read_secret(part) for part in text.split())
    if not secrets:
        raise SecretUnusable("is empty")
    return secrets


def signature_of(secret: bytes, key: str, seconds: int, body: bytes) -> str:
    """One entry of the header `webhook-signature`, made with one secret."""
    signed = f"{key}.{seconds}.".encode() + body
    digest = hmac.digest(secret, signed, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"


class Webhook:
    """Posts to one address."""

    def __init__(
        self, url: str, secrets: tuple[bytes, ...], now: Callable[[], datetime]
    ) -> None:
        self._url = url
        self._secrets = secrets
        self._now = now

    async def post(self, post: Post) -> None:
        """Posts as `Adapter.post` says; a webhook has no id to return."""
        said = {"type": post.event, "timestamp": instant(post.at), "data": post.data}
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        seconds = int(self._now().timestamp())
        signatures = [
            signature_of(secret, post.key, seconds, body) for secret in self._secrets
        ]
        headers = {
            "Content-Type": "application/json",
            "webhook-id": post.key,
            "webhook-timestamp": str(seconds),
            "webhook-signature": " ".join(signatures),
        }
        async with calls() as client:
            check(await client.post(self._url, content=body, headers=headers))


def _read_secret(text: str) -> bytes:
    if not text.startswith(PREFIX):
        raise SecretUnusable(f"must begin with {PREFIX}")
    try:
        secret = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise SecretUnusable(f"is not base64 after {PREFIX}") from None
    if not SHORTEST <= len(secret) <= LONGEST:
        raise SecretUnusable(f"must have {SHORTEST} to {LONGEST} bytes")
    return secret
