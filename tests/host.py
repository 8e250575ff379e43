"""A firm's own website: one page that embeds the chat with two lines, under two addresses."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Host:
    """Serves `page` with `policy` at every path. A browser that comes by name and one that
    comes by number see two web origins; the chat is told of the first alone."""

    def __init__(self) -> None:
        self.page = ""
        self.policy = ""
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = host.page.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                if host.policy:
                    self.send_header("Content-Security-Policy", host.policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Logs nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        ).start()

    @property
    def allowed(self) -> str:
        """The origin that may embed the chat."""
        return f"http://localhost:{self._server.server_port}"

    @property
    def other(self) -> str:
        """The same pages under an origin that may not."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def embed(self, channel: str, origin: str) -> None:
        """Gives the page the lines of the README for the chat at `channel`, and a
        policy that allows the server at `origin` and nothing else."""
        self.page = PAGE.format(channel=channel)
        self.policy = POLICY.format(origin=origin)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A page of a firm elsewhere</title>
<link rel="icon" href="data:,">
<script src="{channel}/redress-chat.js" defer></script>
<body>
<h1>A page of a firm elsewhere</h1>
<redress-chat></redress-chat>
</body>
</html>
"""
POLICY = (
    "default-src 'none'; script-src {origin}; connect-src {origin}; img-src data:; "
    "base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
