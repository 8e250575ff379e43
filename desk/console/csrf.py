"""That a post comes from a page of this console, shown to this browser.

The cookie is a secret of the browser: before the sign-in a random one, after it the token of
the session. Each form carries a mark made from it with the desk's key, which a page elsewhere
can neither read nor make (the HMAC-based token pattern of the OWASP cheat sheet on cross-site
request forgery, bound to the session).
"""

import hashlib
import hmac
import re
import secrets

from fastapi import Request

COOKIE = "desk_console"
FIELD = "csrf"
HEADER = "x-csrf-token"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Csrf:
    """Makes and checks the marks with a secret drawn from the desk's token."""

    def __init__(self, token: str) -> None:
        self._secret = hmac.digest(token.encode(), b"console", hashlib.sha256)

    def mark(self, cookie: str) -> str:
        """What forms shown to the browser with this cookie carry."""
        return hmac.new(self._secret, cookie.encode(), hashlib.sha256).hexdigest()

    def right(self, request: Request, given: str) -> bool:
        """Whether a post with this mark comes from a page that its browser was shown."""
        # Every current browser says where a request comes from; who says nothing is no page.
        if request.headers.get("sec-fetch-site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            return False
        cookie = cookie_of(request)
        if cookie is None:
            return False
        return secrets.compare_digest(self.mark(cookie).encode(), given.encode())


def cookie_of(request: Request) -> str | None:
    """The browser's secret, if it has one of the right form."""
    cookie = request.cookies.get(COOKIE)
    return cookie if cookie is not None and _TOKEN.fullmatch(cookie) else None
