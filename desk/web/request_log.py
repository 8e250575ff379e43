"""A log with one line for each request: method, route, status, time.

It never holds the address as it was sent, which may contain anything, a header or a
body.
"""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

_QUIET = ("/healthz",)


class RequestLog:
    """ASGI middleware that logs each request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        started = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", None)
            level = logging.DEBUG if route in _QUIET and status < 400 else logging.INFO
            fields = {
                "method": scope["method"],
                "route": route,
                "status": status,
                "milliseconds": round(1000 * (time.perf_counter() - started), 1),
            }
            log.log(level, "request", extra={"fields": fields})
