"""`/console/`: the queue, the search in it, and the assignment of complaints."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import QueryParams

from desk.cases.actor import Actor
from desk.cases.errors import CaseError
from desk.console.filters import a_number
from desk.console.forms import Form
from desk.console.queue.filters import Filters, View
from desk.console.queue.lines import line_of
from desk.console.queue.rows import (
    MOST_COUNTED,
    NOTHING,
    Asker,
    counts,
    found,
    page_of,
)
from desk.console.queue.searches import LONGEST, keep_search, typed_in
from desk.console.route import ConsoleRoute
from desk.console.service import Console, ConsoleDependency
from desk.console.session import SignedIn
from desk.models import Complaint, Staff
from desk.search.find import Sought
from desk.staff.roles import Role, may_assign
from desk.storage.search.upkeep import coding_of
from desk.web.desk import Desk, DeskDependency
from firm.countries import COUNTRIES

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

QUEUE = "/console/"


class _NotYours(Exception):
    """Only a supervisor may give this complaint to somebody."""


@router.get(QUEUE)
def queue(
    request: Request, console: ConsoleDependency, desk: DeskDependency, staff: SignedIn
) -> Response:
    """A page of the queue, by the filters in the address."""
    filters = Filters.read(request.query_params)
    now = desk.now()
    asker = Asker.of(staff, desk.firm, now)
    with console.database.reading() as session:
        typed = typed_in(session, filters.search, staff.id)
        sought = Sought.read(typed, session.connection())
        whole_words = not coding_of(session.connection()).prefixes
        # A search without a word in it finds nothing, rather than everything.
        if filters.search and sought is None:
            page, number = NOTHING, 0
        else:
            page = page_of(session, filters, sought, asker)
            number = found(session, filters, sought, asker)
        numbers = counts(session, asker)
    with console.database.writing() as session:
        action = "register_searched" if filters.search else "queue_viewed"
        detail = f"{filters.view}, {len(page.complaints)} shown"
        console.audit.record(session, staff, action, detail=detail)
    everybody = console.accounts.all()
    return console.pages.page(
        request,
        "queue",
        filters=filters,
        views=list(View),
        typed=typed,
        longest=LONGEST,
        whole_words=whole_words,
        counts=numbers,
        most_counted=MOST_COUNTED,
        number=number,
        page=page,
        lines=[
            line_of(complaint, complaint.id in page.held, desk.firm, now)
            for complaint in page.complaints
        ],
        names={one.id: one.name for one in everybody},
        colleagues=[one for one in everybody if one.active],
        people=[(str(one.id), one.name) for one in everybody if one.active],
        categories=[(one.id, one.title) for one in desk.firm.categories],
        may_assign_others=Role(staff.role).covers(Role.SUPERVISOR),
        countries=_countries(console),
    )


@router.post("/console/search")
def search(console: ConsoleDependency, staff: SignedIn, form: Form) -> Response:
    """Keeps the typed search, and leads to the complaints that it finds."""
    filters = Filters.read(QueryParams(form.get("filters", "")))
    typed = form.get("q", "").strip()
    if not typed:
        return RedirectResponse(filters.with_(search="").address, 303)
    with console.database.writing() as session:
        kept = keep_search(session, staff.id, typed, console.now())
    # A search means the whole register, not only the open complaints.
    view = View.ALL if filters.view == View.OPEN else filters.view
    return RedirectResponse(filters.with_(search=kept, view=view).address, 303)


@router.post("/console/assign")
def assign(
    console: ConsoleDependency, desk: DeskDependency, staff: SignedIn, form: Form
) -> Response:
    """Assigns the chosen complaints (`id:version`) to somebody, or one to oneself."""
    filters = Filters.read(QueryParams(form.get("filters", "")))
    taken = form.get("take", "")
    chosen = [taken] if taken else form.getlist("chosen")
    to = staff.id if taken else a_number(form.get("to", ""))
    try:
        assigned = [_assigned(console, desk, staff, choice, to) for choice in chosen]
    except _NotYours:
        return RedirectResponse(_told(filters, "not_yours_to_assign"), 303)
    done = "assigned" if all(assigned) else "assigned_partly"
    return RedirectResponse(_told(filters, done if chosen else "none_chosen"), 303)


def _told(filters: Filters, done: str) -> str:
    address = filters.address
    return f"{address}{'&' if '?' in address else '?'}done={done}"


def _assigned(
    console: Console, desk: Desk, staff: Staff, choice: str, to: int | None
) -> bool:
    """Assigns one complaint; returns whether it was assigned. Raises _NotYours."""
    complaint_id, version = (a_number(part) for part in choice.partition(":")[::2])
    if complaint_id is None or version is None:
        return False
    with console.database.reading() as session:
        complaint = session.get(Complaint, complaint_id)
    if complaint is None:
        return False
    if not may_assign(staff, complaint.assignee_id, to):
        raise _NotYours
    try:
        desk.cases.assign(complaint.id, to, Actor(staff.id, staff.name), version)
    except CaseError:
        return False
    with console.database.writing() as session:
        console.audit.record(session, staff, "complaint_assigned", complaint)
    return True


def _countries(console: Console) -> list[tuple[str, str]]:
    name = console.pages.templates.filters["country"]
    return sorted(((code, name(code)) for code in COUNTRIES), key=lambda pair: pair[1])
