"""A bad line between clients and the chat: it loses answers, cuts streams, and goes away."""

from __future__ import annotations

import http.client
import random
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOST = 0.4  # share of answers to messages lost, after the server has done its work
STREAM_BYTES = (
    100,
    9_000,
)  # a stream is cut somewhere between, which may be in mid-frame
STREAM_SECONDS = (0.5, 12.0)  # a quiet stream is cut after so long


class Wire:
    """A proxy on its own port before the chat at `target`; `seed` fixes its choices."""

    def __init__(self, target: int, seed: int) -> None:
        self.offline = False
        self.answers = 0
        self.lost = 0
        self.cut = 0
        self.chance = random.Random(seed)
        self._lock = threading.Lock()
        self._streams: set[_Stream] = set()
        self._server = _Server(("127.0.0.1", 0), _handler(self, target))
        threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        ).start()

    @property
    def chat_url(self) -> str:
        """The address at which clients find the chat."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def go_offline(self) -> None:
        """Breaks every stream and all connections until `offline` is False again."""
        self.offline = True
        with self._lock:
            streams = list(self._streams)
        for stream in streams:
            stream.cut()

    def close(self) -> None:
        self.go_offline()
        self._server.shutdown()
        self._server.server_close()

    def loses_this_answer(self) -> bool:
        with self._lock:
            self.answers += 1
            lost = self.chance.random() < LOST
            self.lost += lost
            return lost

    def patience(self) -> tuple[int, float]:
        """The bytes and the seconds after which a stream breaks."""
        with self._lock:
            self.cut += 1
            return self.chance.randint(*STREAM_BYTES), self.chance.uniform(
                *STREAM_SECONDS
            )

    def enter(self, stream: _Stream) -> None:
        with self._lock:
            self._streams.add(stream)

    def leave(self, stream: _Stream) -> None:
        with self._lock:
            self._streams.discard(stream)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: broken connections are what this is for."""


class _Stream:
    """One event stream, which breaks on both sides at once."""

    def __init__(self, *ends: socket.socket) -> None:
        self._ends = ends

    def cut(self) -> None:
        for end in self._ends:
            _break(end)


def _break(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _handler(wire: Wire, target: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._pass_on()

        do_GET = do_DELETE = do_POST

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.close_connection = True
            if wire.offline:
                return _break(self.connection)
            back = http.client.HTTPConnection("127.0.0.1", target, timeout=60)
            try:
                back.request(self.command, self.path, body, dict(self.headers.items()))
                answer = back.getresponse()
                if self.path.partition("?")[0].endswith("/events"):
                    self._stream(back, answer)
                else:
                    self._answer(answer.read(), answer)
            except (OSError, http.client.HTTPException):
                _break(self.connection)  # the server is away, or died on the way
            finally:
                back.close()

        def _answer(self, body: bytes, answer: http.client.HTTPResponse) -> None:
            taken = self.path.endswith("/messages") and answer.status == 202
            if taken and wire.loses_this_answer():
                return _break(self.connection)
            self._head(answer)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(
            self, back: http.client.HTTPConnection, answer: http.client.HTTPResponse
        ) -> None:
            self._head(answer)
            self.end_headers()
            stream = _Stream(self.connection, back.sock)
            size, seconds = wire.patience()
            timer = threading.Timer(seconds, stream.cut)
            timer.start()
            wire.enter(stream)
            try:
                while size > 0 and (chunk := answer.read1(4096)):
                    self.wfile.write(chunk[:size])
                    size -= len(chunk)
            finally:
                wire.leave(stream)
                timer.cancel()
                stream.cut()

        def _head(self, answer: http.client.HTTPResponse) -> None:
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in (
                    "connection",
                    "content-length",
                    "keep-alive",
                    "transfer-encoding",
                ):
                    self.send_header(name, value)
            self.send_header("Connection", "close")

        def log_message(self, format: str, *args: object) -> None:
            """Logs nothing."""

    return Handler
