"""The stages of a complaint and the moves between them.

Tracking of every complaint from receipt to its end: ISO 10002:2018, 8.1 to 8.9.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Status(StrEnum):
    """Stages of a complaint."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    WAITING = "waiting_for_client"
    RESOLVED = "resolved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """Outcomes of a decision, on the whole or on one point."""

    UPHELD = "upheld"
    PARTLY = "partly_upheld"
    NOT_UPHELD = "not_upheld"


class Severity(StrEnum):
    """The client's stake (ISO 10002:2018, 8.4: initial assessment)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


# For each stage, the stages that may follow it. A reopened complaint is being
# investigated.
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

# The stages of complaints that are still owed a decision.
OPEN: Final = frozenset(
    [Status.RECEIVED, Status.ACKNOWLEDGED, Status.INVESTIGATING, Status.WAITING]
)
ENDED: Final = frozenset(Status) - OPEN
