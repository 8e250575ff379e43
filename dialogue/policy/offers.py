"""An offer on the screen that is taken, refused, or taken with all the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dialogue.acts import (
    Ask,
    Nothing,
    NoValue,
    Refuse,
    Request,
    Take,
    TakeBoth,
    Without,
)
from dialogue.intents import act_of
from dialogue.policy import (
    answers,
    case,
    courtesies,
    draft,
    leaving,
    opening,
    questions,
    review,
)
from dialogue.policy.keeping import edit, keep
from dialogue.state import SUBMIT, Stage
from dialogue.talk import Talk
from dialogue.turn import Press
from fields import FIELDS


def press(talk: Talk, act: Take) -> None:
    """Does what the button does."""
    intent = act.offer.intent
    if does := _BUTTONS.get(intent):
        does(talk, act.offer)
    elif (said := act_of(intent)) and said.startswith("ask "):
        questions.ask(talk, Ask(said.removeprefix("ask ")))
    else:
        talk.say("utter_nothing_open")


def take_both(talk: Talk, act: TakeBoth) -> None:
    """All that is offered: of a list all its values, of complaint and support both."""
    state = talk.state
    if state.stage is Stage.CLARIFY:
        opening.both(talk)
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
        leaving.refuse(talk)


def _inform(talk: Talk, pressed: Press) -> None:
    for name, value in pressed.values.items():
        if name in FIELDS:
            _open_again(talk)
            keep(talk, name, value)


def _edit(talk: Talk, pressed: Press) -> None:
    name = pressed.values.get("slot")
    if name in FIELDS and talk.state.begun:
        edit(talk.state, name)
    else:
        talk.say("utter_nothing_open")


def _see_all(talk: Talk, pressed: Press) -> None:
    talk.state.all_categories = True
    edit(talk.state, "category")


def _skip(talk: Talk, pressed: Press) -> None:
    if talk.state.open in FIELDS:
        answers.no_value(talk, NoValue(talk.state.open, Without.NOT_TO_HAND))


def _open_again(talk: Talk) -> None:
    """A button of the form that is pressed after it was left leads back into it."""
    if talk.state.stage not in (Stage.FORM, Stage.REVIEW):
        draft.open_form(talk)


def _submit(talk: Talk, pressed: Press) -> None:
    review.submit(talk, Request("submit"))


_BUTTONS: Final[Mapping[str, Callable[[Talk, Press], None]]] = {
    # The chat itself sends it when it opens.
    "greet": lambda talk, _: courtesies.nothing(talk, Nothing("greets")),
    "inform": _inform,
    "edit": _edit,
    "see_all_categories": _see_all,
    "skip": _skip,
    "submit": _submit,
    "file_complaint": lambda talk, _: opening.complaint(talk, Request("complaint")),
    "this_is_complaint": opening.this_is_complaint,
    "this_is_support": lambda talk, _: opening.support(talk, Request("support")),
    "keep_going": lambda talk, _: leaving.go_on(talk, Request("go_on")),
    "discard": lambda talk, _: leaving.delete_now(talk),
    "start_over_now": lambda talk, _: leaving.start_over_now(talk),
    "add_to_filed": lambda talk, _: case.add_loose(talk),
    "new_complaint": lambda talk, _: opening.complaint(talk, Request("new_complaint")),
    "add_information": lambda talk, _: case.add(talk, Request("add")),
    "add_evidence": lambda talk, _: case.files(talk, Request("files")),
    "ask_status": lambda talk, _: case.status(talk, Request("status")),
    "take_back": lambda talk, _: case.take_back(talk, Request("take_back")),
    "resend_mail": lambda talk, _: case.resend(talk, Request("resend_mail")),
}
