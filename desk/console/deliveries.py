"""`/console/deliveries`: deliveries that other systems have not taken yet, and why."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import func, select

from desk.adapters.queue import Deliveries
from desk.console.route import ConsoleRoute
from desk.console.service import ConsoleDependency
from desk.console.session import SignedIn
from desk.models import Complaint, Delivery, DeliveryState

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_PATH = "/console/deliveries"
_MOST = 100


@router.get(_PATH)
def deliveries(
    request: Request, console: ConsoleDependency, staff: SignedIn
) -> Response:
    """The oldest open deliveries, dead ones first; of clients only references show."""
    unmade = Delivery.state != DeliveryState.SENT
    with console.database.writing() as session:
        console.audit.record(session, staff, "deliveries_viewed")
        rows = session.execute(
            select(Delivery, Complaint.reference)
            .join(Complaint, Complaint.id == Delivery.complaint_id)
            .where(unmade)
            .order_by(Delivery.state != DeliveryState.DEAD, Delivery.id)
            .limit(_MOST)
        ).all()
        count = session.scalar(select(func.count(Delivery.id)).where(unmade))
    shown = [tuple(row) for row in rows]
    return console.pages.page(request, "deliveries", rows=shown, count=count)


@router.post(f"{_PATH}/retry")
def retry(request: Request, console: ConsoleDependency, staff: SignedIn) -> Response:
    """Makes the dead deliveries due again."""
    with console.database.writing() as session:
        console.audit.record(session, staff, "deliveries_retried")
    Deliveries(console.database, console.now, timedelta()).revive()
    return RedirectResponse(f"{_PATH}?done=retried", 303)
