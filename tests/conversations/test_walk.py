"""A random walk through the dialogue; `make soak` walks for much longer."""

from __future__ import annotations

import os

from tests.soak.walker import Walk
from tests.system import System

TURNS = int(os.environ.get("SOAK_TURNS", "150"))
LONGEST = 80  # turns of one walk


def test_whatever_a_client_does_the_rules_of_the_conversation_hold(
    system: System,
) -> None:
    turns = seed = filed = 0
    while turns < TURNS:
        walk = Walk(system, seed)
        walk.run(LONGEST)
        turns, seed, filed = turns + walk.turns, seed + 1, filed + walk.filed
    print(f"{turns} turns, {seed} walks, {filed} complaints filed")
    assert filed, "no walk came to its end"
