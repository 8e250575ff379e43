"""action_nothing_open: takes an answer while no form asks, maybe to an offer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.clarify import Clarify
from actions.discard_complaint import DiscardComplaint
from actions.form import FORM
from actions.form.leaving import (
    asks_to_delete,
    asks_to_keep,
    has_draft,
)
from actions.form.speech import Utterance
from actions.start_over import StartOver
from actions.turns.intents import Intent
from actions.turns.turn import answers_action, latest_turn, turn_before
from fields.text import word_set, words_of

_ONLY_HESITATES = word_set(
    "both neither either i don't dont know not sure idk maybe what hm"
)
# After these the question is whether to go on with the draft.
GO_ON_ASKED = ("action_greet", "action_nothing_open", "action_say_goodbye")


class NothingOpen(Action):
    """Takes a yes or no to an offer as a press of its button; else offers again."""

    def name(self) -> str:
        return "action_nothing_open"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        turn = latest_turn(tracker)
        if answers_action(tracker, "action_clarify"):
            if turn.intent == Intent.INFORM and not _ONLY_HESITATES.issuperset(
                words_of(turn.text)
            ):
                return [FollowupAction(FORM)]  # they go on telling
            return await Clarify().run(dispatcher, tracker, domain)
        if not has_draft(tracker):
            Utterance("utter_nothing_open").say(dispatcher)
            return []
        before = turn_before(tracker)
        if before and before[0].intent == Intent.START_OVER:
            if turn.intent == Intent.AFFIRM:
                emptied = await StartOver().run(dispatcher, tracker, domain)
                return [*emptied, FollowupAction(FORM)]
            if turn.intent == Intent.DENY:
                return [FollowupAction(FORM)]
        asked = before is not None and not before[1].isdisjoint(GO_ON_ASKED)
        if asked and turn.intent == Intent.AFFIRM:
            return [FollowupAction(FORM)]
        if answers_action(tracker, "action_offer_to_stop") and asks_to_delete(turn):
            return await DiscardComplaint().run(dispatcher, tracker, domain)
        stays = asks_to_keep(turn) or (asked and turn.intent == Intent.DENY)
        Utterance("utter_draft_stays" if stays else "utter_draft_kept").say(dispatcher)
        return []
