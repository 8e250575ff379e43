"""The `Idempotency-Key` header: what callers send, and how a wrong one is answered."""

from typing import Annotated

from fastapi import Header

from desk.web import problems
from desk.web.problems import Problem

LONGEST_KEY = 255
# Optional to FastAPI only: a missing key is the 400 of the Idempotency-Key draft
# (draft-ietf-httpapi-idempotency-key-header), not one wrong field among others.
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Required. Made by the caller, once for each complaint or note; the same "
        f"again for each retry. 1 to {LONGEST_KEY} printable ASCII characters.",
    ),
]


def checked(key: str | None) -> str:
    """The key, if it is there and usable. Raises Problem."""
    if key is None or not (
        0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    ):
        raise Problem(
            400,
            kind=problems.KEY_WRONG,
            title="The Idempotency-Key header is missing or not usable",
            detail=f"Send 1 to {LONGEST_KEY} printable ASCII characters, once per body.",
        )
    return key


def reused() -> Problem:
    """409: the key was used for something else."""
    return Problem(
        409,
        kind=problems.KEY_REUSED,
        title="The idempotency key belongs to another body",
        detail="Send the first body again, or this one with a key of its own.",
    )
