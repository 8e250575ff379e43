"""Turns made by hand: acts that a client does at a stage, and what the policy makes of them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dialogue.acts import Act
from dialogue.errands import Outcome, Report
from dialogue.policy import resume, take_turn
from dialogue.saying.responses import written_offers
from dialogue.state import Stage, State
from dialogue.talk import Talk
from dialogue.turn import Turn
from fields import Context
from firm import load_firm

ROOT = Path(__file__).parents[4]
REFERENCE = "KR-7K3M-9QXV-2F4T-8C"
WHO = {
    "email": "ada@example.com",
    "account_id": "AA00BB11CC22DD33",
    "full_name": "Ada Byron",
    "country": "IE",
}
STORY = "My deposit never came."
COMPLAINT = WHO | {
    "category": "crypto_deposit",
    "description": STORY,
    "ticket_numbers": [],
    "occurred": {},
    "individuals": [],
    "actions_taken": "",
    "desired_resolution": "",
}


@lru_cache(maxsize=1)
def context() -> Context:
    now = datetime(2026, 11, 27, 12, tzinfo=ZoneInfo("Europe/Dublin"))
    return Context(load_firm(ROOT / "firm.yml"), now)


def standing(stage: Stage, values: dict[str, Any] | None = None, **parts: Any) -> State:
    """A state at that stage, of which the values and parts are known."""
    state = State(stage=stage, **parts)
    state.values |= values or {}
    return state


def filed(**parts: Any) -> State:
    """A state after filing."""
    return standing(Stage.FILED, COMPLAINT, filed=REFERENCE, **parts)


def take(state: State, *acts: Act, text: str = "", **turn: Any) -> Talk:
    """The turn in which the client says the text and does the acts."""
    return take_turn(state, Turn(text, **turn), list(acts), context())


def carry_out(
    talk: Talk, *, outcome: Outcome = Outcome.DONE, **told: str | bool
) -> None:
    """The desk does what the talk orders, and the turn is closed."""
    resume(talk, Report(outcome, dict(told)))


def said(talk: Talk) -> list[str]:
    """The responses that were said, in order."""
    return [one.response for one in talk.says]


def offered(talk: Talk) -> list[str]:
    """What the buttons send that were shown, in order."""
    return [
        offer.intent
        for one in talk.says
        for offer in (*written_offers(one.response), *one.offers)
    ]


def values_of(talk: Talk, response: str) -> dict[str, str]:
    """What fills the response that was said."""
    return next(one.values for one in talk.says if one.response == response)
