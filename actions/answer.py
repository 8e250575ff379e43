"""action_answer: the response named after the intent, with the firm's facts."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form.speech import Utterance
from actions.turns.intents import Intent
from actions.turns.turn import latest_turn
from fields import FIELDS


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
        asked = tracker.slots.get("requested_slot")
        # The reason why a detail is needed depends on the detail.
        of_field = intent == Intent.ASK_WHY_NEEDED and asked in FIELDS
        Utterance(f"utter_{intent}_{asked}" if of_field else f"utter_{intent}").say(
            dispatcher
        )
        return []
