import pytest

from bot.evaluation.costs import DECISIONS, CostError, cheapest, check, expected_costs
from bot.nlu.triage import Thresholds

ROUTES = ("complaint", "support")
COSTS = {
    truth: {decision: 5.0 for decision in DECISIONS} | {"clarify": 1.0}
    for truth in ROUTES
}
# Chances of a calibrated model, which are right as often as they say.
CHANCES = [
    {"complaint": step / 20, "support": 1 - step / 20}
    for step in range(1, 20)
    for _ in range(20)
]
TRUTHS = [
    "complaint" if number < step else "support"
    for step in range(1, 20)
    for number in range(20)
]


def with_cost(complaint_lost: float) -> Thresholds:
    costs = {**COSTS, "complaint": {**COSTS["complaint"], "support": complaint_lost}}
    return cheapest(CHANCES, TRUTHS, {"complaint": 1, "support": 1}, costs)


def test_thresholds_lie_where_asking_is_as_dear_as_deciding() -> None:
    found = with_cost(5.0)
    assert found.support_below == pytest.approx(0.2, abs=0.06)
    assert found.complaint_from == pytest.approx(0.8, abs=0.06)


def test_a_dearer_lost_complaint_asks_sooner() -> None:
    assert with_cost(20.0).support_below < with_cost(5.0).support_below


def test_one_odd_message_moves_nothing() -> None:
    """One complaint among messages that all look like process moves no threshold."""
    costs = {
        truth: {decision: 5.0 for decision in DECISIONS} | {"clarify": 1.0}
        for truth in (*ROUTES, "process")
    }
    chances = [*CHANCES, *[{"process": 0.8, "complaint": 0.1, "support": 0.1}] * 50]
    truths = [*TRUTHS, *["process"] * 50]
    shares = {"complaint": 1, "support": 1, "process": 0.3}
    odd = [*truths[:-1], "complaint"]
    assert cheapest(chances, truths, shares, costs) == cheapest(
        chances, odd, shares, costs
    )


def test_a_decision_costs_what_it_may_be_wrong_in() -> None:
    found = expected_costs({"complaint": 0.75, "support": 0.25}, COSTS, weight=2.0)
    assert found["complaint"] == pytest.approx(2 * 0.25 * 5)
    assert found["support"] == pytest.approx(2 * 0.75 * 5)
    assert found["clarify"] == pytest.approx(2.0)


def test_a_missing_cost_is_named() -> None:
    with pytest.raises(CostError, match="complaint: support"):
        check(
            {"complaint": {"clarify": 1.0}, "support": COSTS["support"]}, ["complaint"]
        )
