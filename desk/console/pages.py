"""The pages of the console, from the templates beside this module."""

import hashlib
import json
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from desk.console.words import Words
from desk.staff.roles import Role
from desk.web.csrf import Csrf
from desk.words.templates import templates
from firm import Firm

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


class ConsolePages:
    """Writes the pages of one firm's console, as HTML.

    Every template has `firm`, `staff` (the person signed in, or None), `may(role)`,
    `path`, `csrf` (a token; `{{ csrf_field() }}` is the input of a form), `done` (a
    word for what the page before did), `asset(name)` (the address of a static file),
    and the filters `day`, `moment` (in full), `short_day`, `short_moment`, `category`,
    `country`.
    """

    def __init__(self, firm: Firm, csrf: Csrf) -> None:
        self._firm = firm
        self._csrf = csrf
        self.words = Words(firm)
        self.templates = templates(_HERE / "templates")
        self.templates.filters |= self.words.filters()
        self.templates.globals |= {"firm": firm, "asset": _asset}

    def page(
        self, request: Request, name: str, *, status: int = 200, **said: Any
    ) -> HTMLResponse:
        """The page of `templates/<name>.html`, for the person signed in, if any."""
        return HTMLResponse(self.html(request, name, **said), status)

    def html(self, request: Request, name: str, **said: Any) -> str:
        """A page or a part of one, as text."""
        staff = getattr(request.state, "staff", None)
        cookie = said.pop("cookie", None) or self._csrf.secret(request)
        role = Role(staff.role) if staff else None
        done = request.query_params.get("done", "")
        csrf = self._csrf.mark(cookie) if cookie else ""
        known = {
            "staff": staff,
            "may": lambda needed: role is not None and role.covers(Role(needed)),
            "path": request.url.path,
            "csrf": csrf,
            "hx_headers": json.dumps({"X-CSRF-Token": csrf}),
            "done": done if done.replace("_", "").isalpha() else "",
        }
        return self.templates.get_template(f"{name}.html").render(known | said)


_MARKS: dict[str, str] = {}


def _asset(name: str) -> str:
    # A hash of the content in the address lets browsers keep it until it changes.
    if name not in _MARKS:
        content = (STATIC / name).read_bytes()
        _MARKS[name] = hashlib.sha256(content).hexdigest()[:12]
    return f"/console/static/{name}?{_MARKS[name]}"
