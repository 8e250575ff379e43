"""`/console/complaints/{id}`: the case page, and each thing that can be done there.

Whatever sends a mail shows it first, to the last word; nothing is kept between the pages, each
carries what was typed to the next. Who acts on what another has changed meanwhile is told what
that was, and keeps what they typed.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.api.service import Desk, DeskDependency
from desk.cases.actor import Actor
from desk.cases.case import Case
from desk.cases.errors import CaseError, Incomplete, MoveNotAllowed, Stale
from desk.cases.states import Severity, Status
from desk.console.case.acts import ACTS, Act, Chosen
from desk.console.case.page import act_page, case_of, case_page, prefilled, record
from desk.console.case.typed import Typed
from desk.console.filters import a_number
from desk.console.forms import Form, Sent
from desk.console.route import ConsoleRoute
from desk.console.service import Console, ConsoleDependency
from desk.console.session import SignedIn
from desk.models import HistoryEntry, Staff
from desk.staff.roles import Role

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_CASE = "/console/complaints/{complaint_id}"
Id = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get(_CASE)
def case(
    request: Request,
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
) -> Response:
    """The complaint and all that hangs on it."""
    return case_page(request, console, desk, staff, case_of(desk, complaint_id))


@router.get(f"{_CASE}/do/{{name}}")
def form_of_act(
    request: Request,
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
    name: str,
) -> Response:
    """The form of an act; back to the case when its stage does not allow it."""
    act, case = _act(name), case_of(desk, complaint_id)
    if not act.offered(Status(case.complaint.status)):
        return _to_case(complaint_id, "not_now")
    record(console, staff, "complaint_viewed", case)
    return act_page(request, console, case, act, prefilled(case, act, desk.firm))


@router.post(f"{_CASE}/do/{{name}}")
def do(
    request: Request,
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
    name: str,
    form: Form,
) -> Response:
    """The next page of the act: the form again, the mail, or the case with it done (`step`)."""
    act, typed, step = _act(name), Typed.read(form), form.get("step", "")
    case = case_of(desk, complaint_id)
    if step == "point":
        return act_page(request, console, case, act, typed.with_empty_point())
    if step == "edit":
        return act_page(request, console, case, act, typed)
    version = a_number(form.get("version", "")) or 0
    chosen = Chosen(
        desk.cases, desk.correspondence, complaint_id, version, _actor(staff), typed
    )
    try:
        if version != case.complaint.version:
            raise Stale(case.complaint.version)
        if not act.offered(Status(case.complaint.status)):
            return _to_case(complaint_id, "not_now")
        letter = act.letter_from(chosen)
        if letter is not None and step != "send":
            return act_page(request, console, case, act, typed, letter=letter)
        act.do(chosen)
    except Stale:
        case = case_of(desk, complaint_id)
        # What they see now they have not seen before.
        record(console, staff, "complaint_viewed", case)
        return act_page(
            request,
            console,
            case,
            act,
            typed,
            news=_since(case, form),
            offered=act.offered(Status(case.complaint.status)),
            status=409,
        )
    except Incomplete as error:
        fault = (error.field, error.fault)
        return act_page(request, console, case, act, typed, fault=fault, status=422)
    except MoveNotAllowed:
        return _to_case(complaint_id, "not_now")
    record(console, staff, f"complaint_{act.name}", case)
    return _to_case(complaint_id, act.name)


@router.post(f"{_CASE}/note")
def note(
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
    form: Form,
) -> Response:
    """Keeps a note that only the staff sees."""
    case = case_of(desk, complaint_id)
    try:
        desk.cases.note(complaint_id, form.get("text", ""), _actor(staff))
    except Incomplete:
        return _to_case(complaint_id, "blank_note")
    record(console, staff, "complaint_noted", case)
    return _to_case(complaint_id, "noted")


@router.post(f"{_CASE}/care")
def care(
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
    form: Form,
) -> Response:
    """Whose it is, and how severe: what of the two was changed in the form."""
    case = case_of(desk, complaint_id)
    version = a_number(form.get("version", "")) or 0
    try:
        done = _care(console, desk, staff, case, version, form)
    except Stale:
        done = "changed_meanwhile"
    except (CaseError, ValueError):
        done = "not_now"
    return _to_case(complaint_id, done)


@router.get(f"{_CASE}/mails/{{mail_id}}")
def mail(
    request: Request,
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
    mail_id: Id,
) -> Response:
    """What a mail says."""
    case = case_of(desk, complaint_id)
    mail = next((mail for mail in case.mails if mail.id == mail_id), None)
    if mail is None:
        raise HTTPException(404)
    record(console, staff, "mail_viewed", case, mail.kind)
    # Mails are not kept but written when they go out, from what was kept for them then.
    letter = desk.correspondence.letter(case.complaint, mail)
    return console.pages.page(
        request, "mail", case=case, complaint=case.complaint, mail=mail, letter=letter
    )


@router.post(f"{_CASE}/mails/{{mail_id}}/send")
def resend(
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    complaint_id: Id,
    mail_id: Id,
) -> Response:
    """Sends a mail again, or tries one that did not go out."""
    case = case_of(desk, complaint_id)
    if mail_id not in {mail.id for mail in case.mails}:
        raise HTTPException(404)
    try:
        desk.correspondence.resend(mail_id, _actor(staff))
    except CaseError:
        return _to_case(complaint_id, "not_now")
    record(console, staff, "mail_resent", case)
    return _to_case(complaint_id, "resent")


def _care(
    console: Console, desk: Desk, staff: Staff, case: Case, version: int, form: Sent
) -> str:
    complaint, done = case.complaint, "nothing_changed"
    wanted = a_number(form.get("assignee", ""))
    if "assignee" in form and wanted != complaint.assignee_id:
        others = {wanted, complaint.assignee_id} - {staff.id, None}
        if others and not Role(staff.role).covers(Role.SUPERVISOR):
            return "not_yours_to_assign"
        desk.cases.assign(complaint.id, wanted, _actor(staff), version)
        record(console, staff, "complaint_assigned", case)
        done, version = "assigned", version + 1
    if "severity" in form and form["severity"] != complaint.severity:
        severity = Severity(form["severity"])
        desk.cases.set_severity(complaint.id, severity, _actor(staff), version)
        record(console, staff, "severity_set", case, severity.value)
        done = "cared"
    return done


def _act(name: str) -> Act:
    act = ACTS.get(name)
    if act is None:
        raise HTTPException(404)
    return act


def _actor(staff: Staff) -> Actor:
    return Actor(staff.id, staff.name)


def _since(case: Case, form: Sent) -> list[HistoryEntry]:
    seen = a_number(form.get("seen", "")) or 0
    return [entry for entry in case.history if entry.id > seen]


def _to_case(complaint_id: int, done: str) -> Response:
    return RedirectResponse(f"/console/complaints/{complaint_id}?done={done}", 303)
