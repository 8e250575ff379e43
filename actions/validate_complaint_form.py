"""validate_complaint_form: takes the turn for the form and asks what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form.complaint_form import ComplaintForm
from actions.settings import firm
from actions.turn import Turn, last_typed_turn, latest_turn
from fields.context import Context

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
        served = firm()
        now = datetime.now(ZoneInfo(served.calendar.time_zone))
        slots = dict(tracker.slots)
        context = Context(firm=served, now=now, country=slots.get("country"))
        form = ComplaintForm(slots, slots.get("requested_slot"), context)
        happened = _events_of_this_turn(tracker)
        if _has(happened, "action", "action_submit_complaint"):
            pass  # the desk did not confirm; what to do next was said there
        elif _has(happened, "action_execution_rejected"):
            form.ask()  # a digression was answered; back to the question
        elif _has(happened, "active_loop"):
            form.open(latest_turn(tracker), _story(tracker))
        elif not form.take(latest_turn(tracker)):
            return []
        for utterance in form.says:
            utterance.say(dispatcher)
        return form.events()


def _events_of_this_turn(tracker: Tracker) -> list[dict[str, Any]]:
    since: list[dict[str, Any]] = []
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        since.append(event)
    return since


def _has(events: list[dict[str, Any]], kind: str, name: str = FORM) -> bool:
    return any(e.get("event") == kind and e.get("name") == name for e in events)


def _story(tracker: Tracker) -> str | None:
    """The story that led into the form, to the last character."""
    turn: Turn | None = latest_turn(tracker)
    if turn and turn.intent == "this_is_complaint":
        turn = last_typed_turn(tracker)
        return turn.text if turn else None
    if turn is None or turn.pressed:
        return None
    long_enough = len(turn.text.split()) >= STORY_WORDS
    if turn.intent == "grievance" or (turn.intent == "file_complaint" and long_enough):
        return turn.text
    return None
