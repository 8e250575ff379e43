"""An answer in the client's own words, kept to the last character."""

from dataclasses import dataclass
from typing import Final

from fields.assent import only_assents
from fields.context import Context
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import skips


@dataclass(frozen=True)
class FreeText:
    """Reads any words as the answer, and shows them as they stand.

    A blank, and a yes that tells nothing, are refused with the reason `<name>_empty`. `about`
    is what the question asks for, as `fields.skipping.skips` takes it.
    """

    name: str
    about: str = ""

    def read(self, text: str, context: Context) -> Reading:
        """The text as it stands, unless it leaves the field open."""
        if not text.strip() or only_assents(text):
            return Wrong(f"{self.name}_empty")
        if skips(text, self.about):
            return Skipped()
        return Value(text)

    def show(self, value: Stored, context: Context) -> str:
        """The text as it stands."""
        return value if isinstance(value, str) else ""


ACTIONS_TAKEN: Final = FreeText("actions_taken", "actions?|steps?|things?|contact")
DESIRED_RESOLUTION: Final = FreeText(
    "desired_resolution",
    "resolutions?|wish|wishes|preferences?|preferred outcome|outcome|expectations?|idea|"
    "particular wish",
)
