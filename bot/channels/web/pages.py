"""The page at the channel's address and its files, with a strict content-security policy.

The page is the widget's own demo of a firm's page. The built widget came with the source
(widget/dist), so a machine without Node.js serves it too.
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from sanic.response import HTTPResponse

from bot.channels.web.settings import Settings
from bot.chat.settings import SettingsError
from firm import load_firm
from firm.facts import firm_facts

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
SCRIPT = "redress-chat.js"


class Pages:
    """The page, the files beside it and the widget's script, each read once.

    `facts` replace {{names}} in the page.
    """

    def __init__(self, index: Path, facts: Mapping[str, str], script: Path) -> None:
        self._index = index.read_text("utf-8")
        for name, value in facts.items():
            self._index = self._index.replace(f"{{{{{name}}}}}", escape(value))
        self._headers = {
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
        }
        self._script = script.read_bytes()
        self._files = {
            path.name: (path.read_bytes(), TYPES[path.suffix])
            for path in sorted(index.parent.iterdir())
            if path.suffix in TYPES
        }

    def index(self) -> HTTPResponse:
        return HTTPResponse(
            self._index, headers=self._headers, content_type="text/html; charset=utf-8"
        )

    def script(self) -> HTTPResponse:
        """The widget, which the firm's own pages include."""
        # Any page may show it; the channel's origins say which of them may chat.
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


def pages_of(settings: Settings, title: str) -> Pages:
    """The widget's page with the firm's facts; `title` unless the settings have another.

    Raises SettingsError when the widget is not there, and firm.FirmError.
    """
    built = settings.widget / "dist" / SCRIPT
    if not built.exists():
        raise SettingsError(f"the chat: {built} is missing; run `make widget`")
    facts = firm_facts(load_firm(settings.firm_file))
    own = {
        "title": settings.title or title,
        "form_url": settings.form_url or facts["contact_url"],
    }
    return Pages(settings.widget / "demo.html", {**facts, **own}, built)
