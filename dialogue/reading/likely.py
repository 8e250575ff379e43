"""The acts that a message holds, by the weights that the understanding gave them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dialogue.turn import Turn

# From this weight an act is in the message.
SURE: Final = 0.5
# The likeliest act counts from this weight where none is sure.
LIKELY: Final = 0.3
# Of these a message holds one at most; the likeliest.
_ONE_OF: Final = ("answer", "take", "alarm")
# Small change, which asks for nothing where something else is said.
_SMALL: Final = frozenset(
    f"nothing {what}"
    for what in ("ok", "greets", "talk", "nonsense", "reproach", "insult")
)


def likely_acts(turn: Turn, ruled_out: Iterable[str] = ()) -> list[str]:
    """Names of the acts, likeliest first; empty when nothing is likely."""
    out = set(ruled_out)
    ranked = sorted(
        ((weight, act) for act, weight in turn.acts.items() if act not in out),
        reverse=True,
    )
    named = [act for weight, act in ranked if weight >= SURE]
    if not named and ranked and ranked[0][0] >= LIKELY:
        named = [ranked[0][1]]
    kept: list[str] = []
    for act in named:
        word = act.partition(" ")[0]
        if word in _ONE_OF and any(known.partition(" ")[0] == word for known in kept):
            continue
        kept.append(act)
    said = [act for act in kept if act not in _SMALL]
    return said or kept
