"""Queries of the queue: one page of it, and the number of complaints of each view."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Text,
    and_,
    case,
    cast,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, load_only

from desk.cases.clocks import CLOCK_COLUMNS
from desk.complaint.states import ENDED, Status
from desk.console.queue.filters import ME, NOBODY, NOT_GIVEN, Filters, View
from desk.console.queue.order import IS_OPEN, Order
from desk.models import Complaint, OutboxMail, Staff
from desk.search.find import Sought, matching
from desk.storage.database import Database
from firm import Firm, local_day

PAGE = 50
BATCH = 500
# A larger number tells an official nothing more, and takes longer to count.
MOST_COUNTED = 999
# Word for word as in migration 0009: this finds the index of these few mails alone.
_TROUBLED: ColumnElement[bool] = literal_column(
    "outbox.state IN ('held', 'dead')", Boolean()
)

# The columns that a line of the queue shows or its clocks need. The texts are not read.
_SHOWN: tuple[InstrumentedAttribute[Any], ...] = (
    *CLOCK_COLUMNS,
    Complaint.version,
    Complaint.reference,
    Complaint.received_at,
    Complaint.full_name,
    Complaint.account_id,
    Complaint.category,
    Complaint.severity,
    Complaint.assignee_id,
    Complaint.flags,
    Complaint.outcome,
    Complaint.client_wrote_at,
    Complaint.withdrawal_asked_at,
)


@dataclass(frozen=True)
class Asker:
    """The member of the staff who looks at it, and the day in the firm's zone."""

    staff_id: int
    today: date

    @classmethod
    def of(cls, staff: Staff, firm: Firm, now: datetime) -> Self:
        """The asker for a member of the staff at this instant."""
        return cls(staff.id, local_day(now, firm.calendar))


@dataclass(frozen=True)
class QueuePage:
    """One page: complaints in order, and the places before and after them.

    A place is "" when there is no page on that side. `held` has the ids of complaints
    with a mail that does not go out.
    """

    complaints: Sequence[Complaint]
    before: str
    after: str
    held: frozenset[int]


NOTHING = QueuePage((), "", "", frozenset())


def page_of(
    session: Session, filters: Filters, sought: Sought | None, asker: Asker
) -> QueuePage:
    """One page of the queue."""
    backward = bool(filters.before)
    order = Order(filters.order, backward)
    start = filters.before or filters.after
    query = (
        select(Complaint, *(key.column for key in order.keys))
        .options(load_only(*_SHOWN))
        .where(_wanted(filters, sought, asker))
        .where(order.beyond(start) if start else true())
        .order_by(*order.by())
        .limit(PAGE + 1)
    )
    rows = list(session.execute(query))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if backward:
        rows.reverse()
    places = [order.place(tuple(row[1:])) for row in rows]
    complaints = [row[0] for row in rows]
    return QueuePage(
        complaints,
        before=places[0] if places and (more if backward else bool(start)) else "",
        after=places[-1] if places and (backward or more) else "",
        held=_held(session, complaints),
    )


def counts(session: Session, asker: Asker) -> dict[str, int]:
    """The number of open complaints in each view, by view."""
    views = [view for view in View if view not in (View.ENDED, View.ALL, View.OPEN)]
    sums = [
        func.sum(case((_of_view(view, asker), 1), else_=0)).label(view)
        for view in views
    ]
    row = session.execute(
        select(func.count().label(View.OPEN), *sums).where(IS_OPEN)
    ).one()
    return {name: int(number or 0) for name, number in row._mapping.items()}


def found(
    session: Session, filters: Filters, sought: Sought | None, asker: Asker
) -> int:
    """The number of complaints that pass these filters, up to MOST_COUNTED + 1."""
    some = select(Complaint.id).where(_wanted(filters, sought, asker))
    counted = select(func.count()).select_from(some.limit(MOST_COUNTED + 1).subquery())
    return session.scalar(counted) or 0


def batches(
    database: Database, filters: Filters, sought: Sought | None, asker: Asker
) -> Iterator[Complaint]:
    """Every complaint that passes these filters, with all columns, by id.

    They are read in batches, so that no transaction lasts as long as a download.
    """
    wanted = _wanted(filters, sought, asker)
    last = 0
    while True:
        query = select(Complaint).where(wanted, Complaint.id > last)
        with database.reading() as session:
            some = session.scalars(query.order_by(Complaint.id).limit(BATCH)).all()
        yield from some
        if len(some) < BATCH:
            return
        last = some[-1].id


def _wanted(
    filters: Filters, sought: Sought | None, asker: Asker
) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [_of_view(filters.view, asker)]
    if filters.open_only:
        conditions.append(IS_OPEN)
    for column, value in (
        (Complaint.status, filters.status),
        (Complaint.category, filters.category),
        (Complaint.severity, filters.severity),
        (Complaint.country, filters.country),
    ):
        if value:
            conditions.append(column == ("" if value == NOT_GIVEN else value))
    if filters.assignee:
        conditions.append(_assigned(filters.assignee, asker))
    if sought is not None:
        conditions.append(matching(sought))
    return and_(*conditions)


def _of_view(view: str, asker: Asker) -> ColumnElement[bool]:
    match view:
        case View.MINE:
            return Complaint.assignee_id == asker.staff_id
        case View.UNASSIGNED:
            return Complaint.assignee_id.is_(None)
        case View.OVERDUE:
            return and_(Complaint.next_due < asker.today, ~Complaint.next_due_paused)
        case View.DUE_TODAY:
            return and_(Complaint.next_due == asker.today, ~Complaint.next_due_paused)
        case View.WAITING:
            return Complaint.status == Status.WAITING
        case View.HELD_MAIL:
            return Complaint.id.in_(_with_troubled_mail())
        case View.WITHDRAWAL_ASKED:
            return Complaint.withdrawal_asked_at.is_not(None)
        case View.FLAGGED:
            return cast(Complaint.flags, Text) != "[]"
        case View.ENDED:
            return Complaint.status.in_(ENDED)
    return true()


def _assigned(assignee: str, asker: Asker) -> ColumnElement[bool]:
    if assignee == NOBODY:
        return Complaint.assignee_id.is_(None)
    return Complaint.assignee_id == (
        asker.staff_id if assignee == ME else int(assignee)
    )


def _with_troubled_mail() -> Any:
    return select(OutboxMail.complaint_id).where(_TROUBLED)


def _held(session: Session, complaints: Sequence[Complaint]) -> frozenset[int]:
    ids = [complaint.id for complaint in complaints]
    return frozenset(
        session.scalars(_with_troubled_mail().where(OutboxMail.complaint_id.in_(ids)))
    )
