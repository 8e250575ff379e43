"""action_clarify: complaint or support? One question, two buttons, and never a second time."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.case.case_form import reference_in
from actions.form import FORM
from actions.form.speech import Utterance
from actions.redirect_to_support import RedirectToSupport
from actions.settings import firm
from actions.turns.intents import Intent
from actions.turns.turn import answers_action, latest_turn
from actions.turns.wording import button
from shield.turn_contract import ASKS

CASE_FORM = "case_form"
_SUPPORT = re.compile(r"\W*(?:\w+\W+){0,3}(?:support|help)(?:\W+\w+){0,2}\W*")


class Clarify(Action):
    """Asks once instead of guessing; both answers keep what was written.

    A client who goes on to tell what happened, and leaves it in doubt, is taken to
    complain: nothing is lost by that, since the form's first question offers support.
    """

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        turn = latest_turn(tracker)
        if reference_in(turn.text, firm()):
            return [FollowupAction(CASE_FORM)]  # it is about one that is filed
        if turn.intent == Intent.DOUBT and answers_action(tracker, self.name()):
            if _SUPPORT.fullmatch(turn.text.casefold()):
                return await RedirectToSupport().run(dispatcher, tracker, domain)
            return [FollowupAction(FORM)]
        Utterance(
            "utter_clarify",
            buttons=[button(Intent.THIS_IS_COMPLAINT), button(Intent.THIS_IS_SUPPORT)],
            extra={ASKS: "clarify"},
        ).say(dispatcher)
        return []
