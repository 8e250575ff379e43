"""action_clarify: complaint or support? One question, two buttons."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form.speech import Utterance
from actions.wording import button


class Clarify(Action):
    """Asks once instead of guessing; both answers keep what was written."""

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        Utterance(
            "utter_clarify",
            buttons=[button("this_is_complaint"), button("this_is_support")],
            extra={"asks": "clarify"},
        ).say(dispatcher)
        return []
