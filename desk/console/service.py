"""The services that the console's handlers work with, made once at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from desk.console.pages import ConsolePages
from desk.insight.report import Report
from desk.staff.accounts import Accounts
from desk.staff.audit import Audit
from desk.staff.passwords import Passwords
from desk.staff.sessions import Sessions
from desk.staff.sign_in import SignIn
from desk.storage.database import Database
from desk.web.attempts import Attempts
from desk.web.csrf import Csrf
from desk.words.wording import Wording
from fields import FIELDS
from firm import Firm

# The cookie holds a random secret before the sign-in, and the session's token after.
COOKIE = "desk_console"


@dataclass(frozen=True)
class Console:
    """The console of a desk; `attempts` counts wrong sign-ins by network address."""

    database: Database
    pages: ConsolePages
    csrf: Csrf
    audit: Audit
    accounts: Accounts
    sessions: Sessions
    sign_in: SignIn
    attempts: Attempts
    report: Report
    now: Callable[[], datetime]


def console_of(
    firm: Firm, database: Database, token: str, now: Callable[[], datetime]
) -> Console:
    """The console of a firm; desks with the same token accept each other's visitors."""
    passwords = Passwords()
    csrf = Csrf(token, COOKIE, path="/console")
    pages = ConsolePages(firm, csrf)
    wording = Wording(firm)
    labels = {name: wording.label(name) for name in FIELDS}
    return Console(
        database=database,
        pages=pages,
        csrf=csrf,
        audit=Audit(now),
        accounts=Accounts(database, passwords, firm.name, now),
        sessions=Sessions(database, now),
        sign_in=SignIn(database, passwords, now),
        attempts=Attempts(most=20, seconds=600),
        report=Report(firm, labels, pages.words.short_day),
        now=now,
    )


def console_in(request: Request) -> Console:
    """The console of the application that handles this request."""
    console = request.app.state.console
    assert isinstance(console, Console)
    return console


async def _console(request: Request) -> Console:
    return console_in(request)


ConsoleDependency = Annotated[Console, Depends(_console)]
