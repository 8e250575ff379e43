"""Closing a turn: the next open question is put, once, and the offers are remembered."""

from __future__ import annotations

from dataclasses import replace

from dialogue.policy import case
from dialogue.saying.questions import question_for
from dialogue.saying.responses import written_offers
from dialogue.state import SUBMIT, Stage
from dialogue.talk import Talk
from fields.reading import WrongKind

_MAKING = (Stage.FORM, Stage.REVIEW)


def close(talk: Talk) -> None:
    """Puts what is open after the turn, and remembers which buttons are shown."""
    state = talk.state
    if talk.replaced:
        state.before = talk.replaced
        state.earlier |= {
            name: held for name, held in talk.replaced.items() if held is not None
        }
    if talk.submit:
        return
    if state.stage in _MAKING:
        _put(talk)
    elif state.stage is Stage.CASE:
        case.ask(talk)
    else:
        state.open = None
    if not talk.says:
        talk.say("utter_nothing_open")
    _remember_offers(talk)


def _put(talk: Talk) -> None:
    state = talk.state
    _say_notice(talk)
    name = state.next_field()
    if state.choice is None and name in state.guesses:
        state.choice = state.guesses.pop(name)
    moved = name != state.open
    state.open = name
    state.stage = Stage.REVIEW if name == SUBMIT else Stage.FORM
    if talk.silent and not moved and talk.says:
        _keep_open(talk, name)
        return
    if name not in state.asked:
        state.asked.append(name)
    question = question_for(name, state, talk.labels, talk.context, talk.explain)
    if talk.wrong:
        said = f"utter_wrong_{talk.wrong.reason}"
        values = talk.wrong.values
        needs_question = (
            state.tries.get(name, 0) > 1
            or state.choice is not None
            or talk.wrong.kind is WrongKind.TOLD_BEFORE
        )
        if needs_question:
            talk.say(said, values)
        else:
            # The sentence says what is needed: the question is not put a second time.
            question = replace(question, response=said, values=values)
    if talk.support_too:
        way_out = talk.labels.button("this_is_support")
        question = replace(question, offers=(*question.offers, way_out))
    talk.says.append(question)


def _keep_open(talk: Talk, name: str) -> None:
    """The client's page goes on with the question that it shows."""
    last = talk.says[-1]
    asked = question_for(name, talk.state, talk.labels, talk.context)
    offers = (*last.offers, *asked.offers)
    talk.says[-1] = replace(
        last, asks=asked.asks, progress=asked.progress, offers=offers
    )


def _say_notice(talk: Talk) -> None:
    state = talk.state
    country = state.values.get("country")
    notice = talk.context.firm.notice_for(country)
    if notice and state.notice_shown_for != country:
        state.notice_shown_for = country
        talk.say("utter_notice", {"notice": notice.text, "url": notice.url or ""})


def _remember_offers(talk: Talk) -> None:
    state = talk.state
    shown = [
        offer
        for said in talk.says
        for offer in (
            *written_offers(said.response, talk.context.language),
            *said.offers,
        )
    ]
    if state.offers and state.offers != shown:
        state.offers_before = state.offers
    state.offers = shown
