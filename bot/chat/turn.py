"""One turn: a message goes to the dialogue, its answers go to the ledger, and it ends."""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.chat.database import Background
from bot.chat.dialogue import Dialogue
from bot.chat.hub import Hub
from bot.chat.ledger import Ledger
from bot.chat.output import Offers, TurnOutput
from bot.chat.records import Message
from bot.chat.sentences import Sentences

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3  # then a message that takes the process down with it is given up


class TurnRunner:
    """Runs messages one at a time. `clock` gives Unix seconds, `seconds` the longest turn."""

    def __init__(
        self,
        ledger: Ledger,
        background: Background,
        dialogue: Dialogue,
        hub: Hub,
        sentences: Sentences,
        clock: Callable[[], float],
        seconds: float,
    ) -> None:
        self._ledger = ledger
        self._background = background
        self._dialogue = dialogue
        self._hub = hub
        self._sentences = sentences
        self._clock = clock
        self._seconds = seconds

    async def run(self, message: Message) -> None:
        """Says all of the message's turn but the end, whatever the dialogue does.

        A message that was begun before, in a process that died, goes to the dialogue only
        when the stored conversation does not hold it. Answers of that earlier run are
        not said again.
        """
        with self._hub.answering(message.session, message.id):
            answer = _Answer(self, message, await self._said_before(message))
            if message.removed:
                await answer.say(self._sentences.notice(message.removed))
            if not await self._was_heard(message):
                if message.attempts < MOST_ATTEMPTS:
                    await self._ask(message, answer)
                else:
                    answer.broken = True
            if not answer.is_given():
                await answer.say(self._sentences.could_not_answer)
            answer.over = True

    async def _said_before(self, message: Message) -> list[Any]:
        if message.attempts == 0:
            return []
        return await self._background(
            self._ledger.replies_to, message.session, message.id
        )

    async def _was_heard(self, message: Message) -> bool:
        return message.attempts > 0 and await self._dialogue.has_heard(
            message.session, message.id
        )

    async def _ask(self, message: Message, answer: "_Answer") -> None:
        output = TurnOutput(answer.emit, self._sentences)
        try:
            await asyncio.wait_for(self._dialogue.hear(message, output), self._seconds)
        except asyncio.TimeoutError:
            log.error("turn %s took more than %s s", message.id, self._seconds)
            answer.broken = True
        except Exception as error:  # noqa: BLE001  whatever Rasa raises, the turn ends
            # Its text could quote the client, so only its kind and place are logged.
            log.error("turn %s broke: %s", message.id, _place(error))
            answer.broken = True

    async def store(
        self,
        session: str,
        in_reply_to: str | None,
        body: dict[str, Any],
        offers: Offers,
    ) -> None:
        if in_reply_to is not None:
            body = {**body, "in_reply_to": in_reply_to}
        event = await self._background(
            self._ledger.append, session, in_reply_to, body, offers, self._clock()
        )
        self._hub.publish(session, event)


class _Answer:
    """The answers said in a turn. `broken` when the dialogue failed on the way."""

    def __init__(self, runner: TurnRunner, message: Message, before: list[Any]) -> None:
        self._runner = runner
        self._message = message
        self._before = deque(before)
        self._spoken = 0  # answers of the dialogue in this run
        self._kept = [b["text"] for b in before]
        self.broken = False
        self.over = False

    async def emit(self, session: str, body: dict[str, Any], offers: Offers) -> None:
        """Says an answer of the dialogue. One after the turn's end (a reminder) answers
        no message."""
        self._spoken += 1
        await self._send(session, body, offers)

    async def say(self, sentence: str) -> None:
        """Says a sentence of the chat itself."""
        await self._send(self._message.session, {"text": sentence}, [])

    async def _send(self, session: str, body: dict[str, Any], offers: Offers) -> None:
        in_reply_to = None if self.over else self._message.id
        if self._before and not self.over:
            if self._before[0] == {**body, "in_reply_to": in_reply_to}:
                self._before.popleft()
                return
            self._before.clear()
        await self._runner.store(session, in_reply_to, body, offers)

    def is_given(self) -> bool:
        """Whether the client has an answer and needs no sentence instead of it."""
        if self.broken:
            return False
        return self._spoken > 0 or self._answered_before()

    def _answered_before(self) -> bool:
        notice = len(self._kept) > 0 and bool(self._message.removed)
        return len(self._kept) > (1 if notice else 0)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{at}"
