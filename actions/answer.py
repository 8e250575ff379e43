"""action_answer: the response named after the intent, with the firm's facts."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.firm_facts import firm_facts
from actions.settings import firm
from actions.turn import latest_turn


class Answer(Action):
    """Say `utter_<intent>`; adding an answer needs no Python."""

    def name(self) -> str:
        return "action_answer"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        intent = latest_turn(tracker).intent
        dispatcher.utter_message(response=f"utter_{intent}", **firm_facts(firm()))
        return []
