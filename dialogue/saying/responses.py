"""Buttons that designers put under a response in data/<language>/responses."""

from __future__ import annotations

import json
from functools import lru_cache

from dialogue.state import Offer
from languages import DATA, DEFAULT, responses


def written_offers(response: str, language: str = DEFAULT) -> tuple[Offer, ...]:
    """The buttons of a response, as offers; Rasa itself shows them."""
    return _offers(language).get(response, ())


@lru_cache(maxsize=8)
def _offers(language: str) -> dict[str, tuple[Offer, ...]]:
    found: dict[str, tuple[Offer, ...]] = {}
    for path in sorted((DATA / DEFAULT / "responses").glob("*.yml")):
        for name, variants in responses(path.name, language).items():
            buttons = variants[0].get("buttons", ())
            found[name] = tuple(
                _offer(button["title"], button["payload"]) for button in buttons
            )
    return found


def _offer(title: str, payload: str) -> Offer:
    intent, brace, values = payload.removeprefix("/").partition("{")
    return Offer(title, intent, json.loads(brace + values) if brace else {})
