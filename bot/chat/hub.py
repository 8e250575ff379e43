"""Wake-ups between the turns and the event streams of one process."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.chat.records import Event, Said

STREAMS_A_SESSION = 8  # tabs and half-dead connections; the oldest makes room
MOST_NEWS = 50  # pieces that can wait for one stream while its line is stuck

# News for a stream: an event, a client's own message, or None for "look yourself".
News = Event | Said | None


class Listener:
    """One event stream's bell. It rings for news, for typing, and for the end."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()
        self._news: list[News] = []
        self.closed = False

    def tell(self, news: News) -> None:
        if len(self._news) >= MOST_NEWS:
            self._news = [None]  # a stream that slow reads the ledger
        self._news.append(news)
        self._bell.set()

    def heard(self) -> list[News]:
        """The news since the last call, in order."""
        news, self._news = self._news, []
        return news

    def ring(self) -> None:
        self._bell.set()

    def close(self) -> None:
        self.closed = True
        self._bell.set()

    async def wait(self, seconds: float) -> bool:
        """Whether the bell rang within so many seconds."""
        try:
            await asyncio.wait_for(self._bell.wait(), seconds)
        except asyncio.TimeoutError:
            return False
        self._bell.clear()
        return True


class Hub:
    """The streams that listen to each session, and the sessions being answered now.

    `alone` says that no other process speaks in the same sessions: only then do the
    news that this process hands to its streams come in the ledger's order.
    """

    def __init__(self, alone: bool = True) -> None:
        self._alone = alone
        self._listeners: dict[str, list[Listener]] = defaultdict(list)
        self._typing: dict[str, str] = {}
        self._announce: Callable[[str], None] = lambda session: None

    def announce_to(self, announce: Callable[[str], None]) -> None:
        """Sets the function that tells other processes of a session's news."""
        self._announce = announce

    @contextmanager
    def listening(self, session: str) -> Iterator[Listener]:
        listener = Listener()
        listeners = self._listeners[session]
        listeners.append(listener)
        if len(listeners) > STREAMS_A_SESSION:
            listeners.pop(0).close()
        try:
            yield listener
        finally:
            if listener in listeners:
                listeners.remove(listener)
            if not listeners:
                self._listeners.pop(session, None)

    def tell(self, session: str, news: News) -> None:
        """Tells this process's streams the session's news."""
        for listener in self._listeners.get(session, ()):
            listener.tell(news)

    def publish(self, session: str, news: News) -> None:
        """Tells the streams of every process. Where there are several, all of them look
        into the ledger: what another one has said may have to come first."""
        self.tell(session, news if self._alone else None)
        self._announce(session)

    def sessions(self) -> list[str]:
        return list(self._listeners)

    def typing(self, session: str) -> str | None:
        """The id of the message that is being answered now."""
        return self._typing.get(session)

    @contextmanager
    def answering(self, session: str, message_id: str) -> Iterator[None]:
        self._typing[session] = message_id
        for listener in self._listeners.get(session, ()):
            listener.ring()
        try:
            yield
        finally:
            self._typing.pop(session, None)

    def close_session(self, session: str) -> None:
        for listener in tuple(self._listeners.get(session, ())):
            listener.close()

    def close(self) -> None:
        for session in self.sessions():
            self.close_session(session)
