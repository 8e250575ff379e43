"""Any other address under `/console`: a 404 as a page, rather than the API's JSON."""

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException

from desk.console.route import ConsoleRoute
from desk.console.session import SignedIn

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)


@router.get("/console/{rest:path}")
def nowhere(rest: str, staff: SignedIn) -> Response:
    """404 if somebody is signed in; to others all addresses look the same."""
    raise HTTPException(404)
