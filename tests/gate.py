"""A wire between two processes that a test can cut: refuse, or swallow the answer."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

from tests.patience import SECONDS


class Gate:
    """Forwards each connection to one port while open.

    `refuse` closes connections before a byte is passed on; `swallow` passes requests on
    and drops the answers, so that the other side has done its work and nobody knows.
    """

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._target = 0
        self.mode = "open"
        self.swallowed = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The address to connect to."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def lead_to(self, port: int) -> None:
        """Sets the port behind the gate."""
        self._target = port

    def close(self) -> None:
        """Stops taking connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        if self.mode == "refuse":
            caller.close()
            return
        try:
            target = socket.create_connection(
                ("127.0.0.1", self._target), timeout=SECONDS
            )
        except OSError:
            caller.close()
            return
        back = threading.Thread(
            target=self._answers, args=(target, caller), daemon=True
        )
        back.start()
        with suppress(OSError):
            while data := caller.recv(65536):
                if self.mode == "refuse":
                    break
                target.sendall(data)
        _end(target)
        _end(caller)

    def _answers(self, target: socket.socket, caller: socket.socket) -> None:
        with suppress(OSError):
            while data := target.recv(65536):
                if self.mode == "swallow":
                    self.swallowed.set()
                    break
                caller.sendall(data)
        _end(caller)
        _end(target)


def _end(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
