"""Where no complaint is open: complaint or support? What is said before is not lost."""

from __future__ import annotations

from typing import Any, Final

from dialogue.acts import Act, Doubt, NoValue, Request, Tell, Without
from dialogue.policy import answers, case, draft, kept, leaving, reminders, telling
from dialogue.policy.pair import reference_in
from dialogue.state import Offer, Stage
from dialogue.talk import Talk
from dialogue.turn import Press, Turn
from firm.model import GENERAL

# A support topic is believed from this chance where the client only asks for support.
_SURE: Final = 0.5


def complaint(talk: Talk, act: Request) -> None:
    """Opens the form, or goes on with the complaint that is being made."""
    state = talk.state
    if state.stage is Stage.CASE:
        draft.leave_errand(state)
    if act.what == "new_complaint" and draft.has_draft(state):
        talk.say("utter_one_at_a_time")
        reminders.remind(talk)
    elif state.stage not in draft.MAKING:
        draft.open_form(talk)


def this_is_complaint(talk: Talk, pressed: Press) -> None:
    """Opens the form from a support page or from "complaint or support?"."""
    topic = str(pressed.values.get("topic", ""))
    talk.count("this_is_a_complaint", topic)
    complaint(talk, Request("complaint"))


def tell(talk: Talk, act: Tell) -> None:
    """Opens the form with the story, or goes on with the complaint that is kept."""
    state = talk.state
    if state.stage in draft.MAKING:  # opened by another act of the same message
        if act.words not in str(state.values["description"] or ""):
            telling.tell(talk, act)
            return
        for found in act.found:
            telling.volunteer(talk, found)
    elif not talk.silent:
        talk.support_too = state.stage in kept.UNDECIDED
        draft.open_form(talk, act)
        kept.add(state, "", _likeliest(talk.turn))
    elif state.stage is Stage.PAUSED:
        telling.tell(talk, act)
    else:
        kept.add(state, act.words)


def doubt(talk: Talk, act: Doubt) -> None:
    """Asks once whether it is a complaint; told more, and in doubt again, takes it for one."""
    state = talk.state
    if reference_in(talk.turn.text, talk.context.firm):
        case.status(talk, act)
    elif state.stage is Stage.CLARIFY:
        talk.support_too = True
        draft.open_form(talk, Tell(talk.turn.text))
    elif state.stage in kept.UNDECIDED:
        kept.add(state, talk.turn.text, act.topic)
        state.stage = Stage.CLARIFY
        state.tries.pop(reminders.CLARIFIED, None)
        reminders.ask_which(talk, "utter_clarify")
    else:
        reminders.remind(talk)


def support(talk: Talk, act: Act) -> None:
    """Leaves the form, if one is open, for the support page of what was spoken of."""
    likeliest = _likeliest(talk.turn)
    sure = talk.turn.topics.get(likeliest, 0.0) >= _SURE
    topic = likeliest if sure else kept.topic_of(talk.state)
    if talk.state.stage in draft.MAKING:
        draft.pause(talk)
    support_answer(talk, topic or GENERAL)


def support_answer(talk: Talk, topic: str) -> None:
    """Shows the support page for the topic, with a way back; a form that is open goes on."""
    state = talk.state
    if any(said.card == support_card(talk, topic) for said in talk.says):
        return
    offers: tuple[Offer, ...] = ()
    if state.stage is Stage.PAUSED:
        offers = reminders.way_back(talk)
    elif state.stage in kept.UNDECIDED:
        kept.keep(talk, topic)
        state.stage = Stage.SUPPORT
        offers = (reminders.complaint_after_all(talk),)
    _show_support(talk, topic, offers)


def both(talk: Talk) -> None:
    """Takes "both": the support page, and the complaint."""
    _show_support(talk, kept.topic_of(talk.state) or GENERAL)
    draft.open_form(talk)


def no_value(talk: Talk, act: NoValue) -> None:
    """Takes "I don't know" where there is something to choose from, and no question."""
    if talk.state.stage in draft.MAKING:
        answers.no_value(talk, act)
    elif talk.says:
        return
    elif act.why is Without.UNKNOWN:
        unclear(talk, act)
    else:
        leaving.refuse(talk)


def unclear(talk: Talk, act: Act) -> None:
    """Says what is offered in other words; what may be a story is kept for it."""
    state = talk.state
    if talk.says or talk.order:
        return  # of what else the message says something was made
    if reference_in(talk.turn.text, talk.context.firm):
        case.status(talk, act)
        return
    kept.keep(talk)
    if state.stage is Stage.OPENING:
        talk.say("utter_nlu_fallback")
    elif state.stage is not Stage.FILED:
        reminders.remind(talk)
    elif kept.may_tell(talk):
        case.tell(talk, Tell(talk.turn.text))
    else:
        talk.say("utter_filed_unclear", {"reference": state.filed or ""})


def support_card(talk: Talk, topic: str) -> dict[str, Any]:
    """The card of the support page for a topic, as docs/contracts/chat.md has it."""
    channel = talk.context.firm.support_for(topic)
    return {
        "type": "support",
        "topic": topic,
        "title": channel.title,
        "url": channel.url,
    }


def _show_support(talk: Talk, topic: str, offers: tuple[Offer, ...] = ()) -> None:
    talk.count("sent_to_support", topic)
    channel = talk.context.firm.support_for(topic)
    values = {"title": channel.title, "hint": channel.hint}
    talk.say("utter_support", values, offers, support_card(talk, topic))


def _likeliest(turn: Turn) -> str:
    """The likeliest support topic; "" where none was thought of."""
    return max(turn.topics, key=lambda topic: turn.topics[topic], default="")
