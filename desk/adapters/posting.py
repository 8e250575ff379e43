"""The interface of an adapter: what it posts, what it returns, and what it raises."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from desk.models import DeliveryEvent


@dataclass(frozen=True)
class Post:
    """One thing to post.

    `key` is the same at every attempt; `attempt` counts from 1. `data` is the document
    of `desk.adapters.document`. `remote_id` is the other system's id of the complaint,
    or None as long as it has told none. `address` is the client's e-mail if it is a
    valid one, or None.
    """

    event: DeliveryEvent
    key: str
    attempt: int
    at: datetime
    reference: str
    data: dict[str, Any]
    remote_id: str | None = None
    address: str | None = None


class NotTaken(Exception):
    """The other system did not take the post.

    `text` is a type and a code, never that system's words, which may quote the
    complaint. `for_good`: it would refuse the same post again. `wait` is the time in
    seconds for which it asked to be left alone.
    """

    def __init__(
        self, text: str, *, for_good: bool = False, wait: float | None = None
    ) -> None:
        self.text = text
        self.for_good = for_good
        self.wait = wait
        super().__init__(text)


class Adapter(Protocol):
    """An adapter to one other system. Any number of calls may be under way at once."""

    async def post(self, post: Post) -> str | None:
        """Posts it, only once however often it is called with this key.

        Returns the other system's id of the complaint, or None if it has none. Raises
        NotTaken, or any other exception when the outcome is unknown: then the post is
        tried again.
        """
