"""The author of a change to a complaint."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A member of staff (`id` is theirs), the desk, or the client (these have no `id`).

    Each entry of the history keeps the name as it was at that time.
    """

    id: int | None
    name: str


DESK = Actor(None, "desk")
CLIENT = Actor(None, "client")
