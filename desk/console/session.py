"""Who is signed in, and what they may do: dependencies of every page behind the sign-in.

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
    """Nobody is, or no longer: `ConsoleRoute` leads to the sign-in."""


def signed_in(request: Request) -> Staff:
    """Who sent this request. Raises NotSignedIn."""
    console = console_in(request)
    staff = console.sessions.staff(console.csrf.secret(request))
    if staff is None:
        raise NotSignedIn
    # For the layout of pages, error pages too.
    request.state.staff = staff
    return staff


SignedIn = Annotated[Staff, Depends(signed_in)]


def requires(role: Role | str) -> Any:
    """A dependency: who sent this request, if their role covers this one; else 403."""
    needed = Role(role)

    def allowed(staff: SignedIn) -> Staff:
        if not Role(staff.role).covers(needed):
            raise HTTPException(403)
        return staff

    return Depends(allowed)


Supervisor = Annotated[Staff, requires(Role.SUPERVISOR)]
Admin = Annotated[Staff, requires(Role.ADMIN)]
