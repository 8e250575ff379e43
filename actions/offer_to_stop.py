"""action_offer_to_stop: what becomes of the draft is the client's to say."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.events import report_left
from actions.form.speech import Utterance
from actions.leaving import leave_form
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
        report_left(tracker)
        told = any(tracker.slots.get(name) is not None for name in FIELDS)
        Utterance("utter_offer_to_stop" if told else "utter_stopped").say(dispatcher)
        return leave_form()
