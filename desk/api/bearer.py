"""Access to the API: `DESK_TOKEN` (RFC 6750), checked before the body is read."""

import secrets
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer

from desk.web.problems import Problem

# Only documents the scheme in the OpenAPI; `GuardedRoute` enforces it.
bearer_scheme = HTTPBearer(
    auto_error=False, description="The desk's token, `DESK_TOKEN`."
)


class GuardedRoute(APIRoute):
    """A route that answers 401 to callers without the token, whatever else they sent."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            _require(request, request.app.state.desk.token)
            return await inner(request)

        return guarded


def _require(request: Request, token: str) -> None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    right = secrets.compare_digest(given.strip().encode(), token.encode())
    if scheme.lower() != "bearer" or not right:
        raise Problem(401, headers={"WWW-Authenticate": "Bearer"})
