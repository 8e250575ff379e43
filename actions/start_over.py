"""action_start_over: empties the fields of this complaint, and nothing else."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form.submission import COMPLAINT_SLOTS


class StartOver(Action):
    """Empties the complaint and keeps who the client is; the form then opens anew."""

    def name(self) -> str:
        return "action_start_over"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        return [SlotSet(name, None) for name in COMPLAINT_SLOTS]
