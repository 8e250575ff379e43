"""Lanes that go before everything else: a life in danger, a theft under way, a person asked for."""

from __future__ import annotations

from typing import Final

from dialogue.acts import Act, Alarm, Tell
from dialogue.policy import case, draft, kept, opening, reminders
from dialogue.state import Stage
from dialogue.talk import Talk

SECURITY: Final = "security"


def care(talk: Talk, act: Alarm) -> None:
    """Answers words of self-harm, and asks nothing after them; what was told is kept."""
    if talk.state.stage in draft.MAKING:
        draft.pause(talk)
    talk.say("utter_self_harm", offers=reminders.way_back(talk))
    talk.silent = True


def theft(talk: Talk, act: Alarm) -> None:
    """Says first what stops the theft; then the complaint about it opens or goes on."""
    talk.count("sent_to_support", SECURITY)
    card = opening.support_card(talk, SECURITY)
    talk.say("utter_urgent_security", card=card)
    if talk.state.stage is Stage.FILED:
        case.tell(talk, Tell(talk.turn.text))
    elif talk.state.stage not in (*draft.MAKING, Stage.CASE):
        draft.open_form(talk, Tell(talk.turn.text))


def person(talk: Talk, act: Act) -> None:
    """Names the people to reach. The question goes on the first time, and rests after the second."""
    state = talk.state
    talk.count("person_asked")
    state.person_asked += 1
    kept.keep(talk)
    again = state.person_asked > 1
    if state.stage is Stage.FILED:
        values = {"reference": state.filed or ""}
        talk.say("utter_human_filed", values, reminders.offered(talk))
        return
    if again and state.stage in draft.MAKING:
        draft.pause(talk)
    offers = reminders.way_back(talk) if again else ()
    offers = offers or reminders.offered(talk)
    talk.say("utter_human_again" if again else "utter_human", offers=offers)
