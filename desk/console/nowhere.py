"""Any other address under `/console`: a page that says so, rather than the API's JSON."""

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException

from desk.console.route import ConsoleRoute
from desk.console.session import SignedIn

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)


@router.get("/console/{rest:path}")
def nowhere(rest: str, staff: SignedIn) -> Response:
    """404, for whoever is signed in: to others no address is told from another."""
    raise HTTPException(404)
