"""`/console/account`: name, role and password of the person signed in."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.console.forms import Form
from desk.console.route import SIGN_IN, ConsoleRoute
from desk.console.service import ConsoleDependency
from desk.console.session import SignedIn
from desk.staff.accounts import AccountRefused
from desk.staff.passwords import LONGEST

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_PATH = "/console/account"


@router.get(_PATH)
def account(request: Request, console: ConsoleDependency, staff: SignedIn) -> Response:
    """The page."""
    return console.pages.page(request, "account", reason=None)


@router.post(f"{_PATH}/password")
def change_password(
    request: Request, console: ConsoleDependency, staff: SignedIn, form: Form
) -> Response:
    """Changes the password, if the old one is right; ends all the person's sessions."""
    # A stranger at an open browser must not guess more here than at the sign-in.
    seconds = console.attempts.wait(f"password of {staff.id}")
    current, new = form.get("current", ""), form.get("new", "")
    if seconds:
        return _again(request, console, "too_many", 429)
    if len(current) > LONGEST or not console.accounts.matches(staff, current):
        return _again(request, console, "current_wrong", 422)
    if new != form.get("again", ""):
        return _again(request, console, "differ", 422)
    try:
        with console.database.writing() as session:
            console.accounts.set_password(session, staff.id, new)
            console.audit.record(session, staff, "password_changed")
    except AccountRefused as refused:
        return _again(request, console, refused.reason, 422)
    return RedirectResponse(f"{SIGN_IN}?done=password", 303)


def _again(
    request: Request, console: ConsoleDependency, reason: str, status: int
) -> Response:
    return console.pages.page(request, "account", status=status, reason=reason)
