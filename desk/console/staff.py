"""`/console/staff`: who may work the register; for admins."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from desk.console.forms import Form
from desk.console.route import ConsoleRoute
from desk.console.service import Console, ConsoleDependency
from desk.console.session import Admin
from desk.models import Staff
from desk.staff.accounts import AccountRefused

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_PATH = "/console/staff"


@router.get(_PATH)
def staff_page(request: Request, console: ConsoleDependency, staff: Admin) -> Response:
    """Everybody, and a form to add somebody."""
    return _page(request, console)


@router.post(f"{_PATH}/add")
def add(
    request: Request, console: ConsoleDependency, staff: Admin, form: Form
) -> Response:
    """Somebody new, with a first password that they change after the first sign-in."""

    def change(session: Session) -> Staff:
        return console.accounts.add(
            session,
            email=form.get("email", ""),
            name=form.get("name", ""),
            role=form.get("role", ""),
            password=form.get("password", ""),
        )

    typed = {name: form.get(name, "") for name in ("email", "name", "role")}
    return _changed(request, console, staff, "staff_added", change, typed)


@router.post(f"{_PATH}/{{staff_id}}/role")
def set_role(
    request: Request,
    console: ConsoleDependency,
    staff: Admin,
    staff_id: int,
    form: Form,
) -> Response:
    """Another role."""

    def change(session: Session) -> Staff:
        _not_oneself(staff, staff_id)
        return console.accounts.set_role(session, staff_id, form.get("role", ""))

    return _changed(request, console, staff, "role_changed", change)


@router.post(f"{_PATH}/{{staff_id}}/password")
def set_password(
    request: Request,
    console: ConsoleDependency,
    staff: Admin,
    staff_id: int,
    form: Form,
) -> Response:
    """Another password for somebody who forgot theirs or is locked out."""

    def change(session: Session) -> Staff:
        _not_oneself(staff, staff_id)
        return console.accounts.set_password(
            session, staff_id, form.get("password", "")
        )

    return _changed(request, console, staff, "password_set", change)


@router.post(f"{_PATH}/{{staff_id}}/deactivate")
def deactivate(
    request: Request, console: ConsoleDependency, staff: Admin, staff_id: int
) -> Response:
    """Out, at once."""

    def change(session: Session) -> Staff:
        _not_oneself(staff, staff_id)
        return console.accounts.set_active(session, staff_id, False)

    return _changed(request, console, staff, "staff_deactivated", change)


@router.post(f"{_PATH}/{{staff_id}}/activate")
def activate(
    request: Request, console: ConsoleDependency, staff: Admin, staff_id: int
) -> Response:
    """In again."""

    def change(session: Session) -> Staff:
        return console.accounts.set_active(session, staff_id, True)

    return _changed(request, console, staff, "staff_activated", change)


def _changed(
    request: Request,
    console: Console,
    admin: Staff,
    action: str,
    change: Callable[[Session], Staff],
    typed: dict[str, str] | None = None,
) -> Response:
    try:
        with console.database.writing() as session:
            changed = change(session)
            detail = f"{changed.email} ({changed.role})"
            console.audit.record(session, admin, action, detail=detail)
    except AccountRefused as refused:
        reason = refused.reason
        status = 404 if reason == "unknown" else 422
        return _page(request, console, status, reason=reason, typed=typed)
    return RedirectResponse(f"{_PATH}?done={action}", 303)


def _not_oneself(admin: Staff, staff_id: int) -> None:
    if admin.id == staff_id:
        raise AccountRefused("own_account")


def _page(
    request: Request,
    console: Console,
    status: int = 200,
    reason: str | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    said: dict[str, Any] = {
        "everybody": console.accounts.all(),
        "reason": reason,
        "typed": typed or {"email": "", "name": "", "role": "official"},
        "now": console.now(),
    }
    return console.pages.page(request, "staff", status=status, **said)
