"""`POST /api/v1/complaints`: files a complaint, once per idempotency key."""

from fastapi import APIRouter, Response, Security

from desk.api import idempotency_key
from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.idempotency_key import Key
from desk.cases.intake import Receipt
from desk.complaint.submission import Submission
from desk.storage.idempotency import KeyReused
from desk.web import problems
from desk.web.desk import DeskDependency
from desk.web.filing import Misformed, file_submission
from desk.web.problems import FieldProblem, documented, pointer

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
    try:
        filed = file_submission(submission, key, desk)
    except Misformed as refusal:
        raise problems.invalid(
            [
                FieldProblem(pointer=pointer(fault.place), detail=fault.reason)
                for fault in refusal.faults
            ]
        ) from None
    except KeyReused:
        raise idempotency_key.reused() from None
    if not filed.fresh:
        response.status_code = 200
    return filed.receipt
