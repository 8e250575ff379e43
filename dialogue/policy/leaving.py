"""Leaving the complaint that is being made, deleting it, and coming back to it."""

from __future__ import annotations

from dialogue.acts import Act, Request
from dialogue.policy import draft, kept, reminders
from dialogue.state import Stage, State
from dialogue.talk import Talk
from fields import FIELDS


def stop(talk: Talk, act: Request) -> None:
    """Leaves what is open; asks once what becomes of the complaint that is being made."""
    state, later = talk.state, act.what == "later"
    talk.silent = later
    if state.stage is Stage.CASE:
        draft.leave_errand(state)
        talk.say("utter_case_left")
    elif state.stage is Stage.PAUSED:
        _stays(talk)
    elif state.stage in draft.MAKING:
        draft.pause(talk)
        _left(talk, later)
    elif later:
        talk.say("utter_come_back")
    elif state.filed:
        talk.say("utter_nothing_to_stop_filed", _reference(state))
    else:
        state.stage = Stage.OPENING
        talk.say("utter_nothing_to_stop")


def delete(talk: Talk, act: Act) -> None:
    """Deletes what was told, after asking once."""
    state = talk.state
    if state.stage is Stage.CASE:
        draft.leave_errand(state)
    asked = any(offer.intent == "discard" for offer in state.offers)
    if draft.has_draft(state) and not (state.stage is Stage.PAUSED and asked):
        if state.stage in draft.MAKING:
            draft.pause(talk)
        talk.say("utter_ask_to_delete")
    elif state.stage is Stage.FILED:
        talk.say("utter_filed_not_deleted", _reference(state))
    else:
        delete_now(talk)


def delete_now(talk: Talk) -> None:
    """Deletes the complaint that is being made, and who makes it unless one is filed."""
    state = talk.state
    told = state.kept or any(state.values[name] is not None for name in FIELDS)
    if state.stage in (Stage.FILED, Stage.CASE) or not told:
        talk.say("utter_nothing_to_stop")
        return
    state.kept = None
    draft.forget(state)
    state.stage = draft.nothing_open(state)
    if state.filed:
        talk.say("utter_discarded_second", _reference(state))
        return
    state.values = dict.fromkeys(FIELDS)
    state.as_typed, state.not_given = [], []
    talk.say("utter_discarded")


def start_over(talk: Talk, act: Act) -> None:
    """Asks once whether the complaint is to be emptied and begun anew."""
    if draft.has_draft(talk.state):
        talk.state.stage = Stage.PAUSED
        talk.say("utter_start_over")
    else:
        reminders.remind(talk)


def start_over_now(talk: Talk) -> None:
    """Empties the complaint, which "undo" brings back, and begins it anew."""
    state = talk.state
    if not draft.has_draft(state):
        reminders.remind(talk)
        return
    emptied = {name: state.values[name] for name in draft.OF_COMPLAINT}
    talk.replaced |= {name: had for name, had in emptied.items() if had is not None}
    draft.forget(state)
    state.stage = draft.nothing_open(state)
    draft.open_form(talk)


def go_on(talk: Talk, act: Act) -> None:
    """Goes on with what is open, or with the complaint that is kept."""
    state = talk.state
    told = state.kept and state.kept.words
    if state.stage is Stage.REVIEW:
        talk.say("utter_how_to_submit")
    elif state.stage is Stage.PAUSED or (state.stage is Stage.CLARIFY and told):
        draft.open_form(talk)
    else:
        reminders.remind(talk)


def wait(talk: Talk, act: Act) -> None:
    """Waits: what is asked stays asked, and is not put again."""
    talk.say("utter_wait", offers=reminders.offered(talk))
    talk.silent = talk.state.stage not in kept.UNDECIDED


def refuse(talk: Talk) -> None:
    """Takes a no to all that is offered where no complaint is being made."""
    state = talk.state
    match state.stage:
        case Stage.PAUSED:
            _stays(talk)
        case Stage.SUPPORT:
            state.stage = Stage.OPENING
            talk.say("utter_support_closed")
        case Stage.FILED:
            talk.say("utter_filed_closed")
        case _:
            state.stage = draft.nothing_open(state)
            talk.say("utter_neither")


def _left(talk: Talk, later: bool) -> None:
    if talk.state.stage is Stage.PAUSED:
        talk.say("utter_kept_for_later" if later else "utter_offer_to_stop")
    else:
        talk.say("utter_come_back" if later else "utter_stopped")


def _stays(talk: Talk) -> None:
    """The complaint stays; where it was asked about starting over, it goes on."""
    if any(offer.intent == "start_over_now" for offer in talk.state.offers):
        draft.open_form(talk)
    else:
        talk.say("utter_draft_stays")


def _reference(state: State) -> dict[str, str]:
    return {"reference": state.filed or ""}
