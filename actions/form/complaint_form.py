"""The form's dealings with one turn: open, take an answer, ask for the next field."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet

from actions.form.answers import SURE_SKIP, read_answer
from actions.form.besides import told_besides
from actions.form.corrections import Correction, correction_in, meant_field
from actions.form.digressions import SHORT, SURE, is_digression
from actions.form.mining import mined
from actions.form.notes import Notes, OpenChoice
from actions.form.pointing import asks_why, points_at_question
from actions.form.progress import progress
from actions.form.questions import SUBMIT, question_for
from actions.form.speech import Utterance
from actions.form.stories import STORY_WORDS, is_story
from actions.form.typed import as_typed, is_explicit_yes
from actions.turn import Turn
from actions.wording import button, field_label
from fields import FIELDS
from fields.context import Context
from fields.reading import Choose, Reading, Skipped, Value, Wrong

TRIES = 2
# The sign of a try at a field that has one: what is kept when nothing can be read.
_SIGNS = {"email": "@", "account_id": r"\d.*\d", "occurred": r"\d"}
# What the desk takes; one message of the chat is at most 8,000.
LONGEST_STORY = 20_000  # characters


class ComplaintForm:
    """The state of one complaint in the making, and what to say about it."""

    def __init__(
        self, slots: dict[str, Any], requested: str | None, context: Context
    ) -> None:
        self.slots = slots
        self.requested = requested
        self.context = context
        self.notes = Notes.from_slot(slots.get("form_notes"))
        self.changed: dict[str, Any] = {}
        self.says: list[Utterance] = []
        self._wrong: Utterance | None = None
        self._explain = False
        self._support_too = False

    # -- what the client did ------------------------------------------------------

    def open(self, turn: Turn, story: str | None) -> None:
        """The form begins; a story that led here is the description already."""
        if story and not self.slots.get("description"):
            self._tell(story)
            # Told, not asked for: it was our judgement that this is a complaint.
            self._support_too = turn.typed and turn.intent == "grievance"
        elif turn.intent in ("keep_going", "resume") or self.slots.get("form_notes"):
            self._say("utter_resumed")
        elif self.slots.get("email"):
            self._say("utter_form_opened_again")
        else:
            self._say("utter_form_opened")
        if turn.typed and not story:
            self._take_besides(turn, "category")
        self.ask()

    def take(self, turn: Turn, returned: bool = False) -> bool:
        """Deal with the turn; False when it is a digression, for the rules to answer.

        `returned`: the client comes back after a long time, and is told where they are.
        """
        if returned:
            self._say("utter_returned")
        if turn.pressed:
            taken = self._take_button(turn)
        elif self._open() in FIELDS and points_at_question(turn.text):
            taken = self._explain_question(turn)
        elif correction := self._correction(turn):
            taken = self._correct(correction, turn)
        elif self.requested == SUBMIT:
            taken = self._take_review(turn)
        else:
            taken = self._take_text(turn, self._open())
        if taken:
            self.ask()
        return taken

    def ask(self) -> None:
        """Put the next open question, with the firm's notice for the country first."""
        notice = self.context.firm.notice_for(self.slots.get("country"))
        if notice and self.notes.notice_shown_for != self.slots["country"]:
            self.notes.notice_shown_for = self.slots["country"]
            self._say("utter_notice", {"notice": notice.text, "url": notice.url or ""})
        name = self.next_field()
        if name is None:
            return
        missing = [*self._missing(), SUBMIT]
        step = progress(self.notes.asked, name, missing)
        if name not in self.notes.asked:
            self.notes.asked.append(name)
        question = question_for(
            name, self.slots, self.notes, step, self.context, self._explain
        )
        if self._wrong and self.notes.tries.get(name) == 1 and not self._choosing(name):
            # The sentence says what is needed: the question is not put a second time.
            question = replace(
                self._wrong, buttons=question.buttons, extra=question.extra
            )
        elif self._wrong:
            self.says.append(self._wrong)
        if self._support_too:
            way_out = button("this_is_support")
            question = replace(question, buttons=[*question.buttons, way_out])
        self.says.append(question)

    def next_field(self) -> str | None:
        """The field to ask for; SUBMIT for the review; None once it was confirmed."""
        if self.slots.get(SUBMIT):
            return None
        if self.notes.editing:
            return self.notes.editing
        return next(iter(self._missing()), SUBMIT)

    def events(self) -> list[dict[str, Any]]:
        """Slots to set; always at least one, or Rasa takes the turn for unanswered."""
        self.changed["form_notes"] = self.notes.to_slot()
        changed = [SlotSet(name, value) for name, value in self.changed.items()]
        return [*changed, SlotSet("requested_slot", self.next_field())]

    # -- buttons ------------------------------------------------------------------

    def _take_button(self, turn: Turn) -> bool:
        if turn.intent == "edit" and turn.payload.get("slot") in FIELDS:
            self._edit(turn.payload["slot"])
        elif turn.intent == "see_all_categories":
            self.notes.all_categories = True
            self._edit("category")
        elif turn.intent == "skip" and self.requested in FIELDS:
            if FIELDS[self.requested].optional:
                self._settle(self.requested, Skipped(), turn)
            else:  # "I can't find it"
                self._take_as_typed(self.requested, turn.text)
        elif turn.intent == SUBMIT:
            if self.requested == SUBMIT:
                self._set(SUBMIT, True)
        elif turn.intent == "inform":
            for name, value in turn.payload.items():
                if name in FIELDS:
                    self._settle(name, Value(value), turn)
        else:
            return turn.intent in ("keep_going", "this_is_complaint", "file_complaint")
        return True

    # -- typed text ---------------------------------------------------------------

    def _take_review(self, turn: Turn) -> bool:
        if is_explicit_yes(turn):
            self._set(SUBMIT, True)
            return True
        if is_digression(turn, SUBMIT, Wrong("review", {})):
            return False
        if turn.intent == "grievance" and len(turn.text.split()) >= STORY_WORDS:
            self._tell(turn.text)
            return True
        self._say("utter_how_to_submit")
        return True

    def _take_text(self, turn: Turn, name: str) -> bool:
        reading = self._read(turn, name)
        if is_digression(turn, name, reading):
            return False
        told = bool(self.slots.get("description"))
        if is_story(turn, name, reading, told, self.notes.story_open):
            self._tell(turn.text)
            if isinstance(reading, Value) and name == "category":
                self._done(name, reading.value)
            return True
        done = turn.intent == "done_telling" and turn.chance >= SURE
        if done and self.notes.story_open:
            self.notes.story_open = False
            return True
        self.notes.story_open = False
        if self._leaves_the_rest(turn, name):
            self._leave_the_rest()
            return True
        besides = self._take_besides(turn, name)
        if not (besides and isinstance(reading, Wrong)):
            self._settle(name, reading, turn)
        return True

    def _take_besides(self, turn: Turn, name: str) -> bool:
        """Take what the message answers besides the open question, and say so."""
        found = told_besides(
            turn.text, name, self.slots, self.notes.flags, self.context
        )
        for other, value in found.items():
            self._done(other, value)
        if found:
            self._say("utter_noted", {"understood": self._listed(found)})
        return bool(found)

    def _leaves_the_rest(self, turn: Turn, name: str) -> bool:
        """ "It is all in my message above", said of a detail, is said of all of them."""
        sure = turn.intent == "all_above" and turn.chance >= SURE_SKIP
        short = len(turn.text.split()) <= SHORT
        return sure and short and FIELDS[name].optional and not self.notes.editing

    def _leave_the_rest(self) -> None:
        for name in self._missing():
            if FIELDS[name].optional:
                self._done(name, FIELDS[name].empty)
        self._say("utter_rest_from_story")

    def _explain_question(self, turn: Turn) -> bool:
        """ "Why?" and "where do I find that?" are about the question that is open."""
        if asks_why(turn.text):
            self._say(f"utter_ask_why_needed_{self._open()}")
        else:
            self._explain = True
        return True

    def _correction(self, turn: Turn) -> Correction | None:
        name = self._open()
        readable = name != SUBMIT and not isinstance(self._read(turn, name), Wrong)
        return correction_in(turn, name, self._last_answered(), readable)

    def _correct(self, correction: Correction, turn: Turn) -> bool:
        """Change that field alone; ask for it when the new value is not in the message."""
        name = meant_field(correction, self.slots, self.context)
        if correction.words:
            reading = FIELDS[name].read(correction.words, self.context)
            if isinstance(reading, Value | Choose):
                self._settle(name, reading, turn)
                if isinstance(reading, Value):
                    shown = FIELDS[name].show(reading.value, self.context)
                    self._say(
                        "utter_corrected", {"field": field_label(name), "value": shown}
                    )
                else:
                    self.notes.editing = name
                return True
        self._edit(name)
        return True

    def _read(self, turn: Turn, name: str) -> Reading:
        return read_answer(turn, name, self.notes.open_choice, self.context)

    def _tell(self, words: str) -> None:
        """The story, or more of it, to the last character; and what else it answers."""
        told = self.slots.get("description")
        story = f"{told}\n\n{words}" if told else words
        if len(story) > LONGEST_STORY:
            self._say("utter_story_full")
            return
        self._set("description", story)
        self.notes.story_open = True
        found = {
            name: value
            for name, value in mined(words, self.context).items()
            if self.slots.get(name) is None
        }
        for name, value in found.items():
            self._set(name, value)
        name = "utter_story_added" if told else "utter_story_taken"
        if not found:
            self._say(name)
            return
        name = "utter_story_added_understood" if told else "utter_story_understood"
        self._say(name, {"understood": self._listed(found)})

    def _listed(self, found: dict[str, Any]) -> str:
        return "\n".join(
            f"• {field_label(name)}: {FIELDS[name].show(found[name], self.context)}"
            for name in FIELDS
            if name in found
        )

    # -- settling a field ---------------------------------------------------------

    def _settle(self, name: str, reading: Reading, turn: Turn) -> None:
        if isinstance(reading, Choose):
            self.notes.open_choice = OpenChoice(
                name,
                reading.reason,
                [(choice.title, choice.value) for choice in reading.choices],
                reading.values,
            )
            return
        if isinstance(reading, Wrong):
            self._fail(name, reading, turn)
            return
        value = reading.value if isinstance(reading, Value) else FIELDS[name].empty
        self._done(name, value)

    def _fail(self, name: str, wrong: Wrong, turn: Turn) -> None:
        tries = self.notes.tries.get(name, 0) + 1
        self.notes.tries[name] = tries
        if re.search(_SIGNS.get(name, r"^\0"), turn.text):
            self.notes.nearest[name] = turn.text
        if wrong.reason == "description_short" and tries > 1:
            self._done(name, turn.text)  # nudged once; short is theirs to choose
            return
        if tries > TRIES and turn.text.strip():
            self._take_as_typed(name, turn.text)
            return
        self.notes.unseen = wrong.reason == "account_id_unseen"
        self._wrong = Utterance(f"utter_wrong_{wrong.reason}", wrong.values)

    def _take_as_typed(self, name: str, text: str) -> None:
        """Two tries failed: kept as it stands, and marked for staff to check."""
        choice = self.notes.open_choice
        if choice and choice.slot == name == "email":
            value = choice.choices[-1][1]  # as they typed it first
        else:
            value = as_typed(name, self.notes.nearest.get(name, text))
        self._done(name, value)
        self.notes.flags.append(name)
        self._say("utter_taken_as_typed")

    def _choosing(self, name: str) -> bool:
        return bool(self.notes.open_choice and self.notes.open_choice.slot == name)

    def _done(self, name: str, value: Any) -> None:
        self._set(name, value)
        if name in self.notes.flags:
            self.notes.flags.remove(name)
        self.notes.tries.pop(name, None)
        self.notes.nearest.pop(name, None)
        self.notes.unseen = False
        self.notes.open_choice = None
        self.notes.editing = None
        self.notes.all_categories = False

    def _edit(self, name: str) -> None:
        self.notes.editing = name
        self.notes.open_choice = None
        self.notes.tries.pop(name, None)

    # -- small things -------------------------------------------------------------

    def _open(self) -> str:
        return self.requested or SUBMIT

    def _last_answered(self) -> str | None:
        answered = [
            name for name in self.notes.asked if self.slots.get(name) is not None
        ]
        return next((n for n in reversed(answered) if n in FIELDS), None)

    def _missing(self) -> list[str]:
        return [name for name in FIELDS if self.slots.get(name) is None]

    def _set(self, name: str, value: Any) -> None:
        self.slots[name] = value
        self.changed[name] = value

    def _say(self, response: str, values: dict[str, str] | None = None) -> None:
        self.says.append(Utterance(response, values or {}))
