"""A turn from its beginning to its end: read, decided, errands done, closed."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.register.client import desk
from actions.register.errands import carry_out
from actions.settings import settings
from actions.turns.heard import context_of, state_of, turn_key, turn_of
from dialogue.policy import resume, take_turn
from dialogue.reading import interpret
from dialogue.talk import Talk


async def take(tracker: Tracker) -> Talk:
    """What comes of the client's message, with the state after it."""
    state, turn = state_of(tracker), turn_of(tracker)
    context, form = context_of(tracker, state), settings().complaint_form_url
    talk = take_turn(state, turn, interpret(turn, state, context), context, form)
    if talk.order:
        key = turn_key(tracker, talk.order.errand.value)
        resume(talk, await carry_out(talk.order, desk(), key, form))
    return talk
