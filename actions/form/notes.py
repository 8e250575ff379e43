"""What the form remembers beside the fields themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class OpenChoice:
    """A question back, such as which Korea: (title, value) each; `values` fill it."""

    slot: str
    reason: str
    choices: list[tuple[str, Any]]
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Notes:
    """Kept in the slot `form_notes` as plain JSON.

    `asked` lists the fields this client was asked for, which the progress counts;
    `flags` the fields that were taken as typed after two failed tries; `nearest` what
    came nearest to an answer among the tries. `cannot_see_number`: they
    cannot get at their account ID.
    """

    tries: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    nearest: dict[str, str] = field(default_factory=dict)
    editing: str | None = None
    open_choice: OpenChoice | None = None
    all_categories: bool = False
    story_open: bool = False
    cannot_see_number: bool = False
    notice_shown_for: str | None = None

    @classmethod
    def from_slot(cls, stored: dict[str, Any] | None) -> Notes:
        """The notes as last stored, or empty ones."""
        if not stored:
            return cls()
        # Drafts that were begun before the note had this name.
        named = {
            "cannot_see_number" if k == "unseen" else k: v for k, v in stored.items()
        }
        notes = cls(**named)
        if notes.open_choice:
            choice: Any = notes.open_choice
            notes.open_choice = OpenChoice(
                choice["slot"],
                choice["reason"],
                [(title, value) for title, value in choice["choices"]],
                choice["values"],
            )
        return notes

    def to_slot(self) -> dict[str, Any]:
        """Plain JSON for the slot."""
        return asdict(self)
