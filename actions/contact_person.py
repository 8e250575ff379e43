"""action_contact_person: tells how to reach a person; steps back when asked twice."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form.leaving import go_on_button, leave_form
from actions.form.speech import Utterance
from actions.register.figures import report, report_left


class ContactPerson(Action):
    """Names the contact. The form goes on the first time, and closes the second."""

    def name(self) -> str:
        return "action_contact_person"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        times = (tracker.slots.get("asked_for_person") or 0) + 1
        counted = SlotSet("asked_for_person", times)
        report(tracker, "person_asked")
        if times == 1:
            Utterance("utter_human").say(dispatcher)
            return [counted]
        report_left(tracker)
        Utterance("utter_human_again", buttons=go_on_button(tracker)).say(dispatcher)
        return [counted, *leave_form()]
