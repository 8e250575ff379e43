"""action_say_goodbye: the client leaves; no question follows, and the draft is kept."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form.leaving import go_on_button, has_draft, leave_form
from actions.form.speech import Utterance
from actions.register.figures import report_left


class SayGoodbye(Action):
    """Closes the form and keeps the draft."""

    def name(self) -> str:
        return "action_say_goodbye"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        report_left(tracker)
        kept = has_draft(tracker)
        response = "utter_goodbye_draft_kept" if kept else "utter_goodbye"
        Utterance(response, buttons=go_on_button(tracker)).say(dispatcher)
        return leave_form()
