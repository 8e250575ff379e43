"""Which way an intent goes, and which ways are told apart first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from fnmatch import fnmatchcase


class Route(str, Enum):
    """Which way a message goes; the names stand in config.yml and in stored events."""

    COMPLAINT = "complaint"
    SUPPORT = "support"
    # Questions about complaining itself: they speak of complaints without being one.
    PROCESS = "process"
    # Lanes that must not wait: a theft under way, and a client in danger.
    URGENT = "urgent"
    CARE = "care"
    OUT_OF_SCOPE = "out_of_scope"
    CHITCHAT = "chitchat"
    # No intent goes this way: a question back.
    CLARIFY = "clarify"

    # Without it an f-string says "Route.CARE" from Python 3.12 on.
    __str__ = str.__str__


# Shell patterns, first match wins. A route of one's own can be named in config.yml.
ROUTES: Mapping[str, Sequence[str]] = {
    Route.COMPLAINT: ("file_complaint", "grievance", "vent"),
    Route.SUPPORT: ("support_*", "human"),
    Route.PROCESS: ("ask_*", "add_*"),
    Route.URGENT: ("urgent_security",),
    Route.CARE: ("self_harm",),
    Route.OUT_OF_SCOPE: ("out_of_scope",),
    Route.CHITCHAT: ("*",),
}

# Routes that are one group at first sight (a client's matter) and told apart by a model
# of their own, on examples of these routes alone: how a thing is said, not its subject.
MATTER = "matter"
MATTERS: Sequence[str] = (Route.COMPLAINT, Route.SUPPORT)

# A guess, stated so that a firm with figures of its own can put them in config.yml.
SHARES: Mapping[str, float] = {
    Route.COMPLAINT: 0.34,
    Route.SUPPORT: 0.34,
    Route.PROCESS: 0.05,
    Route.CHITCHAT: 0.12,
    Route.OUT_OF_SCOPE: 0.11,
    Route.URGENT: 0.03,
    Route.CARE: 0.01,
}


def route_of(intent: str, routes: Mapping[str, Sequence[str]] = ROUTES) -> str:
    """The route of a trained intent; raises ValueError for one that no pattern names."""
    for route, patterns in routes.items():
        if any(fnmatchcase(intent, pattern) for pattern in patterns):
            return str(route)
    raise ValueError(f"No route in config.yml names the intent {intent}.")


def group_of(route: str, matters: Sequence[str] = MATTERS) -> str:
    """The group that a route is told apart in: `matter`, or the route alone."""
    return MATTER if route in matters else route
