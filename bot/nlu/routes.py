"""Which way an intent goes, and which ways are told apart first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

COMPLAINT = "complaint"
SUPPORT = "support"
CHITCHAT = "chitchat"
OUT_OF_SCOPE = "out_of_scope"
CLARIFY = "clarify"
# Questions about complaining itself: they speak of complaints without being one.
PROCESS = "process"
# Lanes that must not wait: a theft under way, and a client in danger.
URGENT = "urgent"
CARE = "care"

# Shell patterns, first match wins. A route of one's own can be named in config.yml.
ROUTES: Mapping[str, Sequence[str]] = {
    COMPLAINT: ("file_complaint", "grievance", "vent"),
    SUPPORT: ("support_*", "human"),
    PROCESS: ("ask_*", "add_*"),
    URGENT: ("urgent_security",),
    CARE: ("self_harm",),
    OUT_OF_SCOPE: ("out_of_scope",),
    CHITCHAT: ("*",),
}

# Routes that are one group at first sight (a client's matter) and told apart by a model
# of their own, on examples of these routes alone: how a thing is said, not its subject.
MATTER = "matter"
MATTERS: Sequence[str] = (COMPLAINT, SUPPORT)

# A guess, stated so that a firm with figures of its own can put them in config.yml.
SHARES: Mapping[str, float] = {
    COMPLAINT: 0.34,
    SUPPORT: 0.34,
    PROCESS: 0.05,
    CHITCHAT: 0.12,
    OUT_OF_SCOPE: 0.11,
    URGENT: 0.03,
    CARE: 0.01,
}


def route_of(intent: str, routes: Mapping[str, Sequence[str]] = ROUTES) -> str:
    """The route of a trained intent; raises ValueError for one that no pattern names."""
    for route, patterns in routes.items():
        if any(fnmatchcase(intent, pattern) for pattern in patterns):
            return route
    raise ValueError(f"No route in config.yml names the intent {intent}.")


def group_of(route: str, matters: Sequence[str] = MATTERS) -> str:
    """The group that a route is told apart in: `matter`, or the route alone."""
    return MATTER if route in matters else route
