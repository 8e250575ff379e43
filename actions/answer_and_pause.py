"""action_answer_and_pause: an answer after which no question follows; the draft is kept."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.contact_person import ContactPerson
from actions.form.leaving import go_on_button, leave_form
from actions.form.speech import Utterance
from actions.turns.alarms import wants_person
from actions.turns.turn import latest_turn


class AnswerAndPause(Action):
    """Say `utter_<intent>` and leave the form, with a way back when there is a draft."""

    def name(self) -> str:
        return "action_answer_and_pause"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        turn = latest_turn(tracker)
        if wants_person(turn):
            return await ContactPerson().run(dispatcher, tracker, domain)
        Utterance(f"utter_{turn.intent}", buttons=go_on_button(tracker)).say(dispatcher)
        return leave_form()
