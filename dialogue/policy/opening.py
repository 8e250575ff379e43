"""Where no complaint is open: complaint or support? What is said before is not lost."""

from __future__ import annotations

from typing import Any, Final

from dialogue.acts import (
    Act,
    Answer,
    Doubt,
    NoValue,
    Take,
    Tell,
    Without,
)
from dialogue.policy import answers, case, kept, leaving, telling
from dialogue.policy.pair import reference_in
from dialogue.saying.utterance import Utterance
from dialogue.state import Offer, Stage, State
from dialogue.talk import Talk
from dialogue.turn import Turn
from fields import FIELDS
from firm.model import GENERAL

# Fields of one complaint; the others say who complains, and stay for the next.
OF_COMPLAINT: Final = tuple(name for name, row in FIELDS.items() if not row.identity)
IDENTITY: Final = tuple(name for name, row in FIELDS.items() if row.identity)
# A support topic is believed from this chance where the client only asks for support.
_SURE: Final = 0.5
# Counts answers to "complaint or support?" that said neither.
_CLARIFIED: Final = "clarify"


def complaint(talk: Talk, act: Act) -> None:
    """Opens the form, or goes on with the complaint that is being made."""
    state = talk.state
    name = act.offer.intent if isinstance(act, Take) else getattr(act, "what", "")
    if isinstance(act, Take) and name == "this_is_complaint":
        topic = str(act.offer.values.get("topic", ""))
        talk.count("this_is_a_complaint", topic)
    if state.stage is Stage.CASE:
        case.leave(talk)
    if name == "new_complaint" and leaving.has_draft(state):
        offers = leaving.draft_offers(talk) if state.stage is Stage.PAUSED else ()
        talk.say("utter_one_at_a_time", offers=offers)
    elif state.stage not in leaving.MAKING:
        open_form(talk)


def tell(talk: Talk, act: Tell) -> None:
    """Opens the form with the story, or goes on with the complaint that is kept."""
    state = talk.state
    if state.stage in leaving.MAKING:  # opened by another act of the same message
        if act.words not in str(state.values["description"] or ""):
            telling.tell(talk, act)
            return
        for found in act.found:
            telling.volunteer(talk, found)
    elif not talk.silent:
        talk.support_too = state.stage in kept.UNDECIDED
        open_form(talk, act)
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
        open_form(talk, Tell(talk.turn.text))
    elif state.stage in kept.UNDECIDED:
        kept.add(state, talk.turn.text, act.topic)
        state.stage = Stage.CLARIFY
        state.tries[_CLARIFIED] = 0
        _ask_which(talk, "utter_clarify")
    else:
        remind(talk)


def support(talk: Talk, act: Act) -> None:
    """Leaves the form, if one is open, for the support page of what was spoken of."""
    likeliest = _likeliest(talk.turn)
    sure = talk.turn.topics.get(likeliest, 0.0) >= _SURE
    topic = likeliest if sure else kept.topic_of(talk.state)
    if talk.state.stage in leaving.MAKING:
        leaving.pause(talk)
    support_answer(talk, topic or GENERAL)


def support_answer(talk: Talk, topic: str) -> None:
    """Shows the support page for the topic, with a way back; a form that is open goes on."""
    state = talk.state
    if any(said.card == support_card(talk, topic) for said in talk.says):
        return
    offers: tuple[Offer, ...] = ()
    if state.stage is Stage.PAUSED:
        offers = (talk.labels.button("keep_going"),)
    elif state.stage in kept.UNDECIDED:
        kept.keep(talk, topic)
        state.stage = Stage.SUPPORT
        offers = (_back(talk),)
    _show_support(talk, topic, offers)


def answer(talk: Talk, act: Answer) -> None:
    """Takes an answer that comes before the complaint is opened again."""
    stage = talk.state.stage
    if stage is Stage.PAUSED and not talk.silent:
        open_form(talk)
    if talk.state.stage in (*leaving.MAKING, Stage.PAUSED):
        answers.answer(talk, act)
    elif stage is Stage.FILED:
        case.tell(talk, Tell(act.words))
    else:
        unclear(talk, act)


def no_value(talk: Talk, act: NoValue) -> None:
    """Takes "I don't know" or "rather not", of the open question or of what is offered."""
    stage = talk.state.stage
    if stage in leaving.MAKING:
        answers.no_value(talk, act)
    elif stage is Stage.CLARIFY and act.why is Without.UNKNOWN:
        unclear(talk, act)
    elif not talk.says:
        neither(talk, act)


