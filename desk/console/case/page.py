"""The pages of one complaint: the case page, and the forms of acts on it."""

from fastapi.responses import Response
from sqlalchemy import select

from desk.cases.watch import proposed_date
from desk.console.case.acts import Act, offered_for
from desk.console.case.opened import OpenCase
from desk.console.case.typed import Typed
from desk.console.queue.lines import line_of
from desk.mail.letter import Letter
from desk.models import EvidenceFile, HistoryEntry, MailState
from desk.staff.roles import Role
from fields import as_read_by_staff
from firm import local_day


def case_page(opened: OpenCase) -> Response:
    """The case page: the complaint and everything that belongs to it."""
    opened.record("complaint_viewed")
    console, desk, case = opened.console, opened.desk, opened.case
    everybody = console.accounts.all()
    files = select(EvidenceFile).where(EvidenceFile.complaint_id == case.complaint.id)
    with console.database.reading() as session:
        evidence = session.scalars(files.order_by(EvidenceFile.id)).all()
    may_assign_others = Role(opened.staff.role).covers(Role.SUPERVISOR)
    return console.pages.page(
        opened.request,
        "case",
        case=case,
        complaint=case.complaint,
        fields=as_read_by_staff(),
        acts=offered_for(case),
        files=evidence,
        line=line_of(
            case.complaint,
            any(mail.state in (MailState.HELD, MailState.DEAD) for mail in case.mails),
            desk.firm,
            desk.now(),
        ),
        today=local_day(desk.now(), desk.firm.calendar),
        names={one.id: one.name for one in everybody},
        colleagues=[
            one
            for one in everybody
            if one.active and (may_assign_others or one.id == opened.staff.id)
        ],
        may_assign_others=may_assign_others,
        limit=desk.firm.limit_for(case.complaint.country),
    )


def act_page(
    opened: OpenCase,
    act: Act,
    typed: Typed,
    *,
    fault: tuple[str, str] | None = None,
    news: list[HistoryEntry] | None = None,
    letter: Letter | None = None,
    status: int = 200,
) -> Response:
    """The form of an act, or with `letter` the mail that the act will send.

    `fault` is a field and its fault. `news` are entries that others added since the
    page before was shown; the official has to look at them first.
    """
    case = opened.case
    return opened.console.pages.page(
        opened.request,
        "act",
        status=status,
        case=case,
        complaint=case.complaint,
        act=act,
        typed=typed,
        fault=fault,
        news=news or [],
        letter=letter,
        offered=act.offered(opened.case.complaint),
        seen=case.history[-1].id if case.history else 0,
    )


def prefilled(opened: OpenCase, act: Act) -> Typed:
    """The form before anybody typed, filled with the desk's proposals."""
    case = opened.case
    complaint = case.complaint
    if act.name == "delay":
        due = complaint.due_by or complaint.resolve_by
        proposed = (
            case.proposal.new_date
            if case.proposal
            else proposed_date(complaint, opened.desk.firm, due)
        )
        return Typed(new_date=proposed.isoformat())
    if act.name == "decide":
        return Typed(next_steps=case.next_steps).with_empty_point()
    if act.name == "email":
        return Typed(email=complaint.email)
    return Typed()
