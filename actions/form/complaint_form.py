"""What the client did in one turn of the form, and what it does to the draft."""

from __future__ import annotations

from typing import Any

from actions.form.answers import read_answer, says_above
from actions.form.asking import ask
from actions.form.besides import says_more
from actions.form.corrections import (
    Correction,
    correction_in,
    meant_field,
    wishes,
)
from actions.form.digressions import is_digression
from actions.form.draft import Draft
from actions.form.pointing import asks_why, points_at_question
from actions.form.questions import SUBMIT
from actions.form.settling import edit, keep, settle, take_as_typed
from actions.form.speech import Utterance
from actions.form.stories import STORY_WORDS, adds_to_story, goes_on, is_story
from actions.form.submission import IDENTITY
from actions.form.telling import (
    found_besides,
    known_before,
    leave_the_rest,
    take_besides,
    tell,
)
from actions.form.two_in_one import (
    answer_and_question,
    answered_besides_asking,
    question_besides,
)
from actions.form.typed import is_explicit_yes
from actions.form.unanswered import unanswered
from actions.turns.turn import SURE, Turn
from actions.turns.wording import field_label
from fields import FIELDS
from fields.context import Context
from fields.reading import Choose, Reading, Skipped, Value, Wrong


class ComplaintForm:
    """Opens the form, or deals with a turn in it; then the next question is put."""

    def __init__(
        self, slots: dict[str, Any], requested: str | None, context: Context
    ) -> None:
        self.draft = Draft(slots, requested, context)

    @property
    def says(self) -> list[Utterance]:
        """What to say, in order."""
        return self.draft.says

    def open(self, turn: Turn, story: str | None, answer: Turn | None = None) -> None:
        """The form begins; a story that led here is the description already.

        `answer`: what was typed before the yes to going on, an answer that came too early.
        """
        draft = self.draft
        if story:
            tell(draft, story)
            # Told, not asked for: it was our judgement that this is a complaint.
            draft.support_too = turn.typed and turn.intent in ("grievance", "doubt")
        elif turn.intent in ("keep_going", "resume") or draft.slots.get("form_notes"):
            draft.say("utter_resumed")
        elif known := known_before(draft, IDENTITY):
            draft.say("utter_form_opened_again", {"known": known})
        else:
            draft.say("utter_form_opened")
        told = answer or turn
        if told.typed and told.text not in (story or ""):
            take_besides(draft, found_besides(draft, told, "category"))
        ask(draft)

    def take(self, turn: Turn, returned: bool = False) -> bool:
        """Deal with the turn; False when it is a digression, for the rules to answer.

        `returned`: the client comes back after a long time, and is told where they are.
        """
        if returned:
            self.draft.say("utter_returned")
        if turn.pressed:
            taken = self._take_button(turn)
        elif self._asks_about_question(turn) or self._asks_besides(turn):
            taken = True
        elif corrections := self._corrections(turn):
            for correction in corrections:
                self._correct(correction, turn)
            taken = True
        elif self.draft.requested == SUBMIT:
            taken = self._take_review(turn)
        else:
            taken = self._take_text(turn, self.draft.open_field())
        if taken:
            ask(self.draft)
        return taken

    def go_on(self, turn: Turn) -> None:
        """A digression was answered: keep the answer beside it, if any; then the question."""
        name = self.draft.open_field()
        if turn.typed and name in FIELDS:
            reading = answered_besides_asking(turn, name, self._read)
            if reading:
                settle(self.draft, name, reading, turn)
        ask(self.draft)

    def _take_button(self, turn: Turn) -> bool:
        draft, asked = self.draft, self.draft.open_field()
        if turn.intent == "edit" and turn.payload.get("slot") in FIELDS:
            edit(draft, turn.payload["slot"])
        elif turn.intent == "see_all_categories":
            draft.notes.all_categories = True
            edit(draft, "category")
        elif turn.intent == "skip" and asked in FIELDS:
            if FIELDS[asked].optional:
                settle(draft, asked, Skipped(), turn)
            else:  # "I can't find it"
                take_as_typed(draft, asked, turn.text)
        elif turn.intent == SUBMIT:
            if draft.requested == SUBMIT:
                draft.set(SUBMIT, True)
        elif turn.intent == "inform":
            for name, value in turn.payload.items():
                if name in FIELDS:
                    settle(draft, name, Value(value), turn)
        else:
            return turn.intent in ("keep_going", "this_is_complaint", "file_complaint")
        return True

    def _take_review(self, turn: Turn) -> bool:
        if is_explicit_yes(turn):
            self.draft.set(SUBMIT, True)
            return True
        if is_digression(turn, SUBMIT, Wrong("review", {})):
            return False
        told = turn.intent == "grievance" and len(turn.text.split()) >= STORY_WORDS
        if told or adds_to_story(turn.text):
            tell(self.draft, turn.text)
            return True
        self.draft.say("utter_how_to_submit")
        return True

    def _take_text(self, turn: Turn, name: str) -> bool:
        draft = self.draft
        reading = self._read(turn, name)
        more = goes_on(turn, name, reading, draft.notes.story_open)
        if not more and is_digression(turn, name, reading):
            return False
        besides = found_besides(draft, turn, name)
        told = bool(draft.slots.get("description"))
        if besides and isinstance(reading, Wrong):
            more = more or says_more(turn.text, besides, draft.context)
        else:
            more = more or is_story(turn, name, reading, told, draft.notes.story_open)
        if more:
            tell(draft, turn.text)
            if isinstance(reading, Value) and name == "category":
                self._take_category(reading.value)
            return True
        done = turn.intent == "done_telling" and turn.chance >= SURE
        was_open, draft.notes.story_open = draft.notes.story_open, False
        if done and was_open:
            return True
        if not besides and (
            reply := unanswered(turn, reading, not draft.last_answered())
        ):
            draft.say(reply)
            return True
        if says_above(turn) and FIELDS[name].optional and not draft.notes.editing:
            leave_the_rest(draft)
            return True
        take_besides(draft, besides)
        if not (besides and isinstance(reading, Wrong)):
            settle(draft, name, reading, turn)
        return True

    def _take_category(self, category: Any) -> None:
        """Of a story told where it was asked; not against a question back that is open."""
        choice = self.draft.notes.open_choice
        if not choice or category in [value for _, value in choice.choices]:
            keep(self.draft, "category", category)

    def _asks_about_question(self, turn: Turn) -> bool:
        """ "Why?" and "where do I find that?" are about the question that is open."""
        draft, name = self.draft, self.draft.open_field()
        parts = answer_and_question(turn.text)
        question = parts[1] if parts else turn.text
        if name not in FIELDS or not points_at_question(question):
            return False
        answer = answered_besides_asking(turn, name, self._read)
        if asks_why(question):
            draft.say(f"utter_ask_why_needed_{name}")
        elif not answer:
            draft.explain = True
        if answer:
            settle(draft, name, answer, turn)
        return True

    def _asks_besides(self, turn: Turn) -> bool:
        """ "France, how long does this take?", "hm who reads this": too much for the triage."""
        draft, name = self.draft, self.draft.open_field()
        asked = question_besides(turn, name)
        if asked is None or name not in FIELDS:
            return False
        draft.say(f"utter_{asked}")
        if answer := answered_besides_asking(turn, name, self._read):
            settle(draft, name, answer, turn)
        return True

    def _corrections(self, turn: Turn) -> list[Correction]:
        """ "Change the country to France, and the date to 6 May": each of them, in order."""
        found = [self._correction(part) for part in wishes(turn)]
        return [one for one in found if one] if found[0] else []

    def _correction(self, turn: Turn) -> Correction | None:
        name = self.draft.open_field()
        readable = name != SUBMIT and not isinstance(self._read(turn, name), Wrong)
        return correction_in(turn, name, self.draft.last_answered(), readable)

    def _correct(self, correction: Correction, turn: Turn) -> None:
        """Change that field alone; ask for it when the new value is not in the message."""
        draft = self.draft
        name = meant_field(correction, draft.slots, draft.context)
        if correction.words:
            reading = FIELDS[name].read(correction.words, draft.context)
            if isinstance(reading, Value):
                settle(draft, name, reading, turn)
                shown = FIELDS[name].show(reading.value, draft.context)
                draft.say(
                    "utter_corrected", {"field": field_label(name), "value": shown}
                )
                return
            if isinstance(reading, Choose):
                settle(draft, name, reading, turn)
                draft.notes.editing = name
                return
        edit(draft, name)

    def _read(self, turn: Turn, name: str) -> Reading:
        return read_answer(turn, name, self.draft.notes.open_choice, self.draft.context)
