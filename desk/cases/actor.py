"""Who does a thing to a complaint."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A member of staff (`id` is theirs), the desk itself, or the client (no `id`).

    The name is kept with each entry of the history, as it was at that time.
    """

    id: int | None
    name: str


DESK = Actor(None, "desk")
CLIENT = Actor(None, "client")
