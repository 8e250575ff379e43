"""A complaint in the making: what is known, what changed in this turn, what to say."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.form.notes import Notes
from actions.form.questions import SUBMIT
from actions.form.speech import Utterance
from fields import FIELDS
from fields.context import Context
from fields.reading import Wrong


class Draft:
    """One complaint during one turn.

    `wrong` is what was the matter with an answer, `explain` asks with an example, and
    `support_too` puts the way to support beside the question.
    """

    def __init__(
        self, slots: dict[str, Any], requested: str | None, context: Context
    ) -> None:
        self.slots = slots
        self.requested = requested
        self.context = context
        self.notes = Notes.from_slot(slots.get("form_notes"))
        self.changed: dict[str, Any] = {}
        self.says: list[Utterance] = []
        self.wrong: Wrong | None = None
        self.explain = False
        self.support_too = False

    def set(self, name: str, value: Any) -> None:
        """Put a value into a slot, for this turn and for Rasa."""
        self.slots[name] = value
        self.changed[name] = value

    def say(self, response: str, values: dict[str, str] | None = None) -> None:
        """Say a response before the question."""
        self.says.append(Utterance(response, values or {}))

    def open_field(self) -> str:
        """The field that was asked for when the client wrote; SUBMIT on the review."""
        return self.requested or SUBMIT

    def missing(self) -> list[str]:
        """The fields that are not known yet, in asking order."""
        return [name for name in FIELDS if self.slots.get(name) is None]

    def last_answered(self) -> str | None:
        """The field of the newest question that was answered."""
        answered = [
            name for name in self.notes.asked if self.slots.get(name) is not None
        ]
        return next((n for n in reversed(answered) if n in FIELDS), None)

    def next_field(self) -> str | None:
        """The field to ask for; SUBMIT for the review; None once it was confirmed."""
        if self.slots.get(SUBMIT):
            return None
        return self.notes.editing or next(iter(self.missing()), SUBMIT)

    def events(self) -> list[dict[str, Any]]:
        """Slots to set; always at least one, or Rasa takes the turn for unanswered."""
        self.changed["form_notes"] = self.notes.to_slot()
        changed = [SlotSet(name, value) for name, value in self.changed.items()]
        return [*changed, SlotSet("requested_slot", self.next_field())]
