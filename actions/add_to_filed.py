"""action_add_to_filed: adds what was told after filing to the filed complaint."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form.leaving import leave_form
from actions.form.speech import Utterance
from actions.form.submission import COMPLAINT_SLOTS
from actions.register.client import DeskError, desk
from actions.turns.turn import words_key
from actions.turns.wording import button

logger = logging.getLogger(__name__)


class AddToFiled(Action):
    """Sends the story that opened a second complaint as a note on the first one.

    Then closes the form. While the desk is away the form stays as it is, and the button
    is offered again.
    """

    def name(self) -> str:
        return "action_add_to_filed"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        slots = tracker.slots
        reference, story = slots.get("filed_reference"), slots.get("description")
        if not (reference and story):
            Utterance("utter_nothing_open").say(dispatcher)
            return []
        email = str(slots["email"])
        # Not the turn's key: after a lost answer the button is pressed in another turn.
        key = words_key(tracker, "added story", f"{reference} {email} {story}")
        try:
            added = await desk().add_note(key, reference, email, story)
        except DeskError as error:
            logger.warning("a note was not added: %s", error)
            again = [button("add_to_filed")]
            Utterance("utter_case_unavailable", buttons=again).say(dispatcher)
            return []
        if not added:
            Utterance("utter_case_unknown").say(dispatcher)
            return []
        Utterance("utter_note_added").say(dispatcher)
        return [*(SlotSet(name, None) for name in COMPLAINT_SLOTS), *leave_form()]
