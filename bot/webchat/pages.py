"""The page at the channel's address and its files, with a strict content-security policy.

With a built widget the page is the widget's own demo of a firm's page; without one (no
Node.js on the machine) it is a plain page that chats through the same contract.
"""

import os
from collections.abc import Mapping
from html import escape
from pathlib import Path

from sanic.response import HTTPResponse

from firm import load_firm, path_from
from firm.facts import firm_facts

FOLDER = Path(__file__).with_name("page")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types "
)
SCRIPT = "redress-chat.js"


class Pages:
    """Reads the files once. `facts` replace {{names}} in the page.

    `trusted_types` names the Trusted Types policies that its scripts may make.
    """

    def __init__(
        self,
        index: Path,
        facts: Mapping[str, str],
        trusted_types: str = "'none'",
        script: Path | None = None,
    ) -> None:
        self._index = index.read_text("utf-8")
        for name, value in facts.items():
            self._index = self._index.replace(f"{{{{{name}}}}}", escape(value))
        self._headers = {
            "Content-Security-Policy": POLICY + trusted_types,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
        }
        self._script = script.read_bytes() if script else None
        self._files = {
            path.name: (path.read_bytes(), TYPES[path.suffix])
            for path in sorted(index.parent.iterdir())
            if path.suffix in TYPES
        }

    def index(self) -> HTTPResponse:
        return HTTPResponse(
            self._index, headers=self._headers, content_type="text/html; charset=utf-8"
        )

    def script(self) -> HTTPResponse | None:
        """The widget, which the firm's own pages include; None when it is not built."""
        if self._script is None:
            return None
        # Any page may show it; which of them may chat, the channel's origins say.
        headers = {**self._headers, "Cross-Origin-Resource-Policy": "cross-origin"}
        return HTTPResponse(
            self._script, headers=headers, content_type="text/javascript; charset=utf-8"
        )

    def file(self, name: str) -> HTTPResponse | None:
        """One of the page's files by its bare name; None when there is no such file."""
        if name not in self._files:
            return None
        content, kind = self._files[name]
        return HTTPResponse(
            content, headers=self._headers, content_type=f"{kind}; charset=utf-8"
        )


def pages_of(title: str, widget: Path | None) -> Pages:
    """The widget's page when `widget` holds a built one, else the plain page."""
    built = widget / "dist" / SCRIPT if widget else None
    if widget is None or built is None or not built.exists():
        return Pages(FOLDER / "index.html", {"title": title})
    facts = firm_facts(load_firm(path_from(os.environ)))
    form = os.environ.get("COMPLAINT_FORM_URL") or facts["contact_url"]
    return Pages(
        widget / "demo.html",
        {**facts, "title": title, "form_url": form},
        trusted_types="lit-html",
        script=built,
    )
