"""`/console/mails`: mails to clients that are stuck, on their way, or sent."""

from enum import StrEnum

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, load_only
from starlette.exceptions import HTTPException

from desk.cases.actor import Actor
from desk.cases.errors import CaseError, NotFound
from desk.console.filters import Id, a_number
from desk.console.route import ConsoleRoute
from desk.console.service import ConsoleDependency
from desk.console.session import SignedIn
from desk.models import Complaint, MailState, OutboxMail
from desk.web.desk import DeskDependency

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_PATH = "/console/mails"
PER_PAGE = 50


class MailView(StrEnum):
    """Views of the mails."""

    STUCK = "stuck"
    WAITING = "waiting"
    SENT = "sent"


_STATES = {
    MailView.STUCK: (MailState.HELD, MailState.DEAD),
    MailView.WAITING: (MailState.DUE,),
    MailView.SENT: (MailState.SENT,),
}


@router.get(_PATH)
def mails(
    request: Request,
    console: ConsoleDependency,
    staff: SignedIn,
    view: MailView = MailView.STUCK,
    before: str = "",
) -> Response:
    """A page of mails, the latest first, without addresses or words of clients."""
    chosen = (
        select(OutboxMail)
        .join(OutboxMail.complaint)
        .options(
            contains_eager(OutboxMail.complaint).load_only(
                Complaint.id, Complaint.reference
            ),
            load_only(
                OutboxMail.kind,
                OutboxMail.state,
                OutboxMail.created_at,
                OutboxMail.due_at,
                OutboxMail.attempts,
                OutboxMail.last_error,
                OutboxMail.sent_at,
            ),
        )
        .where(OutboxMail.state.in_(_STATES[view]))
        .order_by(OutboxMail.id.desc())
    )
    older_than = a_number(before)
    if older_than is not None:
        chosen = chosen.where(OutboxMail.id < older_than)
    counted = (
        select(OutboxMail.state, func.count())
        .where(OutboxMail.state != MailState.SENT)
        .group_by(OutboxMail.state)
    )
    with console.database.writing() as session:
        found = list(session.scalars(chosen.limit(PER_PAGE + 1)))
        counts = {state: number for state, number in session.execute(counted)}
        console.audit.record(session, staff, "mails_viewed", detail=view.value)
    return console.pages.page(
        request,
        "mails",
        view=view.value,
        mails=found[:PER_PAGE],
        more=len(found) > PER_PAGE,
        first=older_than is None,
        stuck=counts.get(MailState.HELD, 0) + counts.get(MailState.DEAD, 0),
        waiting=counts.get(MailState.DUE, 0),
        now=console.now(),
    )


@router.post(f"{_PATH}/{{mail_id}}/resend")
def resend(
    request: Request,
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: SignedIn,
    mail_id: Id,
) -> Response:
    """Tries a mail that did not go out again, or sends one that did once more."""
    with console.database.reading() as session:
        mail = session.get(OutboxMail, mail_id)
        if mail is None:
            raise HTTPException(404)
        complaint = session.get_one(Complaint, mail.complaint_id)
    try:
        desk.correspondence.resend(mail_id, Actor(staff.id, staff.name))
    except NotFound:
        raise HTTPException(404) from None
    except CaseError:
        raise HTTPException(409) from None
    with console.database.writing() as session:
        console.audit.record(session, staff, "mail_resent", complaint, mail.kind)
    return RedirectResponse(f"{_PATH}?done=resent", 303)
