"""The pages about one complaint: what they need to know beside the case itself."""

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import select
from starlette.exceptions import HTTPException

from desk.api.service import Desk
from desk.cases.case import Case
from desk.cases.errors import NotFound
from desk.cases.watch import proposed_date
from desk.console.case.acts import Act, offered_for
from desk.console.case.typed import Typed
from desk.console.queue.lines import line_of
from desk.console.service import Console
from desk.mail.letter import Letter
from desk.mail.outbox import DEAD, HELD
from desk.models import EvidenceFile, HistoryEntry, Staff
from desk.staff.roles import Role
from firm import Firm, local_day


def case_of(desk: Desk, complaint_id: int) -> Case:
    """The case. Raises HTTPException 404."""
    try:
        return desk.cases.read(complaint_id)
    except NotFound:
        raise HTTPException(404) from None


def record(
    console: Console, staff: Staff, action: str, case: Case, detail: str = ""
) -> None:
    """Adds to the audit log, in a transaction of its own."""
    with console.database.writing() as session:
        console.audit.record(session, staff, action, case.complaint, detail)


def case_page(
    request: Request, console: Console, desk: Desk, staff: Staff, case: Case
) -> Response:
    """The complaint and all that hangs on it."""
    record(console, staff, "complaint_viewed", case)
    everybody = console.accounts.all()
    files = select(EvidenceFile).where(EvidenceFile.complaint_id == case.complaint.id)
    with console.database.reading() as session:
        evidence = session.scalars(files.order_by(EvidenceFile.id)).all()
    may_assign_others = Role(staff.role).covers(Role.SUPERVISOR)
    return console.pages.page(
        request,
        "case",
        case=case,
        complaint=case.complaint,
        acts=offered_for(case),
        files=evidence,
        line=line_of(
            case.complaint,
            any(mail.state in (HELD, DEAD) for mail in case.mails),
            desk.firm,
            desk.now(),
        ),
        today=local_day(desk.now(), desk.firm.calendar),
        names={one.id: one.name for one in everybody},
        colleagues=[
            one
            for one in everybody
            if one.active and (may_assign_others or one.id == staff.id)
        ],
        may_assign_others=may_assign_others,
        limit=desk.firm.limit_for(case.complaint.country),
    )


def act_page(
    request: Request,
    console: Console,
    case: Case,
    act: Act,
    typed: Typed,
    *,
    fault: tuple[str, str] | None = None,
    news: list[HistoryEntry] | None = None,
    letter: Letter | None = None,
    offered: bool = True,
    status: int = 200,
) -> Response:
    """The form of an act, or with `letter` the mail that it will send.

    `fault` is a field and what is wrong with it; `news` is what others did since the page
    before was shown, which has then to be looked at first.
    """
    return console.pages.page(
        request,
        "act",
        status=status,
        case=case,
        complaint=case.complaint,
        act=act,
        typed=typed,
        fault=fault,
        news=news or [],
        letter=letter,
        offered=offered,
        seen=case.history[-1].id if case.history else 0,
    )


def prefilled(case: Case, act: Act, firm: Firm) -> Typed:
    """The form before anybody typed: what the desk proposes."""
    complaint = case.complaint
    if act.name == "delay":
        due = complaint.due_by or complaint.resolve_by
        proposed = (
            case.proposal.new_date
            if case.proposal
            else proposed_date(complaint, firm, due)
        )
        return Typed(new_date=proposed.isoformat())
    if act.name == "decide":
        return Typed(next_steps=case.next_steps).with_empty_point()
    if act.name == "email":
        return Typed(email=complaint.email)
    return Typed()
