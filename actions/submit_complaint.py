"""action_submit_complaint: from the confirmed review to the desk's receipt."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form import FORM
from actions.form.notes import Notes
from actions.form.speech import Utterance
from actions.form.submission import COMPLAINT_SLOTS, complaint_body, submission_for
from actions.register.client import (
    DeskConflict,
    DeskError,
    DeskRefused,
    Receipt,
    desk,
)
from actions.register.figures import report
from actions.settings import firm
from actions.turns.turn import turn_key
from actions.turns.wording import day_in_words
from shield.turn_contract import ASKS, CARD

logger = logging.getLogger(__name__)


class SubmitComplaint(Action):
    """Says "filed" only with the desk's receipt in hand; else keeps everything."""

    def name(self) -> str:
        return "action_submit_complaint"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        slots = tracker.slots
        notes = Notes.from_slot(slots.get("form_notes"))
        body = complaint_body(slots, notes.flags, firm().locale, tracker.sender_id)
        key, first_body = submission_for(
            slots.get("submission"), turn_key(tracker, "complaint"), body
        )
        changed_since = False
        try:
            try:
                receipt = await desk().file_complaint(key, body)
            except DeskConflict:
                # An earlier try reached the desk, and its answer was lost on the way.
                receipt = await desk().file_complaint(key, first_body)
                changed_since = True
        except DeskError as error:
            logger.warning("complaint not confirmed: %s", error)
            refused = isinstance(error, DeskRefused)
            Utterance(
                "utter_desk_refused" if refused else "utter_not_filed",
                extra={ASKS: "submit"},
            ).say(dispatcher)
            return _back_to_review(key, first_body)
        report(tracker, "filed")
        reachable = "email" not in notes.flags
        _say_receipt(dispatcher, receipt, slots["email"], reachable)
        if changed_since:
            Utterance("utter_filed_before_change").say(dispatcher)
        return _filed(receipt.reference)


def _say_receipt(
    dispatcher: CollectingDispatcher, receipt: Receipt, email: str, reachable: bool
) -> None:
    card = {
        "type": "receipt",
        "reference": receipt.reference,
        "received_at": receipt.received_at,
        "acknowledge_by": receipt.acknowledge_by,
        "resolve_by": receipt.resolve_by,
    }
    values = {
        "reference": receipt.reference,
        "email": email,
        "acknowledge_by": day_in_words(receipt.acknowledge_by),
        "resolve_by": day_in_words(receipt.resolve_by),
    }
    # An address that could not be checked may reach nobody, so no mail is announced.
    response = "utter_filed" if reachable else "utter_filed_unreachable"
    Utterance(response, values, extra={CARD: card}).say(dispatcher)


def _back_to_review(key: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Slots that keep the form open at its last step, with all that was said."""
    return [
        SlotSet("submit", None),
        SlotSet("submission", {"key": key, "body": body}),
        ActiveLoop(FORM),
        SlotSet("requested_slot", "submit"),
    ]


def _filed(reference: str) -> list[dict[str, Any]]:
    """Slots that clean the form for a next complaint; the client stays known."""
    return [
        *(SlotSet(name, None) for name in COMPLAINT_SLOTS),
        SlotSet("filed_reference", reference),
    ]
