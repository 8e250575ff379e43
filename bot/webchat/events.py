"""The event stream of a session, as server-sent events (HTML standard, section 9.2)."""

import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timezone
from typing import Any

from bot.webchat.database import Background
from bot.webchat.hub import Hub, Listener
from bot.webchat.ledger import Event, Ledger, Said, SessionGone

STREAM_SECONDS = (
    3_600.0  # then the client comes back, and gets a fresh token if it needs one
)
AT_ONCE = 200  # events of one read
RETRY = "retry: 2000\n\n"
HEARTBEAT = ": \n\n"


class Events:
    """Reads a session's stream from the ledger. `heartbeat` in seconds."""

    def __init__(
        self,
        ledger: Ledger,
        background: Background,
        hub: Hub,
        clock: Callable[[], float],
        heartbeat: float,
    ) -> None:
        self._ledger = ledger
        self._background = background
        self._hub = hub
        self._clock = clock
        self._heartbeat = heartbeat

    async def stream(
        self, session: str, after: int, until: float, history: bool
    ) -> AsyncIterator[str]:
        """Everything after the event `after`, then what happens, until the time `until`.

        With `history` the client's own messages come too, as `event: said` without a number
        (they are known by their id), and each message has its time `at`.
        """
        until = min(until, self._clock() + STREAM_SECONDS)
        yield RETRY
        with self._hub.listening(session) as listener:
            try:
                async for chunk in self._chunks(
                    session, after, until, history, listener
                ):
                    yield chunk
            except SessionGone:
                return

    async def _chunks(
        self, session: str, after: int, until: float, history: bool, listener: Listener
    ) -> AsyncIterator[str]:
        said_number, told = 0, None
        first_after = after
        while not listener.closed and self._clock() < until:
            events = await self._background(
                self._ledger.events_after, session, after, AT_ONCE
            )
            after = events[-1].number if events else after
            said: list[Said] = []
            if history:
                said = await self._background(
                    self._ledger.said_after, session, first_after, said_number
                )
                said = [s for s in said if s.after_event <= after]
                said_number = said[-1].number if said else said_number
            if chunk := "".join(_in_order(events, said, history)):
                yield chunk
            if len(events) == AT_ONCE:
                continue
            typing = self._hub.typing(session)
            if typing is not None and typing != told:
                yield _frame("typing", {"in_reply_to": typing})
            told = typing
            if not await listener.wait(self._heartbeat):
                yield HEARTBEAT


def _in_order(events: list[Event], said: list[Said], history: bool) -> Iterator[str]:
    """Each of the client's messages stands before the first event that came after it."""
    waiting = deque(said)
    for event in events:
        while waiting and waiting[0].after_event < event.number:
            yield _said_frame(waiting.popleft())
        body = event.body
        if history and event.name == "message":
            body = {**body, "at": _time(event.at)}
        yield _frame(event.name, body, event.number)
    for one in waiting:
        yield _said_frame(one)


def _said_frame(said: Said) -> str:
    typed = said.kind == "typed"
    body = {"id": said.id, "text": said.text, "typed": typed, "at": _time(said.at)}
    return _frame("said", body)


def _frame(name: str, data: Any, number: int | None = None) -> str:
    lines = [] if number is None else [f"id: {number}"]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "\n".join([*lines, f"event: {name}", f"data: {text}", "", ""])


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="milliseconds")
