"""`/console/staff`: accounts of the staff; for admins."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from desk.console.filters import Id
from desk.console.forms import Form
from desk.console.route import ConsoleRoute
from desk.console.service import ConsoleDependency
from desk.console.session import Admin
from desk.models import Staff
from desk.staff.accounts import AccountRefused
from desk.staff.roles import Role
from desk.web.posted import Posted

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_PATH = "/console/staff"
_ONE = f"{_PATH}/{{staff_id}}"


class StaffPage:
    """The page of the staff, and the changes that an admin makes there."""

    def __init__(
        self, request: Request, console: ConsoleDependency, admin: Admin
    ) -> None:
        self.accounts = console.accounts
        self._request = request
        self._console = console
        self._admin = admin

    def shown(
        self, status: int = 200, reason: str | None = None, typed: Posted | None = None
    ) -> Response:
        """The page; after a refused change with its reason and the typed values."""
        return self._console.pages.page(
            self._request,
            "staff",
            status=status,
            everybody=self.accounts.all(),
            reason=reason,
            typed={
                "email": typed.get("email", "") if typed else "",
                "name": typed.get("name", "") if typed else "",
                "role": typed.get("role", "") if typed else Role.OFFICIAL,
            },
            now=self._console.now(),
        )

    def changed(
        self,
        action: str,
        change: Callable[[Session], Staff],
        typed: Posted | None = None,
    ) -> Response:
        """Makes and records a change; leads to the page, which tells the outcome."""
        try:
            with self._console.database.writing() as session:
                changed = change(session)
                detail = f"{changed.email} ({changed.role})"
                self._console.audit.record(session, self._admin, action, detail=detail)
        except AccountRefused as refused:
            status = 404 if refused.reason == "unknown" else 422
            return self.shown(status, refused.reason, typed)
        return RedirectResponse(f"{_PATH}?done={action}", 303)

    def other_changed(
        self, action: str, staff_id: int, change: Callable[[Session], Staff]
    ) -> Response:
        """Changes the account of anybody but the admin who asks, as `changed` does."""
        if staff_id == self._admin.id:
            return self.shown(422, "own_account")
        return self.changed(action, change)


Page = Annotated[StaffPage, Depends()]


@router.get(_PATH)
def staff_page(page: Page) -> Response:
    """The page, with all of the staff and a form to add somebody."""
    return page.shown()


@router.post(f"{_PATH}/add")
def add(page: Page, form: Form) -> Response:
    """Adds a person, with a password to change after the first sign-in."""

    def change(session: Session) -> Staff:
        return page.accounts.add(
            session,
            email=form.get("email", ""),
            name=form.get("name", ""),
            role=form.get("role", ""),
            password=form.get("password", ""),
        )

    return page.changed("staff_added", change, form)


@router.post(f"{_ONE}/role")
def set_role(page: Page, staff_id: Id, form: Form) -> Response:
    """Sets another role."""
    role = form.get("role", "")
    return page.other_changed(
        "role_changed",
        staff_id,
        lambda session: page.accounts.set_role(session, staff_id, role),
    )


@router.post(f"{_ONE}/password")
def set_password(page: Page, staff_id: Id, form: Form) -> Response:
    """Sets the password of somebody who forgot theirs or is locked out."""
    password = form.get("password", "")
    return page.other_changed(
        "password_set",
        staff_id,
        lambda session: page.accounts.set_password(session, staff_id, password),
    )


@router.post(f"{_ONE}/deactivate")
def deactivate(page: Page, staff_id: Id) -> Response:
    """Makes a person inactive, and ends their sessions at once."""
    return page.other_changed(
        "staff_deactivated",
        staff_id,
        lambda session: page.accounts.set_active(session, staff_id, False),
    )


@router.post(f"{_ONE}/activate")
def activate(page: Page, staff_id: Id) -> Response:
    """Makes a person active again."""
    return page.changed(
        "staff_activated",
        lambda session: page.accounts.set_active(session, staff_id, True),
    )
