"""An optional text in the client's own words."""

from dataclasses import dataclass

from fields.context import Context
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import only_assents, skips
from fields.wording import words_of_field


@dataclass(frozen=True)
class OptionalText:
    """The field of this name; its words say how clients call what it asks for."""

    name: str

    def read(self, text: str, context: Context) -> Reading:
        """The text as it stands, unless it leaves the field open."""
        language = context.language
        if not text.strip() or only_assents(text, language):
            return Wrong(f"{self.name}_empty")
        about = words_of_field(self.name, language).pieces["about"]
        return Skipped() if skips(text, about, language) else Value(text)

    def show(self, value: Stored, context: Context) -> str:
        """The text as it stands."""
        return value if isinstance(value, str) else ""
