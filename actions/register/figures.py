"""Reports the steps of chats to the desk, to be counted: no texts, nothing personal.

It runs beside the conversation: a call here never waits and never raises. Events that
the desk cannot take now are kept for later, up to a limit; beyond it they are dropped
and counted.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
import uuid
from functools import lru_cache
from typing import Protocol

from actions.register.client import DeskClient, DeskError, DeskRefused
from actions.settings import settings

logger = logging.getLogger(__name__)

MOST_WAITING = 2_000
MOST_AT_ONCE = 200
ANSWER_SECONDS = 5.0
# Pauses between tries while the desk is away: the first doubles until it is the last.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# By then the turn that reports is answered, and its events go out together.
GATHER_SECONDS = 0.3

ChatEvent = dict[str, str]


class Desk(Protocol):
    """A desk that takes the events; raises DeskError."""

    def report_events(self, events: list[ChatEvent]) -> None: ...


class Reporter:
    """Sends events from a thread of its own, which starts with the first of them."""

    def __init__(
        self,
        desk: Desk,
        most_waiting: int = MOST_WAITING,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._desk = desk
        self._waiting: queue.Queue[ChatEvent] = queue.Queue(most_waiting)
        self._first_pause = first_pause
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None
        self.dropped = 0

    def report(self, conversation: str, kind: str, subject: str = "") -> None:
        """Takes an event, to be sent soon. The desk stores a hash of `conversation`."""
        event = {
            # The desk counts an id once, so a try whose answer was lost can be repeated.
            "id": str(uuid.uuid4()),
            "kind": kind,
            "subject": subject,
            "conversation": conversation,
        }
        try:
            self._waiting.put_nowait(event)
        except queue.Full:
            self.dropped += 1
            return
        if self._thread is None:
            self._begin()

    def _begin(self) -> None:
        with self._start:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._send_all, name="chat-events", daemon=True
                )
                self._thread.start()

    def _send_all(self) -> None:
        while True:
            batch = [self._waiting.get()]
            time.sleep(GATHER_SECONDS)
            while len(batch) < MOST_AT_ONCE and not self._waiting.empty():
                batch.append(self._waiting.get())
            self._send(batch)

    def _send(self, batch: list[ChatEvent]) -> None:
        pause = self._first_pause
        while True:
            try:
                self._desk.report_events(batch)
            except DeskRefused:
                # Repeating it will not help; perhaps the desk is of another version.
                self.dropped += len(batch)
                logger.warning("the desk refused events; dropped: %d", self.dropped)
                return
            except DeskError:
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            except Exception:  # the thread must outlive whatever happens
                self.dropped += len(batch)
                logger.exception("events not sent; dropped: %d", self.dropped)
                return
            else:
                if pause > self._first_pause and self.dropped:
                    logger.warning("the desk is back; events dropped: %d", self.dropped)
                return


@lru_cache(maxsize=1)
def reporter() -> Reporter:
    """The reporter of this process."""
    served = settings()
    return Reporter(DeskClient(served.desk_url, served.desk_token, ANSWER_SECONDS))


def report(conversation: str, kind: str, subject: str = "") -> None:
    """Reports one step of a chat."""
    try:
        reporter().report(conversation, kind, subject)
    except Exception:  # figures are never worth a turn
        logger.exception("an event was lost")
