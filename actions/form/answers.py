"""A message read as the answer to the open question."""

from __future__ import annotations

from actions.form.digressions import SHORT
from actions.form.notes import OpenChoice
from actions.turn import Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Reading, Skipped, Value

# How sure the intent must be that a field is left open; plain words for it need no intent.
SURE_SKIP = 0.85


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
    passes = turn.intent in ("skip", "all_above") and turn.chance >= SURE_SKIP
    if FIELDS[name].optional and passes and len(turn.text.split()) <= SHORT:
        return Skipped()
    return FIELDS[name].read(turn.text, context)
