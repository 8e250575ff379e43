"""What the dialogue says, handed to Rasa, and what it knows, put into slots."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.settings import firm
from dialogue.saying.utterance import Utterance
from dialogue.state import SUBMIT, Offer, State
from firm.facts import firm_facts
from shield.turn_contract import ASKS, CARD, PROGRESS


def say(utterance: Utterance, dispatcher: CollectingDispatcher) -> None:
    """Hands an utterance to Rasa, which fills and delivers it."""
    told = {
        CARD: utterance.card,
        ASKS: utterance.asks,
        PROGRESS: utterance.progress,
    }
    dispatcher.utter_message(
        response=utterance.response,
        buttons=[button(offer) for offer in utterance.offers],
        json_message={key: value for key, value in told.items() if value is not None},
        **{**firm_facts(firm()), **utterance.values},
    )


def button(offer: Offer) -> dict[str, str]:
    """A button as Rasa has it; its payload `/intent{"name": value}` is obeyed only from
    buttons that the session was shown."""
    values = json.dumps(offer.values, ensure_ascii=False) if offer.values else ""
    return {"title": offer.title, "payload": f"/{offer.intent}{values}"}


def slots_of(
    state: State, before: Mapping[str, Any], submit: bool = False
) -> list[dict[str, Any]]:
    """The slots that keep the state until the next turn; `before` is what they hold now.

    `requested_slot` of None ends Rasa's form; the next message opens it again. There is
    always a slot beside it, or Rasa takes the turn for unanswered.
    """
    wanted = {
        **state.values,
        "scene": state.scene(),
        SUBMIT: submit or None,
        # A next complaint has to have a key of its own.
        "submission": before.get("submission") if state.begun else None,
    }
    changed = {
        name: value for name, value in wanted.items() if value != before.get(name)
    }
    return [
        *(SlotSet(name, value) for name, value in changed.items()),
        SlotSet("form_notes", state.to_notes()),
        SlotSet("requested_slot", None if submit else state.open),
    ]
