"""action_discard_complaint: the draft is deleted because the client said so."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form.speech import Utterance
from fields import FIELDS


class DiscardComplaint(Action):
    """Empties every field of the complaint."""

    def name(self) -> str:
        return "action_discard_complaint"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        Utterance("utter_discarded").say(dispatcher)
        emptied = (*FIELDS, "submit", "submission", "form_notes")
        return [
            *(SlotSet(name, None) for name in emptied),
            ActiveLoop(None),
            SlotSet("requested_slot", None),
        ]
