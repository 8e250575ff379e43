"""`/console/complaints/{id}`: the case page, and the acts on a complaint.

An act that sends a mail shows it first, to the last word. Nothing is kept between the
pages: each carries the typed values to the next. An official who acts on a complaint
that somebody else has changed meanwhile sees those changes first, and keeps the typed
values.
"""

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from desk.cases.errors import CaseError, Incomplete, MoveNotAllowed, Stale
from desk.complaint.states import Severity
from desk.console.case.acts import ACTS, Act, Chosen
from desk.console.case.opened import OpenCase, Opened
from desk.console.case.page import act_page, case_page, prefilled
from desk.console.case.typed import Typed
from desk.console.filters import Id, a_number
from desk.console.forms import Form
from desk.console.route import ConsoleRoute
from desk.models import HistoryEntry
from desk.staff.roles import may_assign
from desk.web.posted import Posted

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_CASE = "/console/complaints/{complaint_id}"


@router.get(_CASE)
def case(opened: Opened) -> Response:
    """The case page: the complaint and everything that belongs to it."""
    return case_page(opened)


@router.get(f"{_CASE}/do/{{name}}")
def form_of_act(opened: Opened, name: str) -> Response:
    """The form of an act; leads back to the case when the stage does not allow it."""
    act = _act(name)
    if not act.offered(opened.case.complaint):
        return opened.to_page("not_now")
    opened.record("complaint_viewed")
    return act_page(opened, act, prefilled(opened, act))


@router.post(f"{_CASE}/do/{{name}}")
def do(opened: Opened, name: str, form: Form) -> Response:
    """The next page of an act, by `step`: its form, its mail, or the case when done."""
    act, typed, step = _act(name), Typed.read(form), form.get("step", "")
    if step == "point":
        return act_page(opened, act, typed.with_empty_point())
    if step == "edit":
        return act_page(opened, act, typed)
    desk, version = opened.desk, _version(form)
    chosen = Chosen(
        desk.cases, desk.correspondence, opened.id, version, opened.actor, typed
    )
    try:
        if version != opened.case.complaint.version:
            raise Stale(opened.case.complaint.version)
        if not act.offered(opened.case.complaint):
            return opened.to_page("not_now")
        letter = act.letter_from(chosen)
        if letter is not None and step != "send":
            return act_page(opened, act, typed, letter=letter)
        act.do(chosen)
    except Stale:
        opened = opened.again()
        # The page shows the official news that they have not seen before.
        opened.record("complaint_viewed")
        news = _since(opened, form)
        return act_page(opened, act, typed, news=news, status=409)
    except Incomplete as error:
        fault = (error.field, error.fault)
        return act_page(opened, act, typed, fault=fault, status=422)
    except MoveNotAllowed:
        return opened.to_page("not_now")
    opened.record(f"complaint_{act.name}")
    return opened.to_page(act.name)


@router.post(f"{_CASE}/note")
def note(opened: Opened, form: Form) -> Response:
    """Keeps a note that only the staff sees."""
    try:
        opened.desk.cases.note(opened.id, form.get("text", ""), opened.actor)
    except Incomplete:
        return opened.to_page("blank_note")
    opened.record("complaint_noted")
    return opened.to_page("noted")


@router.post(f"{_CASE}/care")
def care(opened: Opened, form: Form) -> Response:
    """Changes the assignee and the severity, whichever differs in the form."""
    try:
        done = _care(opened, form)
    except Stale:
        done = "changed_meanwhile"
    except (CaseError, ValueError):
        done = "not_now"
    return opened.to_page(done)


@router.get(f"{_CASE}/mails/{{mail_id}}")
def mail(opened: Opened, mail_id: Id) -> Response:
    """The page with the text of a mail."""
    case = opened.case
    mail = next((mail for mail in case.mails if mail.id == mail_id), None)
    if mail is None:
        raise HTTPException(404)
    opened.record("mail_viewed", mail.kind)
    # The text of a mail is not kept: it is written again from the facts kept for it.
    letter = opened.desk.correspondence.letter(case.complaint, mail)
    return opened.console.pages.page(
        opened.request,
        "mail",
        case=case,
        complaint=case.complaint,
        mail=mail,
        letter=letter,
    )


@router.post(f"{_CASE}/mails/{{mail_id}}/send")
def resend(opened: Opened, mail_id: Id) -> Response:
    """Sends a mail again, or tries one that did not go out."""
    if mail_id not in {mail.id for mail in opened.case.mails}:
        raise HTTPException(404)
    try:
        opened.desk.correspondence.resend(mail_id, opened.actor)
    except CaseError:
        return opened.to_page("not_now")
    opened.record("mail_resent")
    return opened.to_page("resent")


def _care(opened: OpenCase, form: Posted) -> str:
    cases, complaint = opened.desk.cases, opened.case.complaint
    version, done = _version(form), "nothing_changed"
    wanted = a_number(form.get("assignee", ""))
    if "assignee" in form and wanted != complaint.assignee_id:
        if not may_assign(opened.staff, complaint.assignee_id, wanted):
            return "not_yours_to_assign"
        cases.assign(opened.id, wanted, opened.actor, version)
        opened.record("complaint_assigned")
        done, version = "assigned", version + 1
    if "severity" in form and form["severity"] != complaint.severity:
        severity = Severity(form["severity"])
        cases.set_severity(opened.id, severity, opened.actor, version)
        opened.record("severity_set", severity.value)
        done = "cared"
    return done


def _act(name: str) -> Act:
    act = ACTS.get(name)
    if act is None:
        raise HTTPException(404)
    return act


def _version(form: Posted) -> int:
    return a_number(form.get("version", "")) or 0


def _since(opened: OpenCase, form: Posted) -> list[HistoryEntry]:
    seen = a_number(form.get("seen", "")) or 0
    return [entry for entry in opened.case.history if entry.id > seen]
