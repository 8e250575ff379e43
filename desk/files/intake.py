"""Taking in the files of one post: each for itself, so that one refused loses no other."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from desk.files import names
from desk.files.evidence import Evidence
from desk.files.limits import LARGEST_FILE
from desk.files.refusal import RefusalReason, Refused
from desk.files.store import Incoming


@dataclass(frozen=True)
class Taken:
    """What became of one file: `reason` is None when the complaint has it now. `again` when
    it had it before."""

    name: str
    reason: RefusalReason | None = None
    again: bool = False


class Intake:
    """Receives the files of a post on one link. Use it as a context manager, so that what a
    broken-off post leaves half-way is deleted.

    `end` raises desk.files.links.LinkShut when the link was shut in the meantime.
    """

    def __init__(
        self, evidence: Evidence, token: str, cookie: str, now: datetime
    ) -> None:
        self.taken: list[Taken] = []
        self._evidence = evidence
        self._token = token
        self._cookie = cookie
        self._now = now
        self._name = ""
        self._coming: Incoming | None = None
        self._places = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._places.close()

    def begin(self, name: str) -> None:
        """A file of this name; without one, no file was chosen."""
        self._name = names.cleaned(name)
        self._coming = None
        if name:
            place = self._places.enter_context(self._evidence.incoming())
            self._coming = place

    def take(self, data: bytes) -> None:
        """Its next bytes. What is too large is read on, and not kept."""
        coming = self._coming
        if coming is not None and coming.size <= LARGEST_FILE:
            coming.write(data)

    def end(self) -> None:
        """The whole of it is there."""
        coming = self._coming
        if coming is None:
            return
        coming.finish()
        try:
            fresh = self._evidence.add(
                self._token, self._cookie, self._name, coming, self._now
            )
            self.taken.append(Taken(self._name, again=not fresh))
        except Refused as refusal:
            self.taken.append(Taken(self._name, refusal.reason))
        finally:
            self._coming = None
            self._places.close()

    def break_off(self) -> None:
        """No more of the post is read; what was coming in is lost."""
        if self._coming is not None:
            self.taken.append(Taken(self._name, RefusalReason.BROKEN_OFF))
            self._coming = None
        self._places.close()
