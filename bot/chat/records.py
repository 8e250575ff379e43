"""Records that the ledger keeps and gives back. Times are Unix seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Message:
    """An inbound message. `text` is shielded and otherwise as typed; `kind` is typed, pressed
    or internal; `attempts` counts the runs begun before this one. The ledger adds the
    session's `timezone`."""

    session: str
    id: str
    text: str
    payload: str | None
    kind: str
    removed: tuple[str, ...]
    locale: str | None
    attempts: int = 0
    timezone: str | None = None


@dataclass(frozen=True)
class Event:
    """An outbound event: `name` is message or turn_end, `number` counts from 1 in its chat."""

    number: int
    name: str
    body: Body
    at: float


@dataclass(frozen=True)
class Said:
    """A client's own message, for a replay. It belongs after the event `after_event`."""

    number: int
    id: str
    text: str
    kind: str
    after_event: int
    at: float


class SessionGone(Exception):
    """The chat was cleared or has been deleted for age."""


class NotOffered(Exception):
    """No button of this session holds the payload."""


class Unstorable(Exception):
    """The text holds characters that no database keeps."""


class HeldElsewhere(Exception):
    """Another process runs this chat's messages now."""


def is_storable(text: str) -> bool:
    """Whether every database keeps it: not with a NUL (PostgreSQL) or a lone surrogate
    (UTF-8)."""
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
