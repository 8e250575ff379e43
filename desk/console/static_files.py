"""The style sheet and the scripts of the console, for people not signed in as well."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

from desk.console.pages import STATIC
from desk.console.route import ConsoleRoute

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FILES = {file.name: file for file in STATIC.iterdir() if file.suffix in _TYPES}


@router.get("/console/static/{name}")
def static(name: str) -> Response:
    """One of the static files beside this module; 404 for any other name."""
    file = _FILES.get(name)
    if file is None:
        raise HTTPException(404)
    # Their addresses change with their content (`asset`), so a year is not too long.
    return FileResponse(
        file,
        media_type=_TYPES[file.suffix],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
