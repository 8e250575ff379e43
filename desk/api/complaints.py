"""`POST /api/v1/complaints`: files a complaint, once per idempotency key."""

import logging

from fastapi import APIRouter, Response, Security

from desk.api import idempotency_key, problems
from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.idempotency_key import Key
from desk.api.problems import FieldProblem, documented, pointer
from desk.api.service import Desk, DeskDependency
from desk.formats import format_faults
from desk.idempotency import KeyReused
from desk.register import Receipt
from desk.submission import Submission

log = logging.getLogger(__name__)

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])


@router.post(
    "/complaints",
    status_code=201,
    response_model=Receipt,
    responses={
        200: {
            "model": Receipt,
            "description": "Filed before with this key; the same answer.",
        },
        **documented(400, 401, 409, 413, 422, 503),
    },
)
def file_complaint(
    submission: Submission,
    desk: DeskDependency,
    response: Response,
    idempotency_key_: Key = None,
) -> Receipt:
    """Files a complaint and owes its client an acknowledgement by mail."""
    key = idempotency_key.checked(idempotency_key_)
    _check_formats(submission, desk)
    try:
        filed = desk.register.file(submission, key, desk.now())
    except KeyReused:
        raise idempotency_key.reused() from None
    if filed.fresh:
        desk.mail_is_due()
        log.info("complaint_filed", extra={"fields": {"category": submission.category}})
    else:
        response.status_code = 200
        log.info("complaint_filed_before")
    return filed.receipt


def _check_formats(submission: Submission, desk: Desk) -> None:
    faults = format_faults(submission, desk.firm)
    if faults:
        raise problems.invalid(
            [FieldProblem(pointer=pointer(f.place), detail=f.reason) for f in faults]
        )
