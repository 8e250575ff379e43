"""`POST /api/v1/status`: the stage of a complaint, for its reference and e-mail.

It is a POST, so that no address and no log holds the e-mail or the reference.
"""

from fastapi import APIRouter, Security

from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.pair import slow_down_guessing
from desk.cases.intake import Standing
from desk.complaint.lookup import Pair
from desk.web.desk import DeskDependency
from desk.web.problems import Problem, documented

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])


@router.post(
    "/status",
    response_model=Standing,
    responses=documented(400, 401, 404, 413, 422, 429, 503),
)
def status_of(question: Pair, desk: DeskDependency) -> Standing:
    """Stage, dates and acknowledgement; 404, without a reason, if the pair is wrong."""
    slow_down_guessing(question.reference, desk)
    standing = desk.register.find(question.reference, question.email, desk.now())
    if standing is None:
        raise Problem(404)
    return standing
