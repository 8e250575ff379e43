"""`/console/audit`: the audit log, newest first, with filters; for admins."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Select, select

from desk.console.filters import a_day, a_number, a_word
from desk.console.route import ConsoleRoute
from desk.console.service import Console, ConsoleDependency
from desk.console.session import Admin
from desk.models import AuditEntry

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

PER_PAGE = 50


@dataclass(frozen=True)
class AuditFilter:
    """A filter of entries; parts may be empty. Days are the firm's, both included."""

    since: date | None
    until: date | None
    person: int | None
    action: str
    complaint: int | None

    def query(self) -> str:
        """The filter as the query of an address."""
        parts = {
            "since": self.since,
            "until": self.until,
            "person": self.person,
            "action": self.action,
            "complaint": self.complaint,
        }
        return urlencode({name: part for name, part in parts.items() if part})


@router.get("/console/audit")
def audit_page(
    request: Request,
    console: ConsoleDependency,
    staff: Admin,
    since: str = "",
    until: str = "",
    person: str = "",
    action: str = "",
    complaint: str = "",
    before: str = "",
) -> Response:
    """A page of entries. A filter with an impossible value counts as left out."""
    wanted = AuditFilter(
        a_day(since),
        a_day(until),
        a_number(person),
        a_word(action),
        a_number(complaint),
    )
    chosen = _matching(wanted, console)
    older_than = a_number(before)
    if older_than is not None:
        chosen = chosen.where(AuditEntry.id < older_than)
    with console.database.writing() as session:
        found = list(session.scalars(chosen.limit(PER_PAGE + 1)))
        actions = list(session.scalars(select(AuditEntry.action).distinct()))
        console.audit.record(session, staff, "audit_viewed", detail=wanted.query())
    return console.pages.page(
        request,
        "audit",
        entries=found[:PER_PAGE],
        more=len(found) > PER_PAGE,
        first=older_than is None,
        wanted=wanted,
        query=wanted.query(),
        actions=sorted(actions),
        everybody=console.accounts.all(),
    )


def _matching(wanted: AuditFilter, console: Console) -> Select[AuditEntry]:
    zone = console.pages.words.zone

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), zone)

    chosen = select(AuditEntry).order_by(AuditEntry.id.desc())
    if wanted.since:
        chosen = chosen.where(AuditEntry.at >= midnight(wanted.since))
    if wanted.until:
        chosen = chosen.where(
            AuditEntry.at < midnight(wanted.until + timedelta(days=1))
        )
    if wanted.person:
        chosen = chosen.where(AuditEntry.staff_id == wanted.person)
    if wanted.action:
        chosen = chosen.where(AuditEntry.action == wanted.action)
    if wanted.complaint:
        chosen = chosen.where(AuditEntry.complaint_id == wanted.complaint)
    return chosen
