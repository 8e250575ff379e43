"""One thing to say, before it is handed to Rasa."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dialogue.state import Offer


@dataclass(frozen=True)
class Utterance:
    """A response of data/<language>/responses, with what fills it.

    `card`, `asks` and `progress` are told to the client's page beside the words, as
    docs/contracts/chat.md has them.
    """

    response: str
    values: dict[str, str] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    card: dict[str, Any] | None = None
    asks: str | None = None
    progress: dict[str, int] | None = None
