"""Measures turns that answer a question of the form: `python -m bench.turns`.

Starts the real system on free ports and measures, for each answer typed into the form,
the time from posting the message to the `turn_end` event on an open event stream. The
floor is measured in the same run, the same round trip to an empty web server in place
of the dialogue: the ratio of the two allows comparing machines.
"""

from __future__ import annotations

import argparse
import http.server
import json
import queue
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import requests

from tests.system import System

# Every answer to the form, in the order in which it asks.
ANSWERS = (
    "maria.lopez@example.com",
    "AA12 N84G WQRX 4ASV",
    "Maria Lopez",
    "Portugal",
    "fees",
    "You charged me a fee of 40 euros that was not shown when I placed the order.",
    "4471203",
    "3 March 2026 around 4 pm",
    "nobody",
    "I wrote to support twice",
    "refund the fee",
)


class Stream:
    """The event stream of one session, read in a thread as a browser would."""

    def __init__(self, url: str, token: str) -> None:
        self._ends: queue.Queue[tuple[str, float]] = queue.Queue()
        self._http = requests.get(
            f"{url}/events",
            params={"after": 0},
            headers={"Authorization": f"Bearer {token}"},
            stream=True,
            timeout=60,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def turn_end(self, message_id: str | None = None) -> float:
        """The time (perf_counter seconds) at which the turn of this message ended."""
        while True:
            ended, at = self._ends.get(timeout=60)
            if message_id in (None, ended):
                return at

    def _read(self) -> None:
        kind = ""
        for line in self._http.iter_lines(chunk_size=1, decode_unicode=True):
            if line.startswith("event: "):
                kind = line[7:]
            elif line.startswith("data: ") and kind == "turn_end":
                self._ends.put(
                    (json.loads(line[6:])["in_reply_to"], time.perf_counter())
                )


def turns(base: str, wanted: int) -> Iterator[float]:
    """Milliseconds of each of `wanted` turns, in as many chats as that takes."""
    url = f"{base}/webhooks/webchat"
    done = 0
    while done < wanted:
        token = requests.post(f"{url}/sessions", json={}, timeout=10).json()["token"]
        stream = Stream(url, token)
        stream.turn_end()
        http_session = requests.Session()
        http_session.headers["Authorization"] = f"Bearer {token}"
        for number, text in enumerate(("I want to make a complaint", *ANSWERS)):
            message_id = str(uuid.uuid4())
            started = time.perf_counter()
            http_session.post(
                f"{url}/messages", json={"id": message_id, "text": text}, timeout=10
            ).raise_for_status()
            took = (stream.turn_end(message_id) - started) * 1000
            if number and done < wanted:
                done += 1
                yield took


def floor(rounds: int) -> float:
    """Median milliseconds of a bare HTTP round trip on this machine."""

    class Empty(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Logs nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    session, times = requests.Session(), []
    for _ in range(rounds):
        started = time.perf_counter()
        session.post(f"http://127.0.0.1:{server.server_port}/", json={}, timeout=5)
        times.append((time.perf_counter() - started) * 1000)
    server.shutdown()
    return statistics.median(times)


def main() -> None:
    """Print the median, 90th percentile and maximum, and the floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.turns", description=__doc__)
    parser.add_argument("--turns", type=int, default=100)
    parser.add_argument("--url", help="a running assistant instead of a new one")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        base = arguments.url
        if base is None:
            folder = tempfile.TemporaryDirectory(prefix="redress-bench-")
            system = System(Path(stack.enter_context(folder)))
            stack.callback(system.stop)
            base = system.chat_url
        list(turns(base, 20))  # warm caches: the country index, connections
        times = sorted(turns(base, arguments.turns))
    bare = floor(200)
    median = statistics.median(times)
    print(
        f"{len(times)} turns: median {median:.1f} ms, "
        f"90th percentile {times[int(len(times) * 0.9)]:.1f} ms, "
        f"slowest {times[-1]:.1f} ms; bare HTTP round trip {bare:.2f} ms "
        f"(ratio {median / bare:.0f})"
    )


if __name__ == "__main__":
    main()
