"""What can be done now, said again where a message did nothing."""

from __future__ import annotations

from typing import Final

from dialogue.policy import draft, kept
from dialogue.saying.responses import written_offers
from dialogue.saying.utterance import Utterance
from dialogue.state import Offer, Stage
from dialogue.talk import Talk
from firm.model import GENERAL

# Counts the answers to "complaint or support?" that said neither.
CLARIFIED: Final = "clarify"


def remind(talk: Talk) -> None:
    """Says in other words what is offered; what the form or an errand asks is asked anyway."""
    state = talk.state
    match state.stage:
        case Stage.OPENING:
            talk.say("utter_nothing_open")
        case Stage.CLARIFY if state.tries.get(CLARIFIED, 0):
            talk.support_too = True
            draft.open_form(talk)
        case Stage.CLARIFY:
            state.tries[CLARIFIED] = 1
            ask_which(talk, "utter_clarify_again")
        case Stage.SUPPORT:
            talk.say("utter_support_again", offers=(complaint_after_all(talk),))
        case Stage.PAUSED:
            talk.say("utter_draft_kept")
        case Stage.FILED:
            talk.say("utter_filed_stands", {"reference": state.filed or ""})


def ask_which(talk: Talk, response: str) -> None:
    """Asks whether it is a complaint or a matter for support."""
    talk.says.append(Utterance(response, asks="clarify"))


def complaint_after_all(talk: Talk) -> Offer:
    """The way from a support page to a complaint."""
    topic = kept.topic_of(talk.state) or GENERAL
    return talk.labels.button("this_is_complaint", topic=topic)


def way_back(talk: Talk) -> tuple[Offer, ...]:
    """The way back to a complaint that is kept, if there is one."""
    return (talk.labels.button("keep_going"),) if draft.has_draft(talk.state) else ()


def offered(talk: Talk) -> tuple[Offer, ...]:
    """What was offered before this message, to be shown with its answer; once a turn.

    The form puts its own question again, with what it offers.
    """
    language = talk.context.language
    shown = any(
        said.offers or written_offers(said.response, language) for said in talk.says
    )
    in_form = talk.state.stage in draft.MAKING
    return () if shown or in_form else tuple(talk.state.offers)
