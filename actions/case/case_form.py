"""The form about a filed complaint: asks only what is not known yet.

That is which complaint it is, whose it is, and what to add.
"""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk.events import SlotSet

from actions.form.digressions import is_digression
from actions.form.settling import TRIES
from actions.form.speech import Utterance
from actions.turns.intents import SUPPORT_PREFIX, Intent
from actions.turns.turn import Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Value, Wrong
from firm import Firm

STATUS = "status"
NOTE = "note"
EVIDENCE = "evidence"
PURPOSES = {Intent.ADD_INFORMATION.value: NOTE, Intent.ADD_EVIDENCE.value: EVIDENCE}
REFERENCE = "case_reference"
EMAIL = "case_email"
WORDS = "case_note"
PURPOSE = "case_purpose"
SLOTS = (REFERENCE, EMAIL, WORDS, PURPOSE, "case_tries")
_LOST = re.compile(
    r"\b(?:(?:don['’]?t|do not|didn['’]?t|never|no longer|can['’]?t|cannot|no)\b.{0,30}"
    r"\b(?:have|got|get|find|remember|know|reference|number|it)\b|lost|deleted|forgot\w*|no idea)",
    re.IGNORECASE,
)


class CaseForm:
    """Collects `case_*` slots. It checks no pair: the desk refuses a wrong one."""

    def __init__(
        self, slots: dict[str, Any], requested: str | None, context: Context
    ) -> None:
        self.slots = slots
        self.requested = requested
        self.context = context
        self.changed: dict[str, Any] = {}
        self.says: list[Utterance] = []
        self.given_up = False

    def open(self, turn: Turn) -> None:
        """Fills slots from the message and what this chat filed; asks for the rest."""
        self._set(PURPOSE, PURPOSES.get(turn.intent, STATUS))
        self._set(
            REFERENCE,
            reference_in(turn.text, self.context.firm) or self.slots["filed_reference"],
        )
        self._set(EMAIL, self._email(turn.text) or self.slots["email"])
        self.ask()

    def take(self, turn: Turn) -> bool:
        """Deal with the turn; False when it is a digression."""
        if turn.intent == Intent.FILE_COMPLAINT:
            return False
        value = self._read(turn)
        lost = self.requested == REFERENCE and bool(_LOST.search(turn.text))
        if value is not None:
            self._set(self.requested or REFERENCE, value)
            self.ask()
            return True
        digresses = is_digression(turn, self.requested or REFERENCE, Wrong("case", {}))
        if digresses and not (lost and turn.intent.startswith(SUPPORT_PREFIX)):
            return False
        tries = (self.slots.get("case_tries") or 0) + 1
        self._set("case_tries", tries)
        if tries > TRIES:
            self.given_up = True
            self.says.append(Utterance("utter_case_given_up"))
        else:
            about = f"{self.requested}_lost" if lost else self.requested
            self.says.append(Utterance(f"utter_wrong_{about}"))
        return True

    def ask(self) -> None:
        """Asks the next open question, if there is one."""
        name = self.next_field()
        if name == REFERENCE and self.slots.get(PURPOSE) == EVIDENCE:
            # The complaint may not be filed yet; files can be added only after that.
            name = f"{name}_{EVIDENCE}"
        if name:
            self.says.append(Utterance(f"utter_question_{name}"))

    def next_field(self) -> str | None:
        """The slot to ask for; None when all is known, or the form was given up."""
        if self.given_up:
            return None
        needed = [REFERENCE, EMAIL]
        if self.slots.get(PURPOSE) == NOTE:
            needed.append(WORDS)
        return next((name for name in needed if not self.slots.get(name)), None)

    def events(self) -> list[dict[str, Any]]:
        """Slots to set; at least one, or Rasa takes the turn for unanswered."""
        self._set("case_tries", self.slots.get("case_tries") or 0)
        if self.given_up:
            self.changed.update(dict.fromkeys(SLOTS))
        changed = [SlotSet(name, value) for name, value in self.changed.items()]
        return [*changed, SlotSet("requested_slot", self.next_field())]

    def _read(self, turn: Turn) -> str | None:
        if self.requested == EMAIL:
            return self._email(turn.text)
        if self.requested == WORDS:
            digresses = is_digression(turn, "description", Value(turn.text))
            return turn.text if turn.text.strip() and not digresses else None
        return reference_in(turn.text, self.context.firm)

    def _email(self, text: str) -> str | None:
        reading = FIELDS["email"].read(text, self.context)
        return str(reading.value) if isinstance(reading, Value) else None

    def _set(self, name: str, value: Any) -> None:
        self.slots[name] = value
        self.changed[name] = value


def reference_in(text: str, firm: Firm) -> str | None:
    """A reference as typed, in any case and spacing; None when the text has none."""
    prefix = re.escape(firm.reference_prefix)
    found = re.search(
        rf"\b{prefix}[\s-]?(?:[0-9A-Z]{{4}}[\s-]?){{3}}[0-9A-Z]{{2}}\b",
        text,
        re.IGNORECASE,
    )
    return found.group() if found else None
