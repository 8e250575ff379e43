"""Words that ask for nothing: greetings, thanks, reproaches, anger, talk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dialogue.acts import Nothing, Tell
from dialogue.policy import case, draft, kept, opening, reminders
from dialogue.state import Stage
from dialogue.talk import Talk
from fields import FIELDS

# Hours of silence after which a client who writes again has come back.
LONG_AWAY: Final = 12.0


def nothing(talk: Talk, act: Nothing) -> None:
    """Answers in a sentence, where nothing else in the message was answered."""
    answered = any(said.response != "utter_thank" for said in talk.says)
    if answered or talk.order or talk.submit:
        if act.what == "goodbye" and talk.state.stage in draft.MAKING:
            talk.silent = True
            draft.pause(talk)
        return
    _ANSWERS[act.what](talk)


def _greets(talk: Talk) -> None:
    stage = talk.state.stage
    if stage in draft.MAKING:
        away = talk.turn.hours_away > LONG_AWAY
        talk.say("utter_returned" if away else "utter_greet_in_form")
    elif stage is Stage.PAUSED:
        talk.say("utter_welcome_back")
    elif stage is Stage.OPENING:
        talk.say("utter_greet")
    else:
        reminders.remind(talk)


def _thanks(talk: Talk) -> None:
    talk.say("utter_thank", offers=reminders.offered(talk))


def _goodbye(talk: Talk) -> None:
    if talk.state.stage is Stage.CASE:
        draft.leave_errand(talk.state)
    if talk.state.stage in draft.MAKING:
        draft.pause(talk)
    if draft.has_draft(talk.state):
        talk.say("utter_goodbye_draft_kept")
    elif talk.state.filed:
        talk.say("utter_goodbye_filed", {"reference": talk.state.filed})
    else:
        talk.say("utter_goodbye")


def _ok(talk: Talk) -> None:
    if talk.state.stage is Stage.REVIEW:
        talk.say("utter_how_to_submit")
    elif talk.state.stage is Stage.SUPPORT:
        talk.say("utter_support_closed", offers=reminders.offered(talk))
    elif talk.state.stage is Stage.FILED:
        talk.say("utter_filed_closed")
    else:
        reminders.remind(talk)


def _reproach(talk: Talk) -> None:
    state = talk.state
    known = tuple(name for name in FIELDS if state.values[name])
    if state.stage is Stage.REVIEW:
        talk.say("utter_reproach_at_review")
    elif state.stage is Stage.FORM and known:
        talk.say("utter_reproach_in_form", {"known": talk.labels.listed(known)})
    elif state.stage is Stage.FORM:
        talk.say("utter_reproach_not_found")
    elif state.stage is Stage.CLARIFY:
        talk.support_too = True
        draft.open_form(talk)
    elif state.stage is Stage.SUPPORT:
        kept.keep(talk)
        talk.say("utter_support_not_enough", offers=reminders.offered(talk))
    elif state.stage is Stage.OPENING:
        _vented(talk)
    elif state.stage is Stage.FILED:
        talk.say("utter_reproach_filed", {"reference": state.filed or ""})
    else:
        reminders.remind(talk)


def _insult(talk: Talk) -> None:
    if talk.state.stage in draft.MAKING:
        talk.say("utter_insult_in_form")
    else:
        _reproach(talk)


def _vented(talk: Talk) -> None:
    """Asks once what happened; more anger is a complaint."""
    if talk.state.vented:
        draft.open_form(talk, Tell(talk.turn.text))
        return
    talk.state.vented = True
    kept.add(talk.state, talk.turn.text)
    talk.say("utter_vent")


def _talk(talk: Talk) -> None:
    stage = talk.state.stage
    if stage in (Stage.CLARIFY, Stage.SUPPORT, Stage.PAUSED):
        reminders.remind(talk)
    else:
        _not_ours("utter_chitchat")(talk)


def _not_ours(response: str) -> Callable[[Talk], None]:
    """Says the response, with what is offered."""
    return lambda talk: talk.say(response, offers=reminders.offered(talk))


def _nonsense(talk: Talk) -> None:
    if talk.state.stage in draft.MAKING:
        talk.say("utter_not_understood")
        talk.explain = True
    elif talk.state.stage is Stage.CASE:
        case.unclear(talk, Nothing("nonsense"))
    else:
        opening.unclear(talk, Nothing("nonsense"))


_ANSWERS: Final[dict[str, Callable[[Talk], None]]] = {
    "greets": _greets,
    "thanks": _thanks,
    "goodbye": _goodbye,
    "ok": _ok,
    "reproach": _reproach,
    "insult": _insult,
    "talk": _talk,
    "nonsense": _nonsense,
    "other_firm": _not_ours("utter_other_firm"),
    "outside": _not_ours("utter_out_of_scope"),
}
