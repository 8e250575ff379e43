"""action_greet: says what this is; offers a client who returns to go on with a
draft."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form.leaving import has_draft
from actions.form.speech import Utterance
from actions.turns.turn import LONG_AWAY, hours_away


class Greet(Action):
    """Says one of three greetings: the first, one inside the form, one for a client who returns."""

    def name(self) -> str:
        return "action_greet"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        if tracker.active_loop.get("name"):
            away = hours_away(tracker) > LONG_AWAY
            response = "utter_returned" if away else "utter_greet_in_form"
        elif has_draft(tracker):
            response = "utter_welcome_back"
        else:
            response = "utter_greet"
        Utterance(response).say(dispatcher)
        return []
