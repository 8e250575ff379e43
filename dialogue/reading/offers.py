"""Offers on the screen: which of them the client means."""

from __future__ import annotations

import re
from typing import Final

from dialogue.acts import Act, Refuse, Request, Take, TakeBoth
from dialogue.state import Offer, State
from fields.text import fold

_PLACE: Final = re.compile(r"\d+")


def titled(text: str, state: State) -> Offer | None:
    """The offer whose title the message is; None for any other message.

    A value that was offered before the last offers counts too, after those.
    """
    said = fold(text)
    before = (offer for offer in state.offers_before if offer.intent == "inform")
    shown = (*state.offers, *before)
    exact = (offer for offer in shown if said and fold(offer.title) == said)
    return next(exact, None) or _by_part(said, state)


def _by_part(said: str, state: State) -> Offer | None:
    """Of the answers to a question back, the only one whose title has these words."""
    if not state.choice or not said:
        return None
    words = set(said.split())
    found = [one for one in state.offers if words <= set(fold(one.title).split())]
    return found[0] if len(found) == 1 else None


def taken(how: str, state: State) -> Act | None:
    """What "take <how>" does with the offers that are shown; None where there are none."""
    shown = state.offers
    if how == "previous":
        return Take(state.offers_before[0].press) if state.offers_before else None
    if how == "all":
        everything = [offer for offer in shown if offer.intent == "see_all_categories"]
        return Take(everything[0].press) if everything else Request("show")
    if not shown:
        return None
    if how in ("no", "none"):
        return Refuse()
    if how == "both":
        return TakeBoth()
    place = _place(how, len(shown))
    return Take(shown[place].press) if place is not None else None


def _place(how: str, shown: int) -> int | None:
    if _PLACE.fullmatch(how):
        return int(how) - 1 if int(how) <= shown else None
    if how == "yes":
        return 0
    # With two on the screen the other one is the second: the first is the likelier.
    if how in ("last", "other"):
        return shown - 1 if how == "last" or shown == 2 else None
    return None
