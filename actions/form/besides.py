"""What a message answers besides the question that was asked."""

from __future__ import annotations

import re
from typing import Any

from actions.form.digressions import FREE_TEXT
from actions.form.mining import mined
from actions.form.submission import IDENTITY
from fields import FIELDS
from fields.context import Context
from fields.reading import Value
from fields.text import word_set, words_of

# Only what is said in so many words is taken; a guess at the rest is left to its question.
_TAKEN = (*IDENTITY, "ticket_numbers")
# Words that only lead to a value: "I live in", "my name is", "no account".
_LEADING = word_set(
    "a account acc address also an and are as at based but by called case country do don't dont e "
    "email e-mail for from full got hello here hi i i'm id in is it it's its live living mail me my "
    "name named no none not number of ok on or please public ref reference reside resident sorry "
    "thanks that the this ticket tickets to way well with yes you have haven't having"
)
_MOST_OTHERS = 1
_LONGEST_PART = 5  # words
# Two to five words, each with a capital, and nothing else.
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:\s+[^\W\d_a-z][\w'’.-]*){1,4}")


def told_besides(
    text: str, asked: str, slots: dict[str, Any], flags: list[str], context: Context
) -> dict[str, Any]:
    """Values by field that are missing yet, or were taken as typed.

    In the middle of an account in the client's own words nothing is looked for: the name
    in it may be anybody's.
    """
    if asked in FREE_TEXT and asked != "full_name":
        return {}
    listed = _listed(text, context) if asked in IDENTITY else {}
    return {
        name: value
        for name, value in {**listed, **mined(text, context)}.items()
        if name in _TAKEN
        and name != asked
        and (slots.get(name) is None or name in flags)
    }


def says_more(text: str, found: dict[str, Any], context: Context) -> bool:
    """Whether the message tells more than the values that were found in it."""
    shown = " ".join(FIELDS[name].show(found[name], context) for name in found)
    others = set(words_of(text)) - set(words_of(shown)) - _LEADING
    return len(others) > _MOST_OTHERS


def _listed(text: str, context: Context) -> dict[str, Any]:
    """Name and country of a bare list: "Pat Doe, pat@example.com, Ireland"."""
    parts = [part.strip() for part in re.split(r"[,;\n]+", text) if part.strip()]
    if len(parts) < 2 or any(len(part.split()) > _LONGEST_PART for part in parts):
        return {}
    found: dict[str, Any] = {}
    for part in parts:
        country = FIELDS["country"].read(part, context)
        if isinstance(country, Value) and (
            FIELDS["country"].show(country.value, context).casefold() == part.casefold()
        ):
            found.setdefault("country", country.value)
        elif _NAME.fullmatch(part):
            name = FIELDS["full_name"].read(part, context)
            if isinstance(name, Value):
                found.setdefault("full_name", name.value)
    return found
