"""The console's route class: safe headers, errors as pages, no post from elsewhere.

Routers of the console use it: `APIRouter(route_class=ConsoleRoute)`.
"""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from desk.console.forms import posted_form
from desk.console.service import console_in
from desk.console.session import NotSignedIn
from desk.storage.database import UNAVAILABLE
from desk.web.csrf import from_elsewhere

log = logging.getLogger(__name__)

SIGN_IN = "/console/sign-in"
# The input with the mark of a post, in a form or as sent by htmx.
FIELD = "csrf"
HEADER = "x-csrf-token"
GUARDS = {
    # Everything from the desk itself, and nothing inline.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


class ConsoleRoute(APIRoute):
    """A route of the console, with safe headers and pages for errors."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            answer = await _answered(request, inner)
            for name, value in GUARDS.items():
                answer.headers.setdefault(name, value)
            # Pages hold personal data: "back" after the sign-out must not show them.
            answer.headers.setdefault("Cache-Control", "no-store")
            return answer

        return guarded


async def _answered(
    request: Request, inner: Callable[[Request], Coroutine[Any, Any, Response]]
) -> Response:
    try:
        if request.method not in ("GET", "HEAD"):
            await _check_origin(request)
        return await inner(request)
    except NotSignedIn:
        return _to_sign_in(request)
    except RequestValidationError:
        # Only a wrong address leads here: a number that is none, an unknown filter.
        return _refused(request, 404)
    except HTTPException as error:
        return _refused(request, error.status_code, dict(error.headers or {}))
    except UNAVAILABLE as error:
        log.error("database_unavailable", exc_info=error)
        return _refused(request, 503)


async def _check_origin(request: Request) -> None:
    given = request.headers.get(HEADER) or (await posted_form(request)).get(FIELD, "")
    csrf = console_in(request).csrf
    if from_elsewhere(request, trusted=("same-origin",)) or not csrf.right(
        given, csrf.secret(request)
    ):
        raise HTTPException(403, detail="origin")


def _refused(
    request: Request, status: int, headers: dict[str, str] | None = None
) -> Response:
    page = console_in(request).pages.page(
        request, "refused", status=status, refused_with=status
    )
    page.headers.update(headers or {})
    return page


def _to_sign_in(request: Request) -> Response:
    # Only the path, which holds nothing personal, and only where going there changes nothing.
    back = f"?next={request.url.path}" if request.method == "GET" else ""
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": SIGN_IN})
    return RedirectResponse(f"{SIGN_IN}{back}", 303)
