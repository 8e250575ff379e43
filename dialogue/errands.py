"""Errands: what the action server does for the dialogue outside, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Errand(str, Enum):
    """Errands at the desk about a complaint that is filed."""

    STATUS = "status"
    NOTE = "note"
    FILES = "evidence"
    TAKE_BACK = "take_back"
    MAIL = "mail"
    RESEND = "resend"


class Outcome(str, Enum):
    """What became of an errand."""

    DONE = "done"
    UNKNOWN = "unknown"  # no complaint with that reference and address
    REFUSED = "refused"  # not possible, as it stands
    UNAVAILABLE = "unavailable"  # the desk did not answer


@dataclass(frozen=True)
class Order:
    """An errand with what it needs; `words` are the client's own, for a note."""

    errand: Errand
    reference: str
    email: str
    words: str = ""


@dataclass(frozen=True)
class Report:
    """What became of an order; `told` is what the desk said.

    STATUS tells the reference as it is written, the stage by its name, and the days received,
    acknowledge_by and resolve_by; FILES the url (None for none) and the day expires; MAIL the
    state (queued, sent, failed); RESEND the state, and fresh: whether it goes out again. Days are
    ISO dates.
    """

    outcome: Outcome
    told: dict[str, Any]
