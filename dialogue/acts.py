"""Acts: what a client does with a message. A message holds one or several, in its order.

The closed list is the one that designers mark readings with (data/<language>/readings/README.md);
here each act carries the values that were read for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dialogue.turn import Press
from fields.reading import Choose, Reading, Value


class Without(str, Enum):
    """Answers that hold no value."""

    NONE = "none"  # there is none, nobody, nothing, no account
    UNKNOWN = "unknown"  # does not know or remember
    NOT_TO_HAND = "not_to_hand"  # has it, and cannot get at it now
    REFUSED = "refused"  # does not want to say


class How(str, Enum):
    """Ways of changing a field that was given."""

    REPLACE = ""
    ADD = "add"
    REMOVE = "remove"
    CLEAR = "clear"


@dataclass(frozen=True)
class Answer:
    """An answer to the open question; `words` are those that were read."""

    field: str
    reading: Reading
    words: str


@dataclass(frozen=True)
class NoValue:
    """An answer to the open question that says why there is no value."""

    field: str
    why: Without


@dataclass(frozen=True)
class Volunteer:
    """A value for a field that is not the open one; Choose where it could mean several.

    `meant`: the client gave it as that field's value. Otherwise it stood in what was told.
    """

    field: str
    reading: Value | Choose
    words: str
    meant: bool = False


@dataclass(frozen=True)
class Tell:
    """The story or more of it, to the last character, and the values found in it."""

    words: str
    found: tuple[Volunteer, ...] = ()


@dataclass(frozen=True)
class Correct:
    """A change of what was given; no `reading` where the new value is still to be said.

    `whole`: a long text is given anew, and not only what is to be different in it.
    """

    field: str
    how: How
    reading: Reading | None = None
    words: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Ask:
    """A question: about the process or the chat ("how_long"), or to support ("support_fees")."""

    about: str


@dataclass(frozen=True)
class AskAbout:
    """A question about the open question: "why", "how" or "what"."""

    what: str


@dataclass(frozen=True)
class Request:
    """A wish about the conversation or the complaint: "person", "stop", "undo", "submit" …"""

    what: str


@dataclass(frozen=True)
class Take:
    """An offer on the screen, pressed or meant in words."""

    offer: Press


@dataclass(frozen=True)
class TakeBoth:
    """Both, or all, of the offers on the screen."""


@dataclass(frozen=True)
class Refuse:
    """None of the offers on the screen."""


@dataclass(frozen=True)
class Alarm:
    """A danger: "theft" under way, or "self_harm"."""

    lane: str


@dataclass(frozen=True)
class Doubt:
    """Complaint or support? The triage would rather ask; `topic` is the support topic."""

    topic: str


@dataclass(frozen=True)
class Foreign:
    """Words of another language than those understood: its code, ISO 639."""

    language: str


@dataclass(frozen=True)
class Nothing:
    """Words that ask for nothing: "greets", "thanks", "ok", "reproach", "talk" …"""

    what: str


@dataclass(frozen=True)
class Unclear:
    """Nothing could be read."""


Act = (
    Answer
    | NoValue
    | Volunteer
    | Tell
    | Correct
    | Ask
    | AskAbout
    | Request
    | Take
    | TakeBoth
    | Refuse
    | Alarm
    | Doubt
    | Foreign
    | Nothing
    | Unclear
)
