"""`GET /healthz`: whether the desk can take a complaint now, for supervisors."""

from fastapi import APIRouter
from pydantic import BaseModel

from desk.web.desk import DeskDependency
from desk.web.problems import Problem, documented

router = APIRouter()


class Health(BaseModel):
    """The answer that all is well."""

    status: str = "ok"


@router.get("/healthz", response_model=Health, responses=documented(503))
def health(desk: DeskDependency) -> Health:
    """Reads the register, and checks that mails are sent and clocks looked at."""
    desk.database.check()
    if not desk.is_at_work():
        raise Problem(503, detail="Mails are not sent, or clocks not looked at.")
    return Health()
