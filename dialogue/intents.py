"""Intents that say the same as an act; the triage decides with them where nothing is open."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from languages import DATA
from languages.files import load

# The intent of a question to support is this and its topic; of another question, `ask_`.
SUPPORT: Final = "support_"
_ASK: Final = "ask_"


def act_of(intent: str) -> str | None:
    """The act that the intent says, by its name in the readings; None where it says none."""
    if act := _acts().get(intent):
        return act
    if intent.startswith(SUPPORT):
        return f"ask {intent}"
    if intent.startswith(_ASK):
        return f"ask {intent.removeprefix(_ASK)}"
    return None


@lru_cache(maxsize=1)
def _acts() -> dict[str, str]:
    acts: dict[str, str] = load(DATA / "acts.yml")
    return acts
