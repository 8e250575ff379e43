"""What the client tells in their own words: what happened, who was involved, what they have
done about it and what they want."""

from fields.free_text import description, individuals
from fields.free_text.optional import OptionalText

__all__ = [
    "OptionalText",
    "actions_taken",
    "description",
    "desired_resolution",
    "individuals",
]

actions_taken = OptionalText("actions_taken")
desired_resolution = OptionalText("desired_resolution")
