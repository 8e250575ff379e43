"""Words said before a complaint is open, which become its story if there is one."""

from __future__ import annotations

from typing import Final

from dialogue.acts import Tell, Volunteer
from dialogue.state import Kept, Stage, State
from dialogue.talk import Talk
from fields.reading import Value

# Stages at which it is not decided whether there is a complaint.
UNDECIDED: Final = frozenset((Stage.OPENING, Stage.CLARIFY, Stage.SUPPORT))
# A message is kept from this chance that it tells something, or is a complaint …
_MAY_TELL: Final = 0.2
# … and always when it has so many words.
_MANY: Final = 12
# A sentence of so many words that asks nothing, of a matter of the client's, tells of it.
_STATES: Final = 4


def keep(talk: Talk, topic: str = "") -> None:
    """Keeps the message where it may be part of a story, and the support topic."""
    if talk.state.stage in UNDECIDED:
        add(talk.state, talk.turn.text if may_tell(talk) else "", topic)


def may_tell(talk: Talk) -> bool:
    """Whether the message may be part of a story."""
    turn = talk.turn
    states = turn.words >= _STATES and not turn.asks
    return turn.press is None and (
        turn.words >= _MANY
        or (states and turn.route in ("support", "clarify"))
        or turn.chance("tell") >= _MAY_TELL
        or turn.routes.get("complaint", 0.0) >= _MAY_TELL
    )


def add(state: State, words: str, topic: str = "") -> None:
    """Keeps words and the support topic, beside those that are kept."""
    before = state.kept or Kept("")
    story = before.words if words in before.words else joined(before.words, words)
    topic = topic or before.topic
    if story or topic:
        state.kept = Kept(story, before.found, topic)


def story(state: State, told: Tell | None) -> Tell | None:
    """All that was told until now, with the values read in it; it is not kept any longer.

    None where nothing was told. The support topic stays known.
    """
    before = state.kept or Kept("")
    state.kept = Kept("", topic=before.topic) if before.topic else None
    words = joined(before.words, state.loose)
    state.loose = ""
    found = tuple(
        Volunteer(name, Value(value), before.words)
        for name, value in before.found.items()
    )
    if told:
        found = (*found, *told.found)
        if told.words not in words:
            words = joined(words, told.words)
    return Tell(words, found) if words else None


def topic_of(state: State) -> str:
    """The support topic that was spoken of; "" for none."""
    return state.kept.topic if state.kept else ""


def joined(*parts: str) -> str:
    """Texts that follow one another, with an empty line between."""
    return "\n\n".join(part for part in parts if part)
