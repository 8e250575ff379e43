"""validate_complaint_form: takes the turn for the form, whatever the client said."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.register.figures import report
from actions.turns.said import say, slots_of
from actions.turns.steps import steps
from actions.turns.turn import take


class ValidateComplaintForm(Action):
    """Rasa calls this once in every turn: the form is opened, goes on, or was left and is
    opened again. All that is said in the turn is said here."""

    def name(self) -> str:
        return "validate_complaint_form"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        talk = await take(tracker)
        for utterance in talk.says:
            say(utterance, dispatcher)
        for kind, subject in steps(talk, tracker.slots):
            report(tracker.sender_id, kind, subject)
        return slots_of(talk.state, tracker.slots, talk.submit)
