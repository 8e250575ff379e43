"""A message read as the answer to the open question."""

from __future__ import annotations

import re

from actions.form.digressions import SHORT
from actions.form.notes import OpenChoice
from actions.turns.turn import Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Choose, Reading, Skipped, Value, Wrong, WrongKind

# How sure the intent must be that a field is left open; plain words for it need no intent.
SURE_SKIP = 0.85
# The same words again confirm the one meaning that was offered for them.
_CONFIRMED_AGAIN = frozenset({"account_id_none", "full_name_single"})
# Nothing but "I already told you", "see above", "like I said".
_ABOVE = re.compile(
    r"\W*(?:(?:but|well|no|yes|like|as|again|sorry|hello)\W+)*(?:"
    r"(?:i|we)(?:['’]?ve| have)?(?: (?:just|already|have))* "
    r"(?:told|said|wrote|written|gave|given|mentioned|answered|explained)"
    r"(?: (?:you|u|it|that|this|all|everything|so|already|before|above|twice|once|in|the|my|first|"
    r"last|message|messages|story))*"
    r"|(?:please )?(?:see|read|look at|check|scroll|as|it is|it['’]?s|its|all)"
    r"(?: (?:it|is|all|my|the|up|at|in))*(?: (?:above|before|previous|earlier|first|message|messages|"
    r"text|story|said|stated|mentioned|written|already))+"
    r")\W*",
    re.IGNORECASE,
)


def says_above(turn: Turn) -> bool:
    """Whether the message says that the answer was given before, and no more."""
    if len(turn.text.split()) > SHORT:
        return False
    sure = turn.intent == "all_above" and turn.chance >= SURE_SKIP
    return sure or bool(_ABOVE.fullmatch(turn.text))


def read_answer(
    turn: Turn, name: str, choice: OpenChoice | None, context: Context
) -> Reading:
    """What the message means for the field `name`.

    Under a question back (`choice`), a title of one of its buttons and a short yes to
    the first of them are answers too.
    """
    if choice and choice.slot == name:
        wanted = turn.text.strip().casefold()
        for title, value in choice.choices:
            if wanted == title.casefold():
                return Value(value)
        if turn.intent == "affirm" and len(wanted.split()) <= 3:
            return Value(choice.choices[0][1])
    above = says_above(turn)
    passes = turn.intent == "skip" and turn.chance >= SURE_SKIP
    short = len(turn.text.split()) <= SHORT
    if FIELDS[name].optional and (above or (passes and short)):
        return Skipped()
    if above:
        return Wrong("told_before", kind=WrongKind.TOLD_BEFORE)
    reading = FIELDS[name].read(turn.text, context)
    repeated = isinstance(reading, Choose) and choice and choice.slot == name
    if repeated and choice and choice.reason in _CONFIRMED_AGAIN:
        return Value(choice.choices[0][1])
    return reading
