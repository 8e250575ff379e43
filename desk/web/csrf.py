"""Proof that a post comes from a page of this desk, shown to this browser.

The browser has a secret, in a cookie. Each form carries a mark made from it with the
desk's token. A page elsewhere can make a browser post to the desk, but it can neither
read the cookie nor make the mark that goes with it (the signed double-submit pattern of
the OWASP cheat sheet on cross-site request forgery). Nothing is kept on the server, and
every desk that has the same token accepts every other's forms.
"""

import hashlib
import re
import secrets

from fastapi import Request, Response
from itsdangerous import Signer

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class Csrf:
    """Makes and checks the marks of the pages that share one cookie."""

    def __init__(self, token: str, cookie: str, path: str = "/") -> None:
        self._cookie = cookie
        self._path = path
        self._signer = Signer(
            token, salt=f"csrf {cookie}", digest_method=hashlib.sha256
        )

    def secret(self, request: Request) -> str | None:
        """The browser's secret, if it has one of the right form."""
        secret = request.cookies.get(self._cookie)
        return secret if secret is not None and _SECRET.fullmatch(secret) else None

    def mark(self, secret: str, about: str = "") -> str:
        """The mark that a form carries for the browser with this secret.

        `about` is the part of the form that must come back unchanged with the mark.
        """
        return self._signer.get_signature(f"{secret}\n{about}").decode()

    def right(self, given: str, secret: str | None, about: str = "") -> bool:
        """Whether this mark was made for this secret and for this `about`."""
        said = f"{secret}\n{about}"
        return secret is not None and self._signer.verify_signature(said, given)

    def give(self, response: Response, request: Request, secret: str) -> None:
        """Sets the secret as a cookie of this session, which no script can read."""
        response.set_cookie(
            self._cookie,
            secret,
            path=self._path,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )


def new_secret() -> str:
    """A secret for a browser that has none."""
    return secrets.token_urlsafe(32)


def from_elsewhere(request: Request, *, trusted: tuple[str, ...]) -> bool:
    """Whether the browser says that a page outside the trusted ones sent this.

    Every current browser says where a request comes from (`Sec-Fetch-Site`). A client
    that does not say so is no browser, so no page elsewhere can have made it send the
    request.
    """
    return request.headers.get("sec-fetch-site", "none") not in ("none", *trusted)
