"""The stages of a complaint and the moves between them.

Tracking of every complaint from receipt to its end: ISO 10002:2018, 8.1 to 8.9.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    WAITING = "waiting_for_client"
    RESOLVED = "resolved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What was decided, on the whole or on one point."""

    UPHELD = "upheld"
    PARTLY = "partly_upheld"
    NOT_UPHELD = "not_upheld"


class Severity(StrEnum):
    """How much is at stake for the client (ISO 10002:2018, 8.4: initial assessment)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


# From each stage, the stages that come after it. A reopened complaint is being investigated.
MOVES: Final = MappingProxyType(
    {
        Status.RECEIVED: frozenset(
            [Status.ACKNOWLEDGED, Status.INVESTIGATING, Status.WITHDRAWN]
        ),
        Status.ACKNOWLEDGED: frozenset([Status.INVESTIGATING, Status.WITHDRAWN]),
        Status.INVESTIGATING: frozenset(
            [Status.WAITING, Status.RESOLVED, Status.WITHDRAWN]
        ),
        Status.WAITING: frozenset(
            [Status.INVESTIGATING, Status.RESOLVED, Status.WITHDRAWN]
        ),
        Status.RESOLVED: frozenset([Status.CLOSED, Status.INVESTIGATING]),
        Status.CLOSED: frozenset([Status.INVESTIGATING]),
        Status.WITHDRAWN: frozenset([Status.INVESTIGATING]),
    }
)

# Still owed a decision.
OPEN: Final = frozenset(
    [Status.RECEIVED, Status.ACKNOWLEDGED, Status.INVESTIGATING, Status.WAITING]
)
ENDED: Final = frozenset(Status) - OPEN
