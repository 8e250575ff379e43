"""`/console/sign-in` and `/console/sign-out`."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.console.forms import Form
from desk.console.route import SIGN_IN, ConsoleRoute
from desk.console.service import Console, ConsoleDependency
from desk.staff.passwords import LONGEST
from desk.web.csrf import new_secret

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

HOME = "/console/"
# Only paths of the console, and none that a browser could take for another site.
_PATH = re.compile(r"/console(/[A-Za-z0-9_-]+)*(\.[a-z]+|/)?")


@router.get(SIGN_IN)
def sign_in_page(
    request: Request, console: ConsoleDependency, next: str = HOME
) -> Response:
    """The sign-in page; leads on if somebody is signed in already."""
    if console.sessions.staff(console.csrf.secret(request)) is not None:
        return RedirectResponse(_safe(next), 303)
    return _page(request, console, next=next)


@router.post(SIGN_IN)
def sign_in(request: Request, console: ConsoleDependency, form: Form) -> Response:
    """Signs a person in, or shows the page again, with one sentence for any error."""
    address = request.client.host if request.client else ""
    email, after = form.get("email", ""), form.get("next", HOME)
    seconds = console.attempts.wait(address)
    if seconds:
        again = _page(request, console, 429, email, after, seconds=seconds)
        again.headers["Retry-After"] = str(seconds)
        return again
    password = form.get("password", "")
    staff = console.sign_in.check(email, password) if len(password) <= LONGEST else None
    if staff is None:
        with console.database.writing() as session:
            # Not the typed text: people type passwords where the e-mail goes.
            tried = console.sign_in.known(session, email)
            console.audit.record(session, tried, "sign_in_refused")
        return _page(request, console, 401, email, after, wrong=True)
    console.attempts.forgive(address)
    with console.database.writing() as session:
        console.sessions.end(session, console.csrf.secret(request))
        token = console.sessions.begin(session, staff.id)
        console.audit.record(session, staff, "signed_in")
    answer = RedirectResponse(_safe(after), 303)
    console.csrf.give(answer, request, token)
    return answer


@router.post("/console/sign-out")
def sign_out(request: Request, console: ConsoleDependency) -> Response:
    """Signs a person out: ends the session, and gives the browser another secret."""
    staff = console.sessions.staff(console.csrf.secret(request))
    if staff is not None:
        with console.database.writing() as session:
            console.sessions.end(session, console.csrf.secret(request))
            console.audit.record(session, staff, "signed_out")
    answer = RedirectResponse(f"{SIGN_IN}?done=signed_out", 303)
    console.csrf.give(answer, request, new_secret())
    return answer


def _page(
    request: Request,
    console: Console,
    status: int = 200,
    email: str = "",
    next: str = HOME,
    *,
    wrong: bool = False,
    seconds: int = 0,
) -> Response:
    cookie = console.csrf.secret(request) or new_secret()
    page = console.pages.page(
        request,
        "sign_in",
        status=status,
        cookie=cookie,
        email=email,
        next=_safe(next),
        wrong=wrong,
        minutes=-(-seconds // 60),
    )
    console.csrf.give(page, request, cookie)
    return page


def _safe(path: str) -> str:
    return path if _PATH.fullmatch(path) else HOME
