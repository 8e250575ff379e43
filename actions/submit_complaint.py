"""action_submit_complaint: from the confirmed review to the desk's receipt."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.register.client import (
    DeskConflict,
    DeskError,
    DeskRefused,
    Receipt,
    desk,
)
from actions.register.figures import report
from actions.register.submission import complaint_body, submission_for
from actions.settings import firm
from actions.turns.heard import state_of, turn_key
from actions.turns.said import say, slots_of
from dialogue.saying.labels import Labels
from dialogue.saying.responses import written_offers
from dialogue.saying.utterance import Utterance
from dialogue.state import SUBMIT, Stage, State
from fields import FIELDS

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
        slots, state = tracker.slots, state_of(tracker)
        body = complaint_body(state, firm().locale, tracker.sender_id)
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
            told = Utterance(
                "utter_desk_refused" if refused else "utter_not_filed", asks=SUBMIT
            )
            say(told, dispatcher)
            kept = SlotSet("submission", {"key": key, "body": first_body})
            return [*slots_of(_reviewed(state, told), slots), kept]
        report(tracker.sender_id, "filed")
        told = _told(receipt, state)
        say(told, dispatcher)
        if changed_since:
            say(Utterance("utter_filed_before_change"), dispatcher)
        return slots_of(_filed(state, told, receipt.reference), slots)


def _told(receipt: Receipt, state: State) -> Utterance:
    labels = Labels(firm())
    values = {
        "reference": receipt.reference,
        "email": state.values["email"],
        "acknowledge_by": labels.day(receipt.acknowledge_by),
        "resolve_by": labels.day(receipt.resolve_by),
    }
    # An address that could not be checked may reach nobody, so no mail is announced.
    reachable = "email" not in state.as_typed
    return Utterance(
        "utter_filed" if reachable else "utter_filed_unreachable",
        values,
        card={"type": "receipt", **vars(receipt)},
    )


def _reviewed(state: State, told: Utterance) -> State:
    """The state at the review, with all that was said."""
    state.stage, state.open = Stage.REVIEW, SUBMIT
    state.offers = list(written_offers(told.response))
    return state


def _filed(state: State, told: Utterance, reference: str) -> State:
    """The state for what comes after a filed complaint; the client stays known."""
    identity = [name for name, row in FIELDS.items() if row.identity]
    return State(
        dict.fromkeys(FIELDS) | {name: state.values[name] for name in identity},
        Stage.FILED,
        as_typed=[name for name in state.as_typed if name in identity],
        not_given=[name for name in state.not_given if name in identity],
        offers=list(written_offers(told.response)),
        filed=reference,
    )
