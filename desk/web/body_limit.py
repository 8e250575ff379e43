"""A limit on the length of bodies, whether or not they announce their length.

FastAPI's `max_body_size` does the same, but answers in plain text before any handler of
errors is asked, and this API answers every error as a problem document.
"""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.web.problems import Problem

TOO_LARGE = 413


class BodyLimit:
    """ASGI middleware; `largest` is in bytes. It leaves paths that begin with `but`
    alone: they have a limit of their own."""

    def __init__(self, app: ASGIApp, largest: int, but: str) -> None:
        self._app = app
        self._largest = largest
        self._but = but

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(self._but):
            await self._app(scope, receive, send)
            return
        if _announced(scope) > self._largest:
            await Problem(TOO_LARGE).response()(scope, receive, send)
            return
        length = 0

        async def counting() -> Message:
            nonlocal length
            message = await receive()
            length += len(message.get("body", b""))
            if length > self._largest:
                # Raised where the body is read, so it is answered like any other error.
                raise HTTPException(TOO_LARGE)
            return message

        await self._app(scope, counting, send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
