"""`POST /api/v1/acknowledgements`: sends the acknowledgement by mail again, with measure."""

import logging

from fastapi import APIRouter, Response, Security

from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.pair import slow_down_guessing
from desk.cases.acknowledgement import SentAgain
from desk.cases.errors import NoSuchPair
from desk.complaint.lookup import Pair
from desk.web.desk import DeskDependency
from desk.web.problems import Problem, documented

log = logging.getLogger(__name__)

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])


@router.post(
    "/acknowledgements",
    status_code=202,
    response_model=SentAgain,
    responses={
        200: {
            "model": SentAgain,
            "description": "Nothing was done: it is on its way, was sent within ten minutes, "
            "or has no address to go to.",
        },
        **documented(400, 401, 404, 413, 422, 429, 503),
    },
)
def send_again(pair: Pair, desk: DeskDependency, response: Response) -> SentAgain:
    """Sends the acknowledgement again; 404, without a reason, if the pair does not match."""
    slow_down_guessing(pair.reference, desk)
    try:
        again = desk.acknowledgements.send_again(pair, desk.now())
    except NoSuchPair:
        raise Problem(404) from None
    if again.fresh:
        log.info("acknowledgement_sent_again")
    else:
        response.status_code = 200
    return again.answer
