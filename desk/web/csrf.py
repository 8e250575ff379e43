"""The seal on a form: it was given to this browser, with this key, by this desk.

A page elsewhere can make a browser post to the desk, but it can neither read the cookie nor
make the seal that goes with it (the signed double-submit pattern of the OWASP cheat sheet on
cross-site request forgery). Nothing has to be kept on the server, and every desk that has the
same token accepts every other's forms.
"""

import hashlib
import hmac
import re
import secrets
import uuid
from dataclasses import dataclass

_VISITOR = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True)
class Sealed:
    """`key` files the complaint once; `seal` ties it to the visitor's cookie."""

    visitor: str
    key: str
    seal: str


class Seal:
    """Makes and checks seals with a secret drawn from the desk's token."""

    def __init__(self, token: str) -> None:
        self._secret = hmac.digest(token.encode(), b"complaint form", hashlib.sha256)

    def fresh(self, cookie: str | None) -> Sealed:
        """A new key for the visitor of this cookie, or for a new visitor."""
        known = cookie is not None and _VISITOR.fullmatch(cookie)
        visitor = cookie if cookie and known else secrets.token_urlsafe(24)
        key = str(uuid.uuid4())
        return Sealed(visitor, key, self._mark(visitor, key))

    def opened(self, cookie: str | None, key: str, seal: str) -> Sealed | None:
        """What the desk had sealed, or None when it is not whole."""
        if cookie is None or not _VISITOR.fullmatch(cookie):
            return None
        mark = self._mark(cookie, key)
        if not secrets.compare_digest(mark.encode(), seal.encode()):
            return None
        return Sealed(cookie, key, mark)

    def _mark(self, visitor: str, key: str) -> str:
        said = f"{visitor}\n{key}".encode()
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()
