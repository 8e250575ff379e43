"""action_answer_about_case: a filed complaint's status, a note on it, a file link."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.case.case_form import (
    EMAIL,
    EVIDENCE,
    NOTE,
    PURPOSE,
    REFERENCE,
    SLOTS,
    WORDS,
)
from actions.case.upload import offer_upload
from actions.form.speech import Utterance
from actions.register.client import CaseStanding, DeskError, desk
from actions.settings import settings
from actions.turns.turn import turn_key
from actions.turns.wording import day_in_words, stage_in_words

logger = logging.getLogger(__name__)

# Stages in which no answer is to come, so it would be wrong to announce one.
OWN_WORDS = frozenset(["waiting_for_client", "resolved", "closed", "withdrawn"])


class AnswerAboutCase(Action):
    """Asks the desk, and says its answer, which reveals nothing to a wrong pair of
    reference and e-mail."""

    def name(self) -> str:
        return "action_answer_about_case"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        slots = tracker.slots
        if not slots.get(PURPOSE):
            return []  # given up; the contact was told
        reference, email = str(slots[REFERENCE]), str(slots[EMAIL])
        try:
            if slots[PURPOSE] == NOTE:
                # One key a turn: however often it is tried, the note is added once.
                added = await desk().add_note(
                    turn_key(tracker, "note"), reference, email, str(slots[WORDS])
                )
                answer = Utterance(
                    "utter_note_added" if added else "utter_case_unknown"
                )
            elif slots[PURPOSE] == EVIDENCE:
                answer = await offer_upload(
                    desk(), settings().complaint_form_url, reference, email
                )
            else:
                standing = await desk().status(reference, email)
                answer = _told(standing)
        except DeskError as error:
            logger.warning("no answer about a case: %s", error)
            answer = Utterance("utter_case_unavailable")
        answer.say(dispatcher)
        return [SlotSet(name, None) for name in SLOTS]


def _told(standing: CaseStanding | None) -> Utterance:
    if standing is None:
        return Utterance("utter_case_unknown")
    own = f"utter_case_status_{standing.status}"
    return Utterance(
        own if standing.status in OWN_WORDS else "utter_case_status",
        {
            "reference": standing.reference,
            "stage": stage_in_words(standing.status),
            "received": day_in_words(standing.received_at[:10]),
            "acknowledge_by": day_in_words(standing.acknowledge_by),
            "resolve_by": day_in_words(standing.resolve_by),
        },
    )
