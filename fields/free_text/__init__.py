"""Fields in the client's own words: what happened, who was involved, what they have
done about it and what they want."""

from fields.free_text import description, individuals
from fields.free_text.free_text import FreeText

__all__ = ["FreeText", "description", "individuals"]
