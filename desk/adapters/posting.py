"""The interface of an adapter: what it is given to post, and how it says what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from desk.models import DeliveryEvent


@dataclass(frozen=True)
class Post:
    """One thing to post.

    `key` is the same at every attempt; `attempt` counts from 1. `data` is the document of
    `desk.adapters.document`. `remote_id` is what the other system calls the complaint, once it
    has said so, and `address` the client's e-mail as a mail program would take it, or None.
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
    """The other system did not take it. `text` is a type and a code, never its words, which
    may quote the complaint. `for_good`: it would refuse the same again. `wait` is what it
    asked to be left alone for, in seconds."""

    def __init__(
        self, text: str, *, for_good: bool = False, wait: float | None = None
    ) -> None:
        self.text = text
        self.for_good = for_good
        self.wait = wait
        super().__init__(text)


class Adapter(Protocol):
    """A way into one other system. Any number of calls may be under way at once."""

    async def post(self, post: Post) -> str | None:
        """Posts it, once however often it is called with this key, and gives what the other
        system calls the complaint, if it calls it anything.

        Raises NotTaken, or any other exception when it cannot tell: then it is tried again.
        """
