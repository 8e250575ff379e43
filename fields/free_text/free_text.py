"""An answer in the client's own words, kept to the last character."""

from dataclasses import dataclass

from fields.context import Context
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import only_assents, skips
from fields.wording import words_of_field


@dataclass(frozen=True)
class FreeText:
    """Reads any words as the answer, and shows them as they stand.

    A blank, and a yes that tells nothing, are refused with the reason `<name>_empty`.
    The piece `about` of wording/fields/<name>.yml says what the question asks for, so
    that "no steps yet" leaves it open. A field without that file is left open by plain
    words only.
    """

    name: str

    def read(self, text: str, context: Context) -> Reading:
        """The text as it stands, unless it leaves the field open."""
        language = context.language
        if not text.strip() or only_assents(text, language):
            return Wrong(f"{self.name}_empty")
        about = words_of_field(self.name, language).pieces.get("about", "")
        return Skipped() if skips(text, about, language) else Value(text)

    def show(self, value: Stored, context: Context) -> str:
        """The text as it stands."""
        return value if isinstance(value, str) else ""
