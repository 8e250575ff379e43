"""What the client wants to come of it, in their own words."""

from typing import Final

from fields.assent import only_assents
from fields.context import Context
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import skips

_ABOUT: Final = "resolutions?|wish|wishes|preferences?|preferred outcome|outcome|expectations?|idea|particular wish"


def read(text: str, context: Context) -> Reading:
    """The text as it stands, unless it leaves the field open."""
    if not text.strip() or only_assents(text):
        return Wrong("desired_resolution_empty")
    if skips(text, _ABOUT):
        return Skipped()
    return Value(text)


def show(value: Stored, context: Context) -> str:
    """The text as it stands."""
    return value if isinstance(value, str) else ""
