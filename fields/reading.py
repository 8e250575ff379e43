"""Results of reading a client's words as the value of a field."""

from dataclasses import dataclass, field
from enum import Enum, auto

# A value as slots hold it: plain JSON.
Stored = str | list[str] | dict[str, str | None]


@dataclass(frozen=True)
class Value:
    """A value that was understood."""

    value: Stored


@dataclass(frozen=True)
class Choice:
    """One answer offered to a question back: `title` is shown, `value` is stored."""

    title: str
    value: Stored


@dataclass(frozen=True)
class Choose:
    """A question back, with one to three answers: response `utter_choose_<reason>`.

    `values` fill the {placeholders} of the response.
    """

    reason: str
    choices: tuple[Choice, ...]
    values: dict[str, str] = field(default_factory=dict)


class WrongKind(Enum):
    """Kinds of words that are no value, by which the dialogue decides what to do."""

    MALFORMED = auto()  # a try at an answer, or nothing like one
    NEEDED = auto()  # left open, where the field cannot be
    REFUSED = auto()  # would not say
    CANNOT_SEE = auto()  # has it, and cannot get at it
    QUESTION = auto()  # asks back
    TOLD_BEFORE = auto()  # points at what was said already


@dataclass(frozen=True)
class Wrong:
    """Not a value, and why: the response `utter_wrong_<reason>`, with `values`."""

    reason: str
    values: dict[str, str] = field(default_factory=dict)
    kind: WrongKind = WrongKind.MALFORMED


@dataclass(frozen=True)
class Skipped:
    """The client leaves an optional field open."""


Reading = Value | Choose | Wrong | Skipped
