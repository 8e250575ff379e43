"""Intake of the files of one post: a refused one does not affect the others."""

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
    """The outcome for one file: `reason` is None when the complaint has it now, and
    `again` is True when it had it before."""

    name: str
    reason: RefusalReason | None = None
    again: bool = False


class Intake:
    """Receives the files of a post on one link.

    Use it as a context manager, which deletes the half of a file that a broken-off post
    leaves. `end` raises desk.files.links.LinkShut when the link was shut in the
    meantime.
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
        """Begins a file of this name; "" when no file was chosen."""
        self._name = names.cleaned(name)
        self._coming = None
        if name:
            place = self._places.enter_context(self._evidence.incoming())
            self._coming = place

    def take(self, data: bytes) -> None:
        """Takes the next bytes of the file. Those of a file too large are not kept."""
        coming = self._coming
        if coming is not None and coming.size <= LARGEST_FILE:
            coming.write(data)

    def end(self) -> None:
        """Ends the file: adds it to the complaint, or notes why it is refused."""
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
        """Ends the post here; the file that was coming in is lost."""
        if self._coming is not None:
            self.taken.append(Taken(self._name, RefusalReason.BROKEN_OFF))
            self._coming = None
        self._places.close()
