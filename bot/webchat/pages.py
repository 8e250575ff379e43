"""The page at the channel's address and its files, with a strict content-security policy."""

from html import escape
from pathlib import Path

from sanic.response import HTTPResponse

FOLDER = Path(__file__).with_name("page")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Pages:
    """Reads the files once. `title` replaces {{title}} in the page."""

    def __init__(self, title: str, folder: Path = FOLDER) -> None:
        index = (folder / "index.html").read_text("utf-8")
        self._index = index.replace("{{title}}", escape(title))
        self._files = {
            path.name: (path.read_bytes(), TYPES[path.suffix])
            for path in sorted(folder.iterdir())
            if path.suffix in TYPES
        }

    def index(self) -> HTTPResponse:
        return HTTPResponse(
            self._index, headers=HEADERS, content_type="text/html; charset=utf-8"
        )

    def file(self, name: str) -> HTTPResponse | None:
        """One of the page's files by its bare name; None when there is no such file."""
        if name not in self._files:
            return None
        content, kind = self._files[name]
        return HTTPResponse(
            content, headers=HEADERS, content_type=f"{kind}; charset=utf-8"
        )
