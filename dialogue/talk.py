"""A turn being dealt with: the state that it changes, and what is to be said and done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dialogue.errands import Order
from dialogue.saying.labels import Labels
from dialogue.saying.utterance import Utterance
from dialogue.state import Offer, State
from dialogue.turn import Turn
from fields.context import Context
from fields.reading import Wrong


@dataclass
class Talk:
    """One turn at work.

    `wrong` is what was the matter with an answer; `explain` asks with an example; `silent`
    keeps the open question open and does not put it again; `replaced` is what the fields held
    that this turn changed; `order` is an errand to be done before the turn is closed; `steps`
    are what the desk counts, as (kind, subject).
    """

    state: State
    turn: Turn
    context: Context
    labels: Labels
    form_url: str = ""
    says: list[Utterance] = field(default_factory=list)
    wrong: Wrong | None = None
    explain: bool = False
    silent: bool = False
    support_too: bool = False
    replaced: dict[str, Any] = field(default_factory=dict)
    order: Order | None = None
    submit: bool = False
    steps: list[tuple[str, str]] = field(default_factory=list)

    def say(
        self,
        response: str,
        values: dict[str, str] | None = None,
        offers: tuple[Offer, ...] = (),
        card: dict[str, Any] | None = None,
    ) -> None:
        """Says a response, before the open question; the same is said once a turn."""
        filled = values or {}
        if not any((o.response, o.values) == (response, filled) for o in self.says):
            self.says.append(Utterance(response, filled, offers, card))

    def count(self, kind: str, subject: str = "") -> None:
        """Reports a step of the chat, for the desk's figures."""
        self.steps.append((kind, subject))
