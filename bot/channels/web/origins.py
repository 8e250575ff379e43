"""Websites that may use the chat (Fetch standard, CORS)."""

from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import BaseHTTPResponse

TOKEN_HEADER = "Redress-Token"
PREFLIGHT_SECONDS = 600


class Origins:
    """`allowed` web origins besides the server's own; `proxies` as in the settings."""

    def __init__(self, allowed: tuple[str, ...], proxies: int) -> None:
        self._allowed = frozenset(allowed)
        self._proxies = proxies

    def may_use(self, request: Request) -> bool:
        """Whether the sender may use the chat: a program, which sends no Origin, or a
        page of the server's own origin or an allowed one."""
        origin = request.headers.get("origin")
        return (
            origin is None or self._is_own(request, origin) or self._is_allowed(origin)
        )

    def _is_allowed(self, origin: str) -> bool:
        return "*" in self._allowed or origin.lower() in self._allowed

    def _is_own(self, request: Request, origin: str) -> bool:
        # The scheme is not compared: a proxy that ends TLS changes it, not the host.
        hosts = {request.headers.get("host", "").lower()}
        if self._proxies:
            for forwarded in request.headers.getall("x-forwarded-host", [])[-1:]:
                hosts.add(forwarded.split(",")[-1].strip().lower())
        return urlsplit(origin.lower()).netloc in hosts - {""}

    def mark(self, request: Request, response: BaseHTTPResponse) -> None:
        """Adds the headers that let an allowed page read the response."""
        origin = request.headers.get("origin")
        response.headers["Vary"] = "Origin"
        if origin is None or not self._is_allowed(origin):
            return
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = (
            f"{TOKEN_HEADER}, Retry-After"
        )
        if request.method == "OPTIONS":
            headers = "Authorization, Content-Type, Last-Event-ID"
            response.headers["Access-Control-Allow-Headers"] = headers
            response.headers["Access-Control-Allow-Methods"] = (
                "GET, POST, DELETE, OPTIONS"
            )
            response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)


def client_address(request: Request, proxies: int) -> str:
    """The client's address: the peer's, or what the outermost trusted proxy saw."""
    if proxies:
        # Some proxies add a line of their own below the one that a client made up.
        lines = request.headers.getall("x-forwarded-for", [])
        seen = [address.strip() for address in ",".join(lines).split(",")]
        if len(seen) >= proxies and seen[-proxies]:
            return str(seen[-proxies])
    return str(request.ip)
