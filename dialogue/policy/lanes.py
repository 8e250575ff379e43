"""Lanes that go before everything else: a life in danger, a theft under way, a person asked for."""

from __future__ import annotations

from dialogue.acts import Act, Alarm, Tell
from dialogue.policy import case, kept, leaving, opening
from dialogue.state import Offer, Stage
from dialogue.talk import Talk

SECURITY = "security"


def care(talk: Talk, act: Alarm) -> None:
    """Answers words of self-harm, and asks nothing after them; what was told is kept."""
    if talk.state.stage in leaving.MAKING:
        leaving.pause(talk)
    talk.say("utter_self_harm", offers=_way_back(talk))
    talk.silent = True


def theft(talk: Talk, act: Alarm) -> None:
    """Says first what stops the theft; then the complaint about it opens or goes on."""
    talk.count("sent_to_support", SECURITY)
    card = opening.support_card(talk, SECURITY)
    talk.say("utter_urgent_security", card=card)
    if talk.state.stage is Stage.FILED:
        case.tell(talk, Tell(talk.turn.text))
    elif talk.state.stage not in (*leaving.MAKING, Stage.CASE):
        opening.open_form(talk, Tell(talk.turn.text))


def person(talk: Talk, act: Act) -> None:
    """Names the people to reach. The question goes on the first time, and rests after the second."""
    state = talk.state
    talk.count("person_asked")
    state.person_asked += 1
    kept.keep(talk)
    if state.person_asked == 1:
        offers = () if state.stage in leaving.MAKING else opening.offered(talk)
        talk.say("utter_human", offers=offers)
        return
    if state.stage in leaving.MAKING:
        leaving.pause(talk)
    talk.say("utter_human_again", offers=_way_back(talk) or opening.offered(talk))


def _way_back(talk: Talk) -> tuple[Offer, ...]:
    """The way back to a complaint that is kept."""
    if not leaving.has_draft(talk.state):
        return ()
    return (talk.labels.button("keep_going"),)
