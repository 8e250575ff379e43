"""The complaint of an address, opened by somebody who is signed in."""

from dataclasses import dataclass, replace
from typing import Annotated, Self

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.cases.actor import Actor
from desk.cases.case import Case
from desk.cases.errors import NotFound
from desk.complaint.states import Status
from desk.console.filters import Id
from desk.console.service import Console, ConsoleDependency
from desk.console.session import SignedIn
from desk.models import Staff
from desk.web.desk import Desk, DeskDependency


@dataclass(frozen=True)
class OpenCase:
    """The values that handlers of the case page need; `case` is as it was when read."""

    request: Request
    console: Console
    desk: Desk
    staff: Staff
    case: Case

    @property
    def id(self) -> int:
        """The complaint's id."""
        return self.case.complaint.id

    @property
    def status(self) -> Status:
        """The complaint's stage."""
        return Status(self.case.complaint.status)

    @property
    def actor(self) -> Actor:
        """The person who opened it, as the history names them."""
        return Actor(self.staff.id, self.staff.name)

    def again(self) -> Self:
        """Reads the same complaint again. Raises HTTPException 404."""
        return replace(self, case=_read(self.desk, self.id))

    def record(self, action: str, detail: str = "") -> None:
        """Adds an entry to the audit log, in a transaction of its own."""
        complaint = self.case.complaint
        with self.console.database.writing() as session:
            self.console.audit.record(session, self.staff, action, complaint, detail)

    def to_page(self, done: str) -> Response:
        """A redirection to the case page, which tells what was done."""
        return RedirectResponse(f"/console/complaints/{self.id}?done={done}", 303)


def _opened(
    request: Request,
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
) -> OpenCase:
    return OpenCase(request, console, desk, staff, _read(desk, complaint_id))


def _read(desk: Desk, complaint_id: int) -> Case:
    try:
        return desk.cases.read(complaint_id)
    except NotFound:
        raise HTTPException(404) from None


Opened = Annotated[OpenCase, Depends(_opened)]
