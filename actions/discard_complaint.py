"""action_discard_complaint: the draft is deleted because the client said so."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form.leaving import leave_form
from actions.form.speech import Utterance
from actions.form.submission import COMPLAINT_SLOTS, IDENTITY


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
        emptied = (*IDENTITY, *COMPLAINT_SLOTS)
        return [*(SlotSet(name, None) for name in emptied), *leave_form()]
