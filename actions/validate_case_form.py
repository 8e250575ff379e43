"""validate_case_form: asks which complaint is meant, and whose it is."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.case.case_form import CaseForm
from actions.turns.turn import context_of, happened_in_turn, latest_turn

FORM = "case_form"


class ValidateCaseForm(Action):
    """Rasa calls this whenever the form runs: opened, answered, or come back to."""

    def name(self) -> str:
        return f"validate_{FORM}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        slots = dict(tracker.slots)
        form = CaseForm(slots, slots.get("requested_slot"), context_of(tracker))
        if happened_in_turn(tracker, "action_execution_rejected", FORM):
            form.ask()
        elif happened_in_turn(tracker, "active_loop", FORM):
            form.open(latest_turn(tracker))
        elif not form.take(latest_turn(tracker)):
            return []
        for utterance in form.says:
            utterance.say(dispatcher)
        return form.events()
