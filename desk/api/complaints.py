"""`POST /api/v1/complaints`: files a complaint, once per idempotency key."""

import logging
from typing import Annotated

from fastapi import APIRouter, Header, Response, Security

from desk.api import problems
from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.problems import FieldProblem, Problem, documented, pointer
from desk.api.service import Desk, DeskDependency
from desk.formats import format_faults
from desk.register import KeyReused, Receipt
from desk.submission import Submission

log = logging.getLogger(__name__)

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])

LONGEST_KEY = 255
# Optional to FastAPI only: a missing key is the 400 of the Idempotency-Key draft
# (draft-ietf-httpapi-idempotency-key-header), not one wrong field among others.
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Required. Made by the caller, once for each complaint; the same again "
        f"for each retry. 1 to {LONGEST_KEY} printable ASCII characters.",
    ),
]


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
    idempotency_key: Key = None,
) -> Receipt:
    """Files a complaint and owes its client an acknowledgement by mail."""
    key = _checked(idempotency_key)
    _check_formats(submission, desk)
    try:
        filed = desk.register.file(submission, key, desk.now())
    except KeyReused:
        raise Problem(
            409,
            kind=problems.KEY_REUSED,
            title="The idempotency key belongs to another complaint",
            detail="Send the first body again, or this one with a key of its own.",
        ) from None
    if filed.fresh:
        desk.mail_is_due()
        log.info("complaint_filed", extra={"fields": {"category": submission.category}})
    else:
        response.status_code = 200
        log.info("complaint_filed_before")
    return filed.receipt


def _checked(key: str | None) -> str:
    if key is None or not (
        0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    ):
        raise Problem(
            400,
            kind=problems.KEY_WRONG,
            title="The Idempotency-Key header is missing or not usable",
            detail=f"Send 1 to {LONGEST_KEY} printable ASCII characters, once per complaint.",
        )
    return key


def _check_formats(submission: Submission, desk: Desk) -> None:
    faults = format_faults(submission, desk.firm)
    if faults:
        raise problems.invalid(
            [FieldProblem(pointer=pointer(f.place), detail=f.reason) for f in faults]
        )