def neither(talk: Talk, act: Act) -> None:
    """Takes a no to all that is offered where no complaint is being made."""
    state = talk.state
    if state.stage is Stage.PAUSED:
        leaving.stays(talk)
    elif state.stage is Stage.SUPPORT:
        state.stage = Stage.OPENING
        talk.say("utter_support_closed")
    elif state.stage is Stage.FILED:
        remind(talk)
    else:
        state.stage = Stage.OPENING
        talk.say("utter_neither", offers=menu(talk))


def both(talk: Talk, act: Act) -> None:
    """Takes "both": the support page, and the complaint."""
    state = talk.state
    if state.stage not in kept.UNDECIDED:
        remind(talk)
        return
    _show_support(talk, kept.topic_of(state) or GENERAL)
    open_form(talk)


def unclear(talk: Talk, act: Act) -> None:
    """Says what is offered in other words; a client who tells on is taken to complain."""
    state = talk.state
    if talk.says or talk.order:
        return  # of what else the message says something was made
    if reference_in(talk.turn.text, talk.context.firm):
        case.status(talk, act)
        return
    kept.keep(talk)
    if state.stage is Stage.FILED and kept.may_tell(talk):
        case.tell(talk, Tell(talk.turn.text))
    elif state.stage is Stage.OPENING:
        talk.say("utter_nlu_fallback", offers=menu(talk))
    elif state.stage is Stage.FILED:
        talk.say("utter_filed_unclear", offers=case.filed_offers(talk))
    else:
        remind(talk)


def open_form(talk: Talk, told: Tell | None = None) -> None:
    """Opens the form or comes back to it, with all that was told before as the story."""
    state = talk.state
    resumed = leaving.has_draft(state)
    if not resumed:
        talk.count("started")
    if state.stage is Stage.FILED:
        forget_complaint(state)
    state.stage = Stage.FORM
    story = kept.story(state, told)
    known = tuple(name for name in IDENTITY if state.values[name])
    if resumed:
        talk.say("utter_resumed")
    elif not story and known:
        values = {"known": talk.labels.listed(known)}
        talk.say("utter_form_opened_again", values)
    elif not story:
        talk.say("utter_form_opened")
    if story:
        telling.tell(talk, story)


def forget_complaint(state: State) -> None:
    """Empties the complaint; who the client is stays, and how they could not give it."""
    for name in OF_COMPLAINT:
        state.values[name] = None
    state.as_typed = [name for name in state.as_typed if name in IDENTITY]
    state.not_given = [name for name in state.not_given if name in IDENTITY]
    state.open = state.editing = state.choice = None
    state.tries, state.nearest, state.before = {}, {}, {}
    state.asked = []
    state.all_categories = False


def remind(talk: Talk) -> None:
    """Says in other words what can be done now; where something is asked, it is asked again."""
    state = talk.state
    if state.stage is Stage.OPENING:
        talk.say("utter_nothing_open", offers=menu(talk))
    elif state.stage is Stage.CLARIFY:
        state.tries[_CLARIFIED] = state.tries.get(_CLARIFIED, 0) + 1
        if state.tries[_CLARIFIED] > 1:
            talk.support_too = True
            open_form(talk)
        else:
            _ask_which(talk, "utter_clarify_again")
    elif state.stage is Stage.SUPPORT:
        talk.say("utter_support_again", offers=(_back(talk),))
    elif state.stage is Stage.PAUSED:
        talk.say("utter_draft_kept", offers=leaving.draft_offers(talk))
    elif state.stage is Stage.FILED:
        values = {"reference": state.filed or ""}
        talk.say("utter_filed_stands", values, case.filed_offers(talk))


def menu(talk: Talk) -> tuple[Offer, ...]:
    """What the assistant is for."""
    return (
        talk.labels.button("file_complaint"),
        talk.labels.button("support_general"),
    )


def offered(talk: Talk) -> tuple[Offer, ...]:
    """What was offered before this message, to be shown with its answer; once a turn."""
    shown = any(said.offers for said in talk.says)
    return () if shown else tuple(talk.state.offers)


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


def _ask_which(talk: Talk, response: str) -> None:
    offers = (
        talk.labels.button("this_is_complaint"),
        talk.labels.button("this_is_support"),
    )
    talk.says.append(Utterance(response, offers=offers, asks="clarify"))


def _back(talk: Talk) -> Offer:
    """The way from support to a complaint."""
    topic = kept.topic_of(talk.state) or GENERAL
    return talk.labels.button("this_is_complaint", topic=topic)


def _likeliest(turn: Turn) -> str:
    return max(turn.topics, key=lambda topic: turn.topics[topic], default="")
