"""Steps of a chat that the desk counts: what the dialogue counted, and what a turn changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogue.state import SUBMIT, Stage
from dialogue.talk import Talk


def steps(talk: Talk, before: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The steps of a turn as (kind, subject); `before` are the slots that it began with."""
    yield from talk.steps
    for name, value in talk.state.values.items():
        if value is not None and before.get(name) is None:
            yield "field_answered", name
    shown = talk.state.stage is Stage.REVIEW and not talk.submit
    if shown and before.get("requested_slot") != SUBMIT:
        yield "review_shown", ""
