"""Putting the next open question."""

from __future__ import annotations

from dataclasses import replace

from actions.form.draft import Draft
from actions.form.progress import progress
from actions.form.questions import SUBMIT, question_for
from actions.form.settling import choosing
from actions.form.speech import Utterance
from actions.turns.wording import button
from fields.reading import WrongKind


def ask(draft: Draft) -> None:
    """Say the next question, with the firm's notice for the country first."""
    _say_notice(draft)
    name = draft.next_field()
    if name is None:
        return
    step = progress(draft.notes.asked, name, [*draft.missing(), SUBMIT])
    if name not in draft.notes.asked:
        draft.notes.asked.append(name)
    question = question_for(
        name, draft.slots, draft.notes, step, draft.context, draft.explain
    )
    first_try = draft.notes.tries.get(name) == 1 and not choosing(draft, name)
    if draft.wrong:
        wrong = Utterance(f"utter_wrong_{draft.wrong.reason}", draft.wrong.values)
        if first_try and draft.wrong.kind is not WrongKind.TOLD_BEFORE:
            # The sentence says what is needed: the question is not put a second time.
            question = replace(wrong, buttons=question.buttons, extra=question.extra)
        else:
            draft.says.append(wrong)
    if draft.support_too:
        filed = draft.slots.get("filed_reference")
        way_out = button("add_to_filed" if filed else "this_is_support")
        question = replace(question, buttons=[*question.buttons, way_out])
    draft.says.append(question)


def _say_notice(draft: Draft) -> None:
    notice = draft.context.firm.notice_for(draft.slots.get("country"))
    if notice and draft.notes.notice_shown_for != draft.slots["country"]:
        draft.notes.notice_shown_for = draft.slots["country"]
        draft.say("utter_notice", {"notice": notice.text, "url": notice.url or ""})
