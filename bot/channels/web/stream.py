"""The event stream of a session, as server-sent events (HTML standard, section 9.2)."""

import json
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from datetime import datetime, timezone
from typing import Any

from bot.chat.chat import Chat
from bot.chat.hub import Listener, News
from bot.chat.records import Event, Said, SessionGone

STREAM_SECONDS = (
    3_600.0  # then the client comes back, and gets a fresh token if it needs one
)
AT_ONCE = 200  # events of one read
RETRY = "retry: 2000\n\n"
HEARTBEAT = ": \n\n"


class EventStream:
    """Reads a session's stream from the chat. `heartbeat` in seconds."""

    def __init__(self, chat: Chat, heartbeat: float) -> None:
        self._chat = chat
        self._heartbeat = heartbeat

    async def of(
        self, session: str, after: int, until: float, history: bool
    ) -> AsyncGenerator[str, None]:
        """Frames of all that came after the event `after`, then of news, until `until`.

        With `history` the client's own messages come too, as `event: said` without a number
        (they are known by their id), and each message has its time `at`. `until` is in
        Unix seconds.
        """
        until = min(until, self._chat.clock() + STREAM_SECONDS)
        yield RETRY
        with self._chat.listening(session) as listener:
            try:
                place = _Place(after, history)
                async for chunk in self._chunks(session, place, until, listener):
                    yield chunk
            except SessionGone:
                return

    async def _chunks(
        self, session: str, place: "_Place", until: float, listener: Listener
    ) -> AsyncIterator[str]:
        typing, look = None, True
        while not listener.closed and self._chat.clock() < until:
            if look:
                chunk, look = await self._read(session, place)
            else:
                chunk, look = place.follow(listener.heard())
            if chunk:
                yield chunk
            if look:
                continue
            told, typing = typing, self._chat.typing(session)
            if typing is not None and typing != told:
                yield _frame("typing", {"in_reply_to": typing})
            look = not await listener.wait(self._heartbeat)
            if look:
                yield HEARTBEAT

    async def _read(self, session: str, place: "_Place") -> tuple[str, bool]:
        """The frames of the ledger after this place, and whether it may hold more."""
        events = await self._chat.events_after(session, place.after, AT_ONCE)
        said: list[Said] = []
        if place.history:
            after = events[-1].number if events else place.after
            said = await self._chat.said_after(
                session, place.first, place.said, AT_ONCE
            )
            said = [one for one in said if one.after_event <= after]
        return place.take(events, said), len(events) == AT_ONCE


class _Place:
    """The place of a stream: after which event and which of the client's messages."""

    def __init__(self, after: int, history: bool) -> None:
        self.first = after
        self.after = after
        self.said = 0
        self.history = history

    def take(self, events: list[Event], said: list[Said]) -> str:
        """The frames of what the ledger gave, in order; moves the place behind them."""
        self.after = events[-1].number if events else self.after
        self.said = said[-1].number if said else self.said
        return "".join(_in_order(events, said, self.history))

    def follow(self, news: list[News]) -> tuple[str, bool]:
        """The frames of news that continue at this place, and whether the rest has to
        be read from the ledger: after a gap, or when another process has spoken."""
        chunks = []
        for one in news:
            if isinstance(one, Event) and one.number == self.after + 1:
                chunks.append(self.take([one], []))
            elif isinstance(one, Said) and one.after_event <= self.after:
                if self.history and one.number > self.said:
                    chunks.append(self.take([], [one]))
            elif not isinstance(one, Event) or one.number > self.after:
                return "".join(chunks), True
        return "".join(chunks), False


def _in_order(events: list[Event], said: list[Said], history: bool) -> Iterator[str]:
    """The frames in order: a client's message before the first event after it."""
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
