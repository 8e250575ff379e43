"""Dependencies of every page behind the sign-in: the person signed in, and their role.

def page(staff: SignedIn, …)                            anybody who is signed in
def page(staff: Annotated[Staff, requires(Role.ADMIN)], …)     at least this role
"""

from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from desk.console.service import console_in
from desk.models import Staff
from desk.staff.roles import Role


class NotSignedIn(Exception):
    """Nobody is signed in, or no longer: `ConsoleRoute` leads to the sign-in."""


def signed_in(request: Request) -> Staff:
    """The person who sent this request. Raises NotSignedIn."""
    console = console_in(request)
    staff = console.sessions.staff(console.csrf.secret(request))
    if staff is None:
        raise NotSignedIn
    # For the layout of pages, including error pages.
    request.state.staff = staff
    return staff


SignedIn = Annotated[Staff, Depends(signed_in)]


def requires(role: Role | str) -> Any:
    """A dependency: the person who sent this request; 403 unless they have this role or
    one that covers it."""
    needed = Role(role)

    def allowed(staff: SignedIn) -> Staff:
        if not Role(staff.role).covers(needed):
            raise HTTPException(403)
        return staff

    return Depends(allowed)


Supervisor = Annotated[Staff, requires(Role.SUPERVISOR)]
Admin = Annotated[Staff, requires(Role.ADMIN)]
