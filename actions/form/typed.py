"""Reading the client's words where no validator applies."""

from __future__ import annotations

import re
from typing import Any

from actions.turns.turn import Turn
from actions.turns.wording import field_names
from fields import FIELDS, Kind
from firm.model import OTHER

_YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ok|okay|sure|correct|right|submit|send|confirm|file|go ahead|"
    r"do it|please (?:submit|send|file)|(?:that|this|it|all|everything)(?:'s|’s| is| looks) "
    r"(?:all |fine|good|right|correct|ok)|looks (?:good|right|fine|correct|ok))\b",
    re.IGNORECASE,
)
# Nothing but words of a yes, which need no intent to be believed.
_ONLY_YES = re.compile(
    r"\W*(?:yes|yep|yeah|yup|ok|okay|sure|submit|send|file|confirm)\b"
    r"(?:\W+(?:yes|please|pls|submit|send|file|confirm|it|this|that|now|thanks|thank|you|sir|"
    r"go|ahead|do|so|all|is|looks|good|right|correct|fine|my|the|complaint|ok|okay))*\W*",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"^/|\?|\b(?:but|wait|not|no|don['’]?t|first|before|except|wrong|later|change)\b",
    re.IGNORECASE,
)
_LONGEST_YES = 10  # words


def is_explicit_yes(turn: Turn) -> bool:
    """A yes in plain words: an intent alone ("hmm, let me see") files nothing."""
    if _DOUBTED.search(turn.text) or len(turn.text.split()) > _LONGEST_YES:
        return False
    if _ONLY_YES.fullmatch(turn.text):
        return True
    return turn.intent == "affirm" and bool(_YES.match(turn.text))


def as_typed(name: str, text: str) -> Any:
    """The value of a field that could not be read, in the shape that its field has."""
    field = FIELDS[name]
    return OTHER if field.kind is Kind.CATEGORY else field.as_typed(text.strip())


def named_field(text: str) -> str | None:
    """The field that a message names, by the longest name found; not one that it denies."""
    said = text.casefold()
    found = [
        (len(name), field)
        for field, names in field_names().items()
        for name in names
        if re.search(rf"\b{re.escape(name)}\b", said)
        and not re.search(rf"\bnot (?:the |my |about the )?{re.escape(name)}\b", said)
    ]
    return max(found)[1] if found else None
