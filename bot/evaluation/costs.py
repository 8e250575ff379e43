"""The cost of each wrong decision, and the thresholds that are cheapest by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from bot.nlu.routes import Route
from bot.nlu.triage import Thresholds, route_by

# truth -> decision -> cost; a right decision costs nothing.
Costs = Mapping[str, Mapping[str, float]]

DECISIONS = tuple(Route)

# Costs nearer than this are equal.
_SAME = 1e-9
_PARTS = tuple(step / 40 for step in range(2, 40))
_LEASTS = tuple(step / 20 for step in range(1, 20))
_COMPLAINTS = tuple(step / 50 for step in range(1, 26))
_GRIDS = {
    "matter_from": _LEASTS,
    "other_from": _LEASTS,
    "complaint_below": _COMPLAINTS,
    "process_complaint_below": _COMPLAINTS,
    "urgent_from": _LEASTS,
    "care_from": _LEASTS,
}


class CostError(ValueError):
    """The table of costs lacks an entry; the text names it."""


def check(costs: Costs, routes: Sequence[str]) -> None:
    """Raises CostError unless every wrong decision on every route has its cost."""
    for truth in routes:
        for decision in DECISIONS:
            if decision != truth and decision not in costs.get(truth, {}):
                raise CostError(
                    f"config.yml: costs has no entry {truth}: {decision} "
                    f"(the truth is {truth}, the assistant decides {decision})."
                )


def expected_costs(
    chances: Mapping[str, float], costs: Costs, weight: float = 1.0
) -> dict[str, float]:
    """The expected cost of each decision: chance times cost, over the other truths."""
    return {
        decision: weight
        * sum(
            chance * costs[truth][decision]
            for truth, chance in chances.items()
            if truth != decision
        )
        for decision in DECISIONS
    }


def cheapest(
    chances: Sequence[Mapping[str, float]],
    truths: Sequence[str],
    shares: Mapping[str, float],
    costs: Costs,
) -> Thresholds:
    """The thresholds of least expected cost, each truth weighted by its expected share.

    `chances` must be calibrated on held-out texts, for they price each decision. What
    each message turned out to be does not: where few lie near a threshold, a single one
    would set it (docs/understanding.md has the comparison).

    The search moves one threshold at a time over a grid, in rounds, until nothing gets
    cheaper. Of equally cheap values it takes the middle one, which is the safest.
    """
    check(costs, sorted(set(truths).union(*chances)))
    weights = [shares.get(truth, 0.0) / truths.count(truth) for truth in truths]
    whole = sum(weights)
    # Messages of the same chances are decided the same way, and weighed as one.
    alike: dict[frozenset[tuple[str, float]], float] = defaultdict(float)
    for found, weight in zip(chances, weights, strict=True):
        alike[frozenset(found.items())] += weight / whole
    prices = [
        (found, expected_costs(found, costs, weight))
        for found, weight in ((dict(key), weight) for key, weight in alike.items())
    ]

    def cost(thresholds: Thresholds) -> float:
        return sum(price[route_by(found, thresholds)] for found, price in prices)

    best, least = Thresholds(), cost(Thresholds())
    while True:
        best = _round(best, cost)
        price = cost(best)
        if price > least - _SAME:
            return best
        least = price


def _round(best: Thresholds, cost: Callable[[Thresholds], float]) -> Thresholds:
    best = _middle(
        [
            replace(best, support_below=low, complaint_from=high)
            for low, high in product(_PARTS, _PARTS)
            if low <= high
        ],
        cost,
    )
    for name, grid in _GRIDS.items():
        best = _middle([replace(best, **{name: value}) for value in grid], cost)
    return best


def _middle(
    candidates: Sequence[Thresholds], cost: Callable[[Thresholds], float]
) -> Thresholds:
    prices = [cost(candidate) for candidate in candidates]
    least = min(prices)
    tied = [
        candidate
        for candidate, price in zip(candidates, prices, strict=True)
        if price <= least + _SAME
    ]
    return tied[len(tied) // 2]
