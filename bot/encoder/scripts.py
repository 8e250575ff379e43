"""The scripts served: those whose pieces the encoder keeps."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

# The scripts of Europe's languages but Georgian and Armenian. Letters of others in a message are
# read as unknown, which is enough for a name between words that are known.
_SERVED: Final = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER")


@cache
def is_served(character: str) -> bool:
    """Whether pieces with this character are kept: a served script's letter or accent, a
    digit 0-9, punctuation, or a sign such as a currency's or an emoji."""
    kind = unicodedata.category(character)
    if kind == "Nd":
        return character.isascii()
    if kind[0] in "LM":
        return unicodedata.name(character, "").startswith(_SERVED)
    return True
