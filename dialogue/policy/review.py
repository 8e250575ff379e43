"""The review: nothing is sent before the client says so on the card."""

from __future__ import annotations

from dialogue.acts import Request
from dialogue.policy import reminders
from dialogue.state import SUBMIT, Stage
from dialogue.talk import Talk


def submit(talk: Talk, act: Request) -> None:
    """Sends the complaint, if the client has the card on the screen and changes nothing."""
    state = talk.state
    if talk.turn.press is None and talk.turn.text.lstrip().startswith("/"):
        talk.say("utter_how_to_submit")  # a command that is typed is no consent
    elif state.stage is Stage.REVIEW and state.open == SUBMIT and not _changed(talk):
        talk.submit = True
    elif state.stage in (Stage.FORM, Stage.REVIEW):
        talk.say("utter_check_first")
    else:
        reminders.remind(talk)


def show(talk: Talk, act: Request) -> None:
    """Shows the card, or how far it is."""
    if talk.state.stage is Stage.FORM and not talk.state.missing():
        talk.state.editing = None
        talk.state.choice = None
    elif talk.state.stage not in (Stage.FORM, Stage.REVIEW):
        reminders.remind(talk)


def _changed(talk: Talk) -> bool:
    """Whether this turn changes what the client saw."""
    return talk.state.next_field() != SUBMIT or bool(talk.says)
