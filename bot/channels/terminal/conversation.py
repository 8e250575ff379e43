"""One chat in a terminal: what is typed goes in, the answers and their reasons come out."""

import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from bot.channels.terminal.words import Words
from bot.chat.chat import Chat
from bot.chat.output import Offers, offers_in
from bot.chat.records import SessionGone, Unstorable
from bot.chat.sentences import Sentences
from shield.turn_contract import ASKS, CARD, PROGRESS

LEAVE = "/quit"
AT_ONCE = 50  # events of one read
LOOK_SECONDS = 1.0  # between looks into the ledger while nothing rings

Explain = Callable[[str, str], Awaitable[list[str]]]
# The next line, or None at the end of the input.
Read = Callable[[str], str | None]
Write = Callable[[str], None]


class Conversation:
    """A chat from its welcome to `/quit`.

    `explain(session, message_id)` gives the lines about a turn that is over.
    """

    def __init__(
        self,
        chat: Chat,
        sentences: Sentences,
        words: Words,
        explain: Explain,
        read: Read,
        write: Write,
    ) -> None:
        self._chat = chat
        self._sentences = sentences
        self._words = words
        self._explain = explain
        self._read = read
        self._write = write
        self._session = ""
        self._after = 0  # the last event that was shown
        self._offers: Offers = []  # (payload, title) of the last answer, in their order

    async def run(self) -> None:
        """Talks until somebody leaves or the input ends."""
        self._write(self._words.hello)
        self._session = await self._chat.open_session()
        await self._show_turn()
        while (line := self._read(self._words.prompt)) is not None:
            if line.strip() == LEAVE:
                return
            if line.strip():
                await self._say(line)

    async def _say(self, line: str) -> None:
        message_id = str(uuid.uuid4())
        payload = self._offered(line)
        try:
            if payload is None:
                await self._chat.hear_typed(self._session, message_id, line)
            else:
                await self._chat.hear_pressed(self._session, message_id, payload)
        except Unstorable:
            self._write(self._words.unstorable)
            return
        except SessionGone:
            self._write(self._words.ended)
            return
        said = await self._show_turn()
        for explained in await self._explain(self._session, message_id):
            self._write(f"    {explained}")
        if asked := _asked(said, self._words):
            self._write(f"    {asked}")

    def _offered(self, line: str) -> str | None:
        """The payload of the button that the line names, by its number or its title."""
        said = line.strip().casefold()
        for number, (payload, title) in enumerate(self._offers, 1):
            if said in (str(number), title.casefold()):
                return payload
        return None

    async def _show_turn(self) -> list[Mapping[str, Any]]:
        """Writes the answers until the turn ends; gives their bodies."""
        said: list[Mapping[str, Any]] = []
        self._offers = []
        with self._chat.listening(self._session) as listener:
            while True:
                events = await self._chat.events_after(
                    self._session, self._after, AT_ONCE
                )
                for event in events:
                    self._after = event.number
                    if event.name == "turn_end":
                        return said
                    said.append(event.body)
                    self._show(event.body)
                if not events:
                    await listener.wait(LOOK_SECONDS)

    def _show(self, body: Mapping[str, Any]) -> None:
        if body["text"]:
            self._write(body["text"])
        for line in _card_lines(body.get(CARD) or {}):
            self._write(f"  | {line}")
        offers = offers_in(body, self._sentences)
        for number, (_, title) in enumerate(offers, len(self._offers) + 1):
            self._write(f"  [{number}] {title}")
        self._offers += offers


def _card_lines(card: Mapping[str, Any]) -> Iterator[str]:
    for key, value in card.items():
        if key == "rows":
            yield from (f"{row['label']}: {row['value']}" for row in value)
        elif value:
            yield f"{key}: {value}"


def _asked(said: list[Mapping[str, Any]], words: Words) -> str | None:
    """The slot that the last answer asks for, and its step in the form; or None."""
    for body in reversed(said):
        if slot := body.get(ASKS):
            step = body.get(PROGRESS)
            if step is None:
                return words.asks.format(slot=slot)
            return words.step.format(slot=slot, **step)
    return None
