"""action_ask_what_happened: asks once about anger that tells nothing yet."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.form import FORM
from actions.form.speech import Utterance
from actions.turns.turn import answers_action


class AskWhatHappened(Action):
    """Asks what happened; if the answer is more anger, opens the form with it."""

    def name(self) -> str:
        return "action_ask_what_happened"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        if answers_action(tracker, self.name()):
            return [FollowupAction(FORM)]
        Utterance("utter_vent").say(dispatcher)
        return []
