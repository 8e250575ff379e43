"""action_offer_to_stop: what becomes of the draft is the client's to say."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form.speech import Utterance
from fields import FIELDS


class OfferToStop(Action):
    """Leaves the form with the draft kept, and asks once whether to keep it."""

    def name(self) -> str:
        return "action_offer_to_stop"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        if any(tracker.slots.get(name) is not None for name in FIELDS):
            Utterance("utter_offer_to_stop").say(dispatcher)
        else:
            Utterance("utter_stopped").say(dispatcher)
        return [ActiveLoop(None), SlotSet("requested_slot", None)]
