"""The triage: decides by the cost of errors which way a message goes, or to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum

from bot.nlu.routes import Route

# The key under which a message carries the decision to those who read it afterwards.
TRIAGE_KEY = "triage"


class TriageIntent(str, Enum):
    """The intents that the triage sets or looks at by name."""

    # Complaint or support: asked with two buttons.
    DOUBT = "doubt"
    NOT_UNDERSTOOD = "nlu_fallback"
    # Anger without content: a complaint, but what happened has to be asked.
    VENT = "vent"

    __str__ = str.__str__


# Routes that lead away from complaints, support, and questions about complaining.
AWAY = (Route.OUT_OF_SCOPE, Route.CHITCHAT)


@dataclass(frozen=True)
class Thresholds:
    """Chances at which the decision changes; `bot.evaluation.thresholds` sets them.

    `matter_from`: the least for complaint and support together. The complaint's part of
    these two decides between them: complaint from `complaint_from` on, support below
    `support_below`. `other_from`: the least for a question about complaining, or for
    chitchat and out of scope together; the complaint's chance must then be under
    `complaint_below`, or for questions about complaining, whose answers do not lead
    away, under `process_complaint_below`. `urgent_from`, `care_from`: the least for a
    lane that must not wait.
    """

    complaint_from: float = 0.6
    support_below: float = 0.35
    matter_from: float = 0.6
    other_from: float = 0.5
    complaint_below: float = 0.15
    process_complaint_below: float = 0.3
    urgent_from: float = 0.5
    care_from: float = 0.3

    def __post_init__(self) -> None:
        if not 0 <= self.support_below <= self.complaint_from <= 1:
            raise ValueError(
                "config.yml: support_below must lie between 0 and complaint_from, and "
                f"complaint_from not above 1 ({self.support_below}, "
                f"{self.complaint_from})."
            )


def thresholds_of(given: Mapping[str, float]) -> Thresholds:
    """Thresholds from config.yml; ValueError names what is unknown or makes no sense."""
    known = [field.name for field in fields(Thresholds)]
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ValueError(
            f"config.yml: no such threshold: {', '.join(unknown)} "
            f"(there are {', '.join(known)})."
        )
    return Thresholds(**{name: float(value) for name, value in given.items()})


@dataclass(frozen=True)
class Decision:
    """The `route` to take, the `intent` that takes it, and its `confidence`."""

    route: str
    intent: str
    confidence: float


def route_by(chances: Mapping[str, float], thresholds: Thresholds) -> str:
    """The route of a message with these probabilities of routes (they sum to 1).

    The lanes stand for themselves here; Route.CLARIFY is a question back.
    """
    if chances.get(Route.CARE, 0.0) >= thresholds.care_from:
        return Route.CARE
    if chances.get(Route.URGENT, 0.0) >= thresholds.urgent_from:
        return Route.URGENT
    complaint = chances.get(Route.COMPLAINT, 0.0)
    matter = complaint + chances.get(Route.SUPPORT, 0.0)
    # That a message leads away matters; which of the two ways it goes matters little.
    away = sum(chances.get(name, 0.0) for name in AWAY)
    process = chances.get(Route.PROCESS, 0.0)
    if max(away, process) >= matter:
        if max(away, process) < thresholds.other_from:
            return Route.CLARIFY
        if process >= away:
            return (
                Route.PROCESS
                if complaint < thresholds.process_complaint_below
                else Route.CLARIFY
            )
        if complaint >= thresholds.complaint_below:
            return Route.CLARIFY
        return max(AWAY, key=lambda name: chances.get(name, 0.0))
    if matter < thresholds.matter_from:
        return Route.CLARIFY
    part = complaint / matter
    if part >= thresholds.complaint_from:
        return Route.COMPLAINT
    return Route.SUPPORT if part < thresholds.support_below else Route.CLARIFY


def decide(
    routes: Mapping[str, float],
    intents: Mapping[str, float],
    route_of_intent: Mapping[str, str],
    thresholds: Thresholds,
) -> Decision:
    """The decision on a message with these probabilities.

    `route_of_intent` gives the route of every intent in `intents`.
    """
    route = route_by(routes, thresholds)
    if route == Route.CLARIFY:
        matter = routes.get(Route.COMPLAINT, 0.0) + routes.get(Route.SUPPORT, 0.0)
        if matter >= 0.5:
            return _asked(TriageIntent.DOUBT, matter)
        return _asked(TriageIntent.NOT_UNDERSTOOD, 1.0 - max(routes.values()))
    fitting = {
        name: chance
        for name, chance in intents.items()
        if route_of_intent[name] == route
    }
    intent = max(fitting, key=fitting.__getitem__)
    if intent == TriageIntent.VENT:
        return _asked(TriageIntent.VENT, routes[route])
    return Decision(str(route), intent, routes[route])


def _asked(intent: TriageIntent, confidence: float) -> Decision:
    return Decision(str(Route.CLARIFY), str(intent), confidence)
