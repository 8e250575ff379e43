"""The state of a conversation between two turns, kept by Rasa in slots as plain JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from enum import Enum
from typing import Any

from dialogue.turn import Press
from fields import FIELDS

# What the review asks for; the name of the slot too.
SUBMIT = "submit"


class Stage(str, Enum):
    """Where the conversation stands."""

    OPENING = "opening"  # nothing is open yet
    CLARIFY = "clarify"  # complaint or support?
    SUPPORT = "support"  # a support answer was given, with a way back
    FORM = "form"  # a field is asked for
    REVIEW = "review"  # the card is shown
    PAUSED = "paused"  # the complaint is kept, and the client left the form
    FILED = "filed"  # a complaint is filed, and nothing is open
    CASE = "case"  # something about a filed complaint is asked for


@dataclass(frozen=True)
class Offer:
    """A button on the screen: its title, and what a press of it sends."""

    title: str
    intent: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def press(self) -> Press:
        """What a press of it would be."""
        return Press(self.intent, self.values)


@dataclass(frozen=True)
class OpenChoice:
    """A question back about `slot`, such as which Korea: (title, value) each.

    `values` fill the response `utter_choose_<reason>`.
    """

    slot: str
    reason: str
    choices: list[tuple[str, Any]]
    values: dict[str, str] = field(default_factory=dict)

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> OpenChoice:
        """The question back from plain JSON, which knows no pairs."""
        choices = [(title, value) for title, value in kept["choices"]]
        return cls(**{**kept, "choices": choices})


@dataclass(frozen=True)
class Kept:
    """Words said before anything was open, which become the story if it is a complaint.

    `found` are the values that were read in them, by field; `topic` is the support topic.
    """

    words: str
    found: dict[str, Any] = field(default_factory=dict)
    topic: str = ""


@dataclass
class State:
    """What is known of one conversation.

    `values` holds the complaint by field, None for what is not known yet; every other part is
    of the conversation. `asked` are the fields that were asked for, in order, which the
    progress counts; `as_typed` those that were kept unread after failed tries; `not_given`
    those that the client did not want to give or could not. `guesses` are questions back that
    are put when their field's turn comes, about what was told in passing. `before` is what the last change
    replaced, for "undo", `earlier` what each field held before its own last change; `offers` are the buttons shown last, `offers_before` those before.
    `loose` are words told after filing, of which it is asked where they belong. `case` is what
    is known of an errand about a filed complaint (purpose, reference, email, note, tries);
    `language_told` whether it was said that another language is not spoken here.
    """

    values: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(FIELDS))
    stage: Stage = Stage.OPENING
    open: str | None = None
    tries: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    as_typed: list[str] = field(default_factory=list)
    not_given: list[str] = field(default_factory=list)
    nearest: dict[str, str] = field(default_factory=dict)
    editing: str | None = None
    choice: OpenChoice | None = None
    guesses: dict[str, OpenChoice] = field(default_factory=dict)
    all_categories: bool = False
    notice_shown_for: str | None = None
    before: dict[str, Any] = field(default_factory=dict)
    earlier: dict[str, Any] = field(default_factory=dict)
    offers: list[Offer] = field(default_factory=list)
    offers_before: list[Offer] = field(default_factory=list)
    kept: Kept | None = None
    filed: str | None = None
    loose: str = ""
    case: dict[str, Any] = field(default_factory=dict)
    person_asked: int = 0
    language_told: bool = False
    vented: bool = False

    def missing(self) -> list[str]:
        """The fields that are not known yet, in asking order."""
        return [name for name in FIELDS if self.values.get(name) is None]

    def next_field(self) -> str:
        """What the form has to ask for: a field, or SUBMIT for the review."""
        return self.editing or next(iter(self.missing()), SUBMIT)

    @property
    def begun(self) -> bool:
        """Whether there is a complaint in the making."""
        return any(
            self.values.get(name) is not None
            for name, row in FIELDS.items()
            if not row.identity
        )

    @property
    def at(self) -> str:
        """Where the message is said, by the names of data/<language>/readings."""
        if self.choice and self.choice.slot == self.open:
            return "choose"
        if self.stage is Stage.FORM and self.open:
            return "edit" if self.editing else self.open
        if self.stage is Stage.CASE:
            return str(Stage.FILED.value)
        return str(self.stage.value)

    def scene(self) -> dict[str, Any]:
        """The scene that the understanding reads the next message in: at, field, offers."""
        named = self.open if self.at in ("choose", "edit") else None
        # A question has always the same offers, which readings at it need not name.
        shown = () if self.at in FIELDS else self.offers
        return {
            "at": self.at,
            "field": named,
            "offers": [offer.title for offer in shown],
        }

    def to_notes(self) -> dict[str, Any]:
        """Everything but the values, as plain JSON."""
        notes = asdict(self)
        del notes["values"]
        notes["stage"] = self.stage.value
        return notes

    @classmethod
    def restored(cls, values: dict[str, Any], notes: dict[str, Any] | None) -> State:
        """The state from the slots of the fields and what `to_notes` gave."""
        known = {row.name for row in fields(cls)}
        kept: dict[str, Any] = {
            name: value for name, value in (notes or {}).items() if name in known
        }
        kept["stage"] = Stage(kept.get("stage", Stage.OPENING.value))
        for name in ("offers", "offers_before"):
            kept[name] = [Offer(**offer) for offer in kept.get(name, ())]
        if choice := kept.get("choice"):
            kept["choice"] = OpenChoice.restored(choice)
        kept["guesses"] = {
            name: OpenChoice.restored(guess)
            for name, guess in kept.get("guesses", {}).items()
        }
        if words := kept.get("kept"):
            kept["kept"] = Kept(**words)
        return cls(values={name: values.get(name) for name in FIELDS}, **kept)
