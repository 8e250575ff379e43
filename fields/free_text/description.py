"""What happened, in the client's own words: kept to the last character."""

import re
from typing import Final

from fields.context import Context
from fields.reading import Reading, Stored, Value, Wrong, WrongKind
from fields.skipping import only_assents, skips
from fields.text import APOSTROPHES, quoted

_WORD: Final = re.compile(rf"\w+(?:[{APOSTROPHES}]\w+)*")
# Scripts written without spaces: each character carries about as much as a short word.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_FEWEST_WORDS: Final = 3
_FEWEST_UNSPACED: Final = 5


def read(text: str, context: Context) -> Reading:
    """The text as it stands, spaces at either end too; three words at least."""
    if not _WORD.search(text):
        return Wrong("description_empty")
    language = context.language
    if skips(text, language=language) or only_assents(text, language):
        return Wrong("description_needed", kind=WrongKind.NEEDED)
    if len(_UNSPACED.findall(text)) >= _FEWEST_UNSPACED:
        return Value(text)
    if len(_WORD.findall(text)) < _FEWEST_WORDS:
        return Wrong("description_short", {"given": quoted(text)})
    return Value(text)


def show(value: Stored, context: Context) -> str:
    """The text as it stands."""
    return value if isinstance(value, str) else ""
