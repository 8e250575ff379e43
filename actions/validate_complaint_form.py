"""validate_complaint_form: takes the turn for the form and asks what comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.context import context_of
from actions.events import report_form
from actions.form.complaint_form import ComplaintForm
from actions.turn import (
    LONG_AWAY,
    Turn,
    happened_in_turn,
    hours_away,
    last_typed_turn,
    latest_turn,
)

FORM = "complaint_form"
# An explicit wish to complain that is this long tells the story as well.
STORY_WORDS = 15


class ValidateComplaintForm(Action):
    """Rasa calls this whenever the form runs: opened, answered, or come back to.

    It takes the whole turn rather than one slot, and says the next question itself:
    one call to the action server a turn.
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
            form.ask()  # a digression was answered; back to the question
        elif happened_in_turn(tracker, "active_loop", FORM):
            form.open(latest_turn(tracker), _story(tracker))
        elif not form.take(latest_turn(tracker), hours_away(tracker) > LONG_AWAY):
            return []
        for utterance in form.says:
            utterance.say(dispatcher)
        report_form(tracker, form.changed, form.next_field())
        return form.events()


def _story(tracker: Tracker) -> str | None:
    """The story that led into the form, to the last character."""
    turn: Turn | None = latest_turn(tracker)
    if turn and turn.intent == "this_is_complaint":
        turn = last_typed_turn(tracker)
        return turn.text if turn else None
    if turn is None or turn.pressed:
        return None
    long_enough = len(turn.text.split()) >= STORY_WORDS
    if turn.intent in ("grievance", "urgent_security") or (
        turn.intent == "file_complaint" and long_enough
    ):
        return turn.text
    return None
