"""Leaving the complaint that is being made, deleting it, and coming back to it."""

from __future__ import annotations

from dialogue.acts import Act, Request
from dialogue.policy import case, opening
from dialogue.state import Offer, Stage, State
from dialogue.talk import Talk
from fields import FIELDS

MAKING = frozenset((Stage.FORM, Stage.REVIEW))


def stop(talk: Talk, act: Request) -> None:
    """Leaves what is open; asks once what becomes of the complaint that is being made."""
    state, later = talk.state, act.what == "later"
    talk.silent = later
    if state.stage is Stage.CASE:
        case.leave(talk)
        talk.say("utter_case_left")
    elif state.stage in MAKING:
        pause(talk)
        if state.stage is Stage.PAUSED:
            response = "utter_kept_for_later" if later else "utter_offer_to_stop"
            talk.say(response, offers=draft_offers(talk))
        elif later:
            talk.say("utter_come_back")
        else:
            talk.say("utter_stopped", offers=(talk.labels.button("file_complaint"),))
    elif state.stage is Stage.PAUSED:
        stays(talk)
    elif later:
        talk.say("utter_come_back")
    elif state.filed:
        talk.say("utter_nothing_to_stop_filed", _reference(state))
    else:
        state.stage = Stage.OPENING
        talk.say("utter_nothing_to_stop", offers=opening.menu(talk))


def delete(talk: Talk, act: Act) -> None:
    """Deletes what was told, after asking once."""
    state = talk.state
    if state.stage is Stage.CASE:
        case.leave(talk)
    asked = any(offer.intent == "discard" for offer in state.offers)
    if has_draft(state) and not (state.stage is Stage.PAUSED and asked):
        if state.stage in MAKING:
            pause(talk)
        talk.say("utter_ask_to_delete", offers=draft_offers(talk))
    elif state.stage is Stage.FILED:
        talk.say("utter_filed_not_deleted", _reference(state))
    else:
        delete_now(talk, act)


def delete_now(talk: Talk, act: Act) -> None:
    """Deletes the complaint that is being made, and who makes it unless one is filed."""
    state = talk.state
    told = state.kept or any(state.values[name] is not None for name in FIELDS)
    if state.stage is Stage.FILED or not told:
        talk.say("utter_nothing_to_stop")
        return
    state.kept = None
    opening.forget_complaint(state)
    if state.filed:
        state.stage = Stage.FILED
        talk.say("utter_discarded_second", _reference(state))
        return
    state.values = dict.fromkeys(FIELDS)
    state.as_typed, state.not_given = [], []
    state.stage = Stage.OPENING
    talk.say("utter_discarded", offers=(talk.labels.button("file_complaint"),))


def start_over(talk: Talk, act: Act) -> None:
    """Asks once whether the complaint is to be emptied and begun anew."""
    if not has_draft(talk.state):
        opening.remind(talk)
        return
    talk.state.stage = Stage.PAUSED
    offers = (talk.labels.button("start_over_now"), talk.labels.button("keep_going"))
    talk.say("utter_start_over", offers=offers)


def start_over_now(talk: Talk, act: Act) -> None:
    """Empties the complaint, which "undo" brings back, and begins it anew."""
    state = talk.state
    if not has_draft(state):
        opening.remind(talk)
        return
    emptied = {name: state.values[name] for name in opening.OF_COMPLAINT}
    opening.forget_complaint(state)
    state.before = {name: value for name, value in emptied.items() if value is not None}
    state.stage = nothing_open(state)
    opening.open_form(talk)


def go_on(talk: Talk, act: Act) -> None:
    """Goes on with what is open, or with the complaint that is kept."""
    state = talk.state
    if state.stage is Stage.REVIEW:
        talk.say("utter_how_to_submit")
    elif state.stage is Stage.PAUSED or _undecided(state):
        opening.open_form(talk)
    else:
        opening.remind(talk)


def wait(talk: Talk, act: Act) -> None:
    """Waits: what is asked stays asked, and is not put again."""
    talk.say("utter_wait")
    talk.silent = talk.state.stage in (*MAKING, Stage.CASE)


def stays(talk: Talk) -> None:
    """Says that the complaint stays; goes on where it was only asked about starting over."""
    if any(offer.intent == "start_over_now" for offer in talk.state.offers):
        opening.open_form(talk)
    else:
        talk.say("utter_draft_stays", offers=draft_offers(talk))


def pause(talk: Talk) -> None:
    """Leaves the form; what was told is kept."""
    state = talk.state
    state.stage = Stage.PAUSED if has_draft(state) else nothing_open(state)
    talk.count("left")


def has_draft(state: State) -> bool:
    """Whether a complaint that is not filed holds anything that the client told."""
    if state.stage not in (*MAKING, Stage.PAUSED):
        return False
    return state.begun or (not state.filed and any(state.values.values()))


def nothing_open(state: State) -> Stage:
    """The stage where nothing is being made."""
    return Stage.FILED if state.filed else Stage.OPENING


def draft_offers(talk: Talk) -> tuple[Offer, ...]:
    """What can become of a complaint that is kept."""
    return (talk.labels.button("keep_going"), talk.labels.button("discard"))


def _undecided(state: State) -> bool:
    """Whether a client who was asked "complaint or support?" has told what it is about."""
    return state.stage is Stage.CLARIFY and bool(state.kept and state.kept.words)


def _reference(state: State) -> dict[str, str]:
    return {"reference": state.filed or ""}
