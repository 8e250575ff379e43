"""validate_complaint_form: takes the turn for the form and asks what comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form import FORM
from actions.form.complaint_form import ComplaintForm
from actions.form.told_before import story_told
from actions.register.figures import report_form
from actions.turns.turn import (
    LONG_AWAY,
    Turn,
    context_of,
    happened_in_turn,
    hours_away,
    latest_turn,
    turn_before,
)


class ValidateComplaintForm(Action):
    """Rasa calls this whenever the form runs: opened, answered, or come back to.

    It takes the whole turn rather than one slot, and says the next question itself, so
    that a turn costs one call to the action server.
    """

    def name(self) -> str:
        return f"validate_{FORM}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        slots = dict(tracker.slots)
        form = ComplaintForm(slots, slots.get("requested_slot"), context_of(tracker))
        if happened_in_turn(tracker, "action", "action_submit_complaint"):
            pass  # the desk did not confirm; what to do next was said there
        elif happened_in_turn(tracker, "action_execution_rejected", FORM):
            form.go_on(latest_turn(tracker))  # a digression was answered
        elif happened_in_turn(tracker, "active_loop", FORM):
            form.open(latest_turn(tracker), story_told(tracker), _early(tracker))
        elif not form.take(latest_turn(tracker), hours_away(tracker) > LONG_AWAY):
            return []
        for utterance in form.says:
            utterance.say(dispatcher)
        report_form(tracker, form.draft.changed, form.draft.next_field())
        return form.draft.events()


def _early(tracker: Tracker) -> Turn | None:
    """The message after which the draft was offered, when this one says yes to that."""
    before = turn_before(tracker)
    offered = before and "action_nothing_open" in before[1]
    return before[0] if before and offered else None
