"""One thing to say, before it is handed to Rasa."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.settings import firm
from firm.facts import firm_facts


@dataclass(frozen=True)
class Utterance:
    """A response of data/en/responses with what fills it.

    `extra` holds the channel's own keys: `card`, `asks`, `progress`.
    """

    response: str
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    def say(self, dispatcher: CollectingDispatcher) -> None:
        """Hand it to Rasa, which fills and delivers it."""
        dispatcher.utter_message(
            response=self.response,
            buttons=self.buttons,
            json_message=self.extra,
            **{**firm_facts(firm()), **self.values},
        )
