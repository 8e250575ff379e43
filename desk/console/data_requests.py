"""`/console/data-requests`: requests for data or its erasure; for supervisors.

E-mails and account numbers are only posted, so that no address holds them.
"""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from desk.cases.actor import Actor
from desk.console.forms import Form
from desk.console.route import ConsoleRoute
from desk.console.service import ConsoleDependency
from desk.console.session import Supervisor
from desk.files.store import Damaged
from desk.models import Staff
from desk.retention.requests import DataRequests
from desk.web.posted import Posted

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_PATH = "/console/data-requests"
_MOST = 200
_LONGEST = 20_000


@router.get(_PATH)
def data_requests(
    request: Request, console: ConsoleDependency, staff: Supervisor
) -> Response:
    """The form to find a person, and the last erasures and refusals."""
    return console.pages.page(request, "data_requests", **_said(request))


@router.post(f"{_PATH}/find")
def find(
    request: Request, console: ConsoleDependency, staff: Supervisor, form: Form
) -> Response:
    """The complaints that may belong to this person."""
    email, account = _typed(form, "email"), _typed(form, "account_id")
    if not email:
        said = _said(request, fault="no_email", account_id=account)
        return console.pages.page(request, "data_requests", status=422, **said)
    matches = _requests(request).find(email, account, _actor(staff))
    said = _said(request, matches=matches, email=email, account_id=account)
    return console.pages.page(request, "data_requests", **said)


@router.post(f"{_PATH}/export")
def export(
    request: Request, console: ConsoleDependency, staff: Supervisor, form: Form
) -> Response:
    """Everything held about the chosen complaints, as a zip."""
    chosen = _chosen(form)
    if not chosen:
        said = _said(request, fault="none_chosen")
        return console.pages.page(request, "data_requests", status=422, **said)
    try:
        packed = _requests(request).export(chosen, _actor(staff))
    except Damaged:
        said = _said(request, fault="damaged")
        return console.pages.page(request, "data_requests", status=500, **said)
    named = {"Content-Disposition": 'attachment; filename="personal-data.zip"'}
    return Response(packed, media_type="application/zip", headers=named)


@router.post(f"{_PATH}/erase")
def erase(
    request: Request, console: ConsoleDependency, staff: Supervisor, form: Form
) -> Response:
    """Erases the chosen complaints that may be erased, if the official confirmed it."""
    chosen = _chosen(form)
    fault = None if chosen else "none_chosen"
    if fault is None and form.get("confirmed") != "yes":
        fault = "not_confirmed"
    if fault is not None:
        said = _said(request, fault=fault)
        return console.pages.page(request, "data_requests", status=422, **said)
    outcomes = _requests(request).erase(chosen, _actor(staff))
    return console.pages.page(
        request, "data_requests", **_said(request, outcomes=outcomes)
    )


def _requests(request: Request) -> DataRequests:
    requests = request.app.state.data_requests
    assert isinstance(requests, DataRequests)
    return requests


def _said(request: Request, **more: Any) -> dict[str, Any]:
    known = {"matches": None, "outcomes": None, "fault": None}
    typed = {"email": "", "account_id": ""}
    return {**known, **typed, "recorded": _requests(request).recorded(), **more}


def _actor(staff: Staff) -> Actor:
    return Actor(staff.id, staff.name)


def _typed(form: Posted, name: str) -> str:
    return form.get(name, "").strip()[:_LONGEST]


def _chosen(form: Posted) -> list[int]:
    given = form.getlist("complaint")
    if len(given) > _MOST or not all(
        id_.isascii() and id_.isdigit() and len(id_) < 10 for id_ in given
    ):
        raise HTTPException(400)
    return [int(id_) for id_ in dict.fromkeys(given)]
