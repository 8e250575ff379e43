"""The `Idempotency-Key` header, and the answers to a missing, wrong or reused one."""

from typing import Annotated

from fastapi import Header

from desk.web import problems
from desk.web.problems import Problem

LONGEST_KEY = 255
# Optional for FastAPI only: a missing key gets the 400 of the Idempotency-Key draft
# (draft-ietf-httpapi-idempotency-key-header), and is no wrong field among others.
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Required. Made by the caller, once for each complaint, note or request; the same "
        f"again for each retry. 1 to {LONGEST_KEY} printable ASCII characters.",
    ),
]


def checked(key: str | None) -> str:
    """The key. Raises Problem (400) when it is missing or unusable."""
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
    """A problem 409: the key was used for something else."""
    return Problem(
        409,
        kind=problems.KEY_REUSED,
        title="The idempotency key belongs to another body",
        detail="Send the first body again, or this one with a key of its own.",
    )
