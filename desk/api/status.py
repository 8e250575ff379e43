"""`POST /api/v1/status`: where a complaint stands, for whoever has its reference and e-mail.

A POST, so that neither the e-mail nor the reference stands in an address or a log.
"""

from typing import Annotated

from fastapi import APIRouter, Security
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.problems import Problem, documented
from desk.api.service import DeskDependency
from desk.register import Receipt
from desk.submission import LONGEST_TEXT

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])

Typed = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]


class StatusQuestion(BaseModel):
    """A reference and the e-mail that the complaint was filed with, as the client typed them."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reference: Typed = Field(examples=["rds 7k3m 9qxv 2f4t 8c"])
    email: Typed = Field(examples=["ada@example.com"])


@router.post(
    "/status",
    response_model=Receipt,
    responses=documented(400, 401, 404, 413, 422, 429, 503),
)
def status_of(question: StatusQuestion, desk: DeskDependency) -> Receipt:
    """The stage and dates of a complaint; 404 for a pair that does not match, without saying why."""
    # Counted by the reference alone: nobody guesses one, so whoever has it guesses e-mails.
    # Counted by e-mail, a stranger who knows one could keep its owner from asking.
    number = desk.register.number_in(question.reference)
    seconds = desk.status_attempts.wait(number or question.reference)
    if seconds:
        raise Problem(
            429, detail="Too many questions.", headers={"Retry-After": str(seconds)}
        )
    receipt = desk.register.find(question.reference, question.email)
    if receipt is None:
        raise Problem(404)
    return receipt
