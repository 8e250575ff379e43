"""`POST /api/v1/withdrawals`: keeps a client's request to withdraw a complaint, once per key."""

import logging

from fastapi import APIRouter, Response, Security

from desk.api import idempotency_key
from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.idempotency_key import Key
from desk.api.pair import slow_down_guessing
from desk.cases.client_notes import NewWithdrawal, WithdrawalReceipt
from desk.cases.errors import MoveNotAllowed, NoSuchPair
from desk.storage.idempotency import KeyReused
from desk.web import problems
from desk.web.desk import DeskDependency
from desk.web.problems import Problem, documented

log = logging.getLogger(__name__)

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])


@router.post(
    "/withdrawals",
    status_code=201,
    response_model=WithdrawalReceipt,
    responses={
        200: {
            "model": WithdrawalReceipt,
            "description": "Asked before with this key; the same answer.",
        },
        **documented(400, 401, 404, 409, 413, 422, 429, 503),
    },
)
def ask_to_withdraw(
    request: NewWithdrawal,
    desk: DeskDependency,
    response: Response,
    idempotency_key_: Key = None,
) -> WithdrawalReceipt:
    """Keeps the request for an official, who decides on it; the stage stays as it is.

    404, without a reason, if reference and e-mail do not match; 409 with the stage if the
    complaint has ended.
    """
    key = idempotency_key.checked(idempotency_key_)
    slow_down_guessing(request.reference, desk)
    try:
        asked = desk.notes.ask_to_withdraw(request, key, desk.now())
    except NoSuchPair:
        raise Problem(404) from None
    except KeyReused:
        raise idempotency_key.reused() from None
    except MoveNotAllowed as refusal:
        raise problems.ended(refusal.status) from None
    if asked.fresh:
        log.info("withdrawal_asked")
    else:
        response.status_code = 200
        log.info("withdrawal_asked_before")
    return asked.receipt
