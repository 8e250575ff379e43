"""A value behind the name of its field and a colon, as it stands on the card.

"What you want: my coins back" is no wording to be learned: the card has taught it.
"""

from __future__ import annotations

import re
from typing import Final

from dialogue.acts import Correct, How
from dialogue.saying.labels import Labels
from dialogue.turn import Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Skipped, Value
from fields.text import fold

_COLON: Final = re.compile(r"\s*[:\uff1a]\s+")
# More words before the colon are no name, but a sentence.
_MOST_WORDS: Final = 8
# From this weight something is to be added or taken out, and not put in the place.
_LIKELY: Final = 0.2


def labelled(turn: Turn, context: Context) -> Correct | None:
    """The change that the message is, when it names a field, has a colon, and then a value."""
    colon = _COLON.search(turn.text)
    if colon is None:
        return None
    named = fold(turn.text[: colon.start()])
    words = turn.text[colon.end() :].strip()
    if not words or len(named.split()) > _MOST_WORDS:
        return None
    field = _field(named, Labels(context.firm, context.language))
    if field is None:
        return None
    adds = turn.chance(f"correct {field} {How.ADD.value}")
    if max(adds, turn.chance(f"correct {field} {How.REMOVE.value}")) >= _LIKELY:
        return None  # "add to what happened: …"
    reading = FIELDS[field].read(words, context)
    if isinstance(reading, Skipped):
        return Correct(field, How.CLEAR)
    if field == "description" and isinstance(reading, Value):
        bare = _is_name(named, field, context)
        return Correct(field, How.REPLACE, reading, words, whole=True) if bare else None
    return Correct(field, How.REPLACE, reading, words)


def _is_name(named: str, field: str, context: Context) -> bool:
    """Whether the words are the field's name and nothing else."""
    names = Labels(context.firm, context.language).names(field)
    return named in map(fold, names)


def _field(named: str, labels: Labels) -> str | None:
    """The field whose name the words end with; of several the longest name's."""
    found = [
        (len(name), field)
        for field in FIELDS
        for name in map(fold, labels.names(field))
        if f" {named}".endswith(f" {name}")
    ]
    return max(found)[1] if found else None
