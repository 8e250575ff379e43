"""A client's turn: what came in, and what the understanding made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fields.text import QUESTION_MARKS


@dataclass(frozen=True)
class Press:
    """A pressed button: the intent and the values that its payload carries."""

    intent: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Span:
    """Words of the message that mean something: `start` and `end` count its characters.

    `label` is one of data/<language>/stories/README.md; `weight` is its probability.
    """

    label: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class Turn:
    """One message of the client.

    `text` is what they typed, to the last character; of a pressed button its title.
    `acts` are the probabilities of the acts of data/<language>/readings/README.md, by their
    names there. `route` is what the triage decided where nothing is open (complaint, support,
    process, urgent, care, out_of_scope, chitchat, clarify), `routes` its chances, and `intent`
    the intent that goes with it; `topics` are the chances of the support topics.
    """

    text: str
    press: Press | None = None
    acts: Mapping[str, float] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    intent: str = ""
    route: str = ""
    routes: Mapping[str, float] = field(default_factory=dict)
    topics: Mapping[str, float] = field(default_factory=dict)
    hours_away: float = 0.0

    @property
    def words(self) -> int:
        """How many words the message has."""
        return len(self.text.split())

    @property
    def asks(self) -> bool:
        """Whether the message has a question mark, of any script."""
        return any(mark in self.text for mark in QUESTION_MARKS)

    def chance(self, act: str) -> float:
        """The probability of the act; 0 where the understanding did not think of it."""
        return self.acts.get(act, 0.0)

    def said(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]
