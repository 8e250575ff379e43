"""action_redirect_to_support: the right channel for a support question, and a way back."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form.leaving import leave_form
from actions.form.speech import Utterance
from actions.register.figures import report, report_left
from actions.settings import firm
from actions.turns.alarms import theft_under_way
from actions.turns.intents import Intent
from actions.turns.turn import Turn, last_typed_turn, latest_turn, turn_before
from actions.turns.wording import button, payload
from shield.turn_contract import CARD

# An answer to "complaint or support?" of no more words says nothing about the matter.
FEW_WORDS = 4


class RedirectToSupport(Action):
    """Answers with the firm's channel for the topic of the question.

    A press of "I need support" in the form also leaves the form; the draft stays.
    """

    def name(self) -> str:
        return "action_redirect_to_support"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        turn = latest_turn(tracker)
        if turn.intent == Intent.URGENT_SECURITY and not theft_under_way(turn):
            return []  # a complaint and no more: the form follows
        in_form = bool(tracker.active_loop.get("name"))
        leaves = in_form and turn.intent == Intent.THIS_IS_SUPPORT
        if turn.pressed:
            turn = last_typed_turn(tracker) or turn
        elif matter := _matter_before(tracker, turn):
            turn = matter
        urgent = turn.intent == Intent.URGENT_SECURITY
        report(tracker, "sent_to_support", turn.topic)
        channel = firm().support_for(turn.topic)
        card = {
            "type": "support",
            "topic": turn.topic,
            "title": channel.title,
            "url": channel.url,
        }
        # The button into the form is not needed where the form goes on or follows.
        way_back = (leaves or not in_form) and not urgent
        name = Intent.THIS_IS_COMPLAINT
        back = button(name, payload(name, topic=turn.topic))
        Utterance(
            "utter_urgent_security" if urgent else "utter_support",
            {"title": channel.title, "hint": channel.hint},
            buttons=[back] if way_back else [],
            extra={CARD: card},
        ).say(dispatcher)
        if not leaves:
            return []
        report_left(tracker)
        return leave_form()


def _matter_before(tracker: Tracker, turn: Turn) -> Turn | None:
    """The message that was asked about, when this one answers "complaint or support?"
    in a few words such as "support, please"; else None."""
    before = turn_before(tracker)
    few = len(turn.text.split()) <= FEW_WORDS
    asked = before and "action_clarify" in before[1] and before[0].typed
    return before[0] if before and asked and few else None
