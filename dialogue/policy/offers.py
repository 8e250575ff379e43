"""An offer on the screen that is taken, refused, or taken with all the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dialogue.acts import Ask, NoValue, Refuse, Request, Take, TakeBoth, Without
from dialogue.intents import act_of
from dialogue.policy import answers, case, draft, leaving, opening, questions, review
from dialogue.policy.keeping import edit, keep
from dialogue.state import SUBMIT, Stage
from dialogue.talk import Talk
from fields import FIELDS


def press(talk: Talk, act: Take) -> None:
    """Does what the button does."""
    intent = act.offer.intent
    if does := _BUTTONS.get(intent):
        does(talk, act)
    elif (said := act_of(intent)) and said.startswith("ask "):
        questions.ask(talk, Ask(said.removeprefix("ask ")))
    else:
        talk.say("utter_nothing_open")


def take_both(talk: Talk, act: TakeBoth) -> None:
    """All that is offered: of a list all its values, of complaint and support both."""
    state = talk.state
    if state.stage is Stage.CLARIFY:
        opening.both(talk, act)
    elif state.choice and FIELDS[state.choice.slot].is_list:
        name = state.choice.slot
        values = [value for _, value in state.choice.choices]
        keep(talk, name, [one for value in values for one in value])
    elif state.stage in (Stage.FORM, Stage.REVIEW):
        talk.say("utter_one_of_them")
    else:
        talk.say("utter_nothing_open")


def refuse(talk: Talk, act: Refuse) -> None:
    """None of what is offered: the question stays, without what was refused."""
    state = talk.state
    if state.choice and state.stage is Stage.FORM:
        name = state.choice.slot
        state.choice = None
        if name == "category":
            state.all_categories = True
    elif state.open == "category":
        state.all_categories = True
    elif state.open == SUBMIT:
        talk.say("utter_how_to_submit")
    elif state.open in FIELDS:
        answers.no_value(talk, NoValue(state.open, Without.NONE))
    else:
        opening.neither(talk, act)


def _inform(talk: Talk, act: Take) -> None:
    for name, value in act.offer.values.items():
        if name in FIELDS:
            _open_again(talk)
            keep(talk, name, value)


def _edit(talk: Talk, act: Take) -> None:
    name = act.offer.values.get("slot")
    if name in FIELDS and talk.state.begun:
        edit(talk.state, name)
    else:
        talk.say("utter_nothing_open")


def _see_all(talk: Talk, act: Take) -> None:
    talk.state.all_categories = True
    edit(talk.state, "category")


def _skip(talk: Talk, act: Take) -> None:
    if talk.state.open in FIELDS:
        answers.no_value(talk, NoValue(talk.state.open, Without.NOT_TO_HAND))


def _open_again(talk: Talk) -> None:
    """A button of the form that is pressed after it was left leads back into it."""
    if talk.state.stage not in (Stage.FORM, Stage.REVIEW):
        draft.open_form(talk)


def _submit(talk: Talk, act: Take) -> None:
    review.submit(talk, Request("submit"))


_BUTTONS: Final[Mapping[str, Callable[[Talk, Take], None]]] = {
    "inform": _inform,
    "edit": _edit,
    "see_all_categories": _see_all,
    "skip": _skip,
    "submit": _submit,
    "file_complaint": opening.complaint,
    "this_is_complaint": opening.complaint,
    "new_complaint": opening.complaint,
    "this_is_support": opening.support,
    "keep_going": leaving.go_on,
    "discard": leaving.delete_now,
    "start_over_now": leaving.start_over_now,
    "add_to_filed": case.add_loose,
    "add_information": case.add,
    "add_evidence": case.files,
    "ask_status": case.status,
    "take_back": case.take_back,
    "resend_mail": case.resend,
}
