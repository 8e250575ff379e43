"""Idempotency: an act is done once for each key, however many try at a time."""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desk.models import IdempotencyRecord
from desk.storage.database import Database

_TRIES = 5


class KeyReused(Exception):
    """The idempotency key was used before, with another body."""


@dataclass(frozen=True)
class Done:
    """The result of an act: the answer to give, and the complaint it is about."""

    answer: BaseModel
    complaint_id: int


@dataclass(frozen=True)
class Answered:
    """The answer as JSON; `fresh` is False when the key had got it before."""

    answer: dict[str, Any]
    fresh: bool


def fingerprint_of(said: dict[str, Any]) -> str:
    """The fingerprint of a body, equal for equal bodies in any order of their keys."""
    canonical = json.dumps(
        said, sort_keys=True, separators=(",", ":"), ensure_ascii=True
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def once(
    database: Database,
    key: str,
    fingerprint: str,
    now: datetime,
    act: Callable[[Session], Done],
) -> Answered:
    """Calls `act` in a transaction, unless this key has got its answer before.

    The changes of `act` and the record of the key are committed together or not at all.
    Raises KeyReused, the errors of `act`, and sqlalchemy.exc.OperationalError when the
    database cannot take it now.
    """
    for _ in range(_TRIES):
        try:
            with database.writing() as session:
                earlier = session.get(IdempotencyRecord, key)
                if earlier is not None:
                    return Answered(_same_answer(earlier, fingerprint), fresh=False)
                done = act(session)
                answer = done.answer.model_dump(mode="json")
                session.add(
                    IdempotencyRecord(
                        key=key,
                        fingerprint=fingerprint,
                        answer=answer,
                        complaint_id=done.complaint_id,
                        created_at=now,
                    )
                )
            return Answered(answer, fresh=True)
        except IntegrityError:
            # Another request with this key committed first: its record is there now.
            # (Or the reference was taken, once in 2 to the 65: a new one is drawn.)
            continue
    raise RuntimeError(f"not done in {_TRIES} tries")


def _same_answer(record: IdempotencyRecord, fingerprint: str) -> dict[str, Any]:
    if not secrets.compare_digest(record.fingerprint, fingerprint):
        raise KeyReused
    return record.answer
