"""action_offer_to_stop: asks the client what becomes of the draft."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.discard_complaint import DiscardComplaint
from actions.form import FORM
from actions.form.leaving import asks_to_delete, asks_to_keep, has_draft, leave_form
from actions.form.speech import Utterance
from actions.register.figures import report_left
from actions.turns.turn import answers_action, latest_turn
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
        turn = latest_turn(tracker)
        if answers_action(tracker, self.name()) and has_draft(tracker):
            if asks_to_delete(turn):
                return await DiscardComplaint().run(dispatcher, tracker, domain)
            if asks_to_keep(turn):
                Utterance("utter_draft_stays").say(dispatcher)
                return leave_form()
        if tracker.active_loop.get("name") != FORM and not has_draft(tracker):
            Utterance("utter_nothing_to_stop").say(dispatcher)
            return leave_form()
        report_left(tracker)
        told = any(tracker.slots.get(name) is not None for name in FIELDS)
        Utterance("utter_offer_to_stop" if told else "utter_stopped").say(dispatcher)
        return leave_form()
