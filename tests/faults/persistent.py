"""A client as stubborn as the widget's outbox: it writes, sends until taken, and listens."""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections import deque
from typing import Any

import requests

from tests.patience import SECONDS

FAULTS = (requests.RequestException, ValueError, OSError)
Message = dict[str, str]


class Persistent:
    """One session behind a bad line. It types `script`, presses Submit on the review
    card, and types `after`. `faults` has what went wrong on the way."""

    def __init__(
        self, base: str, script: list[str], after: list[str], chance: random.Random
    ) -> None:
        self._base = f"{base}/webhooks/webchat"
        self._script = deque(script)
        self._after = deque(after)
        self._chance = chance
        self._lock = threading.Lock()
        self._outbox: deque[Message] = deque()
        self._submit: Message | None = None
        self._submitted = False
        self._reload = False
        self._last = 0
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self.session = ""
        self._token = ""
        self.written: list[Message] = []
        self.heard: dict[int, tuple[str, str]] = {}
        self.reloads = 0
        self.faults: list[str] = []

    def start(self) -> None:
        opened = requests.post(f"{self._base}/sessions", json={}, timeout=SECONDS)
        opened.raise_for_status()
        self.session, self._token = opened.json()["session"], opened.json()["token"]
        for work in (self._send_all, self._listen):
            self._threads.append(threading.Thread(target=work, daemon=True))
            self._threads[-1].start()

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(30)

    @property
    def wants_to_write(self) -> int:
        """The number of messages still to be written."""
        return len(self._script) + len(self._after) + (not self._submitted)

    def write(self) -> bool:
        """Writes the next message into the outbox; False when it has to wait for the card."""
        with self._lock:
            if self._script:
                message = {"text": self._script.popleft()}
            elif not self._submitted:
                if self._submit is None:
                    return False
                message, self._submitted = dict(self._submit), True
            elif self._after:
                message = {"text": self._after.popleft()}
            else:
                return False
            message["id"] = str(uuid.uuid4())
            self.written.append(message)
            self._outbox.append(message)
            return True

    def reload(self) -> None:
        """Forgets everything but the session and the outbox, and hears all of it again."""
        self._reload = True

    def is_done(self) -> bool:
        """Whether everything is written and taken, and the last message is answered."""
        if self.wants_to_write or self._outbox:
            return False
        ended = self.ended()
        return bool(ended) and ended[-1] == self.written[-1]["id"]

    def ended(self) -> list[str]:
        """The ids of the client's messages, in the order in which their turns ended."""
        mine = {message["id"] for message in self.written}
        heard = dict(self.heard)  # the listener goes on
        ends = [json.loads(d) for n, (k, d) in sorted(heard.items()) if k == "turn_end"]
        return [e["in_reply_to"] for e in ends if e["in_reply_to"] in mine]

    # Sending

    def _send_all(self) -> None:
        wait = 0.1
        while not self._stopping.is_set():
            if not self._outbox:
                time.sleep(0.02)
                continue
            try:
                taken = requests.post(
                    f"{self._base}/messages",
                    json=self._outbox[0],
                    headers=self._headers,
                    timeout=20,
                )
            except FAULTS:
                time.sleep(wait * self._chance.uniform(0.5, 1))
                wait = min(wait * 2, 1.0)
                continue
            wait = 0.1
            if taken.status_code == 202:
                self._outbox.popleft()
            elif taken.status_code in (429, 503):
                time.sleep(float(taken.headers.get("Retry-After", 1)))
            else:
                self.faults.append(f"refused with {taken.status_code}: {taken.text}")
                self._outbox.popleft()

    # Listening

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow()
            except FAULTS:
                time.sleep(self._chance.uniform(0.05, 0.4))

    def _follow(self) -> None:
        if self._reload:
            self._reload, self._last = False, 0
            self.reloads += 1
        with requests.get(
            f"{self._base}/events",
            params={"after": self._last},
            headers=self._headers,
            stream=True,
            timeout=(5, 20),
        ) as stream:
            stream.raise_for_status()
            number, kind, data = 0, "", ""
            for raw in stream.iter_lines(chunk_size=1):
                name, _, value = raw.decode().partition(": ")
                if name == "id":
                    number = int(value)
                elif name == "event":
                    kind = value
                elif name == "data":
                    data = value
                elif not name:
                    if number:
                        self._take(number, kind, data)
                    number, kind, data = 0, "", ""
                if self._stopping.is_set() or self._reload:
                    return

    def _take(self, number: int, kind: str, data: str) -> None:
        if number != self._last + 1:
            self.faults.append(f"event {number} came after {self._last}")
        if self.heard.setdefault(number, (kind, data)) != (kind, data):
            self.faults.append(f"event {number} was another one before")
        self._last = number
        if kind == "message":
            self._look_for_submit(json.loads(data))

    def _look_for_submit(self, said: dict[str, Any]) -> None:
        if said.get("asks") == "submit":
            button = said["buttons"][0]
            self._submit = {"text": button["title"], "payload": button["payload"]}

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}
