"""The desk behind a real HTTP server, in a thread of the test."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from desk.commands.serve import listen


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serves within the block; gives the server's address."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        listener.close()


def until(seconds: float = 10) -> Iterator[None]:
    """Repeats the loop's body until it breaks; fails the test after this long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.02)
    raise AssertionError(f"did not happen within {seconds} s")


def eventually(happened: Callable[[], bool]) -> None:
    """Waits until this is so; fails the test after ten seconds."""
    for _ in until():
        if happened():
            return
