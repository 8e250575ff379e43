"""The pair by which the desk knows a complaint: its reference, and the e-mail given with it."""

from __future__ import annotations

import re
from typing import Final

from dialogue.turn import Turn
from fields import FIELDS
from fields.context import Context
from fields.reading import Choose, Value
from firm import Firm

# A reference after its prefix.
_BARE: Final = r"(?:[0-9A-Z]{4}[\s-]?){3}[0-9A-Z]{2}"


def reference_in(text: str, firm: Firm) -> str | None:
    """A reference as typed, in any case and spacing; None when the text has none."""
    found = re.search(
        rf"\b{re.escape(firm.reference_prefix)}[\s-]?{_BARE}\b", text, re.IGNORECASE
    )
    return found.group() if found else None


def reference_given(text: str, firm: Firm) -> str | None:
    """The reference in an answer to the question for it, which may leave the prefix out."""
    bare = re.fullmatch(rf"\W*({_BARE})\W*", text, re.IGNORECASE)
    return reference_in(text, firm) or (bare.group(1) if bare else None)


def email_given(turn: Turn, context: Context) -> str | None:
    """An e-mail address as it was typed, also one that may have a slip; None without any.

    The desk says whether it is the one that was given with the complaint.
    """
    reading = FIELDS["email"].read(turn.text, context)
    if isinstance(reading, Value):
        return str(reading.value)
    if isinstance(reading, Choose):
        said = turn.text.casefold()
        offered = [str(choice.value) for choice in reading.choices]
        typed = (address for address in offered if address.casefold() in said)
        return next(typed, offered[0])
    return None


def same_reference(one: str, other: str) -> bool:
    """Whether two references differ in nothing but case and spacing."""
    return _folded(one) == _folded(other)


def _folded(reference: str) -> str:
    return re.sub(r"\W", "", reference).upper()
