"""The worker that empties the outbox, a task inside the service."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desk.database import Database
from desk.mail.delivery import WHOLE_SECONDS, Delivery
from desk.mail.failure import failure_of
from desk.mail.letter import Letters
from desk.mail.message import NoAddress, compose
from desk.mail.outbox import Claim, Outbox
from firm import Firm

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How often the worker looks, how long it may hold a mail, how it backs off. Seconds.

    After failure number n a mail waits `first * 2 ** (n - 1)`, at most `longest`, less up to
    half of it at random, so that many mails do not come back at one moment. A server that
    refused for good is asked again only every `longest_refused`.
    """

    poll: float = 1.0
    # Longer than the longest delivery, or two workers could send one mail.
    lease: float = 2 * WHOLE_SECONDS
    first: float = 5.0
    longest: float = 15 * 60
    longest_refused: float = 6 * 3600

    def wait(self, attempts: int, permanent: bool) -> timedelta:
        """How long to wait after this many attempts failed, the last of them so."""
        longest = self.longest_refused if permanent else self.longest
        # The exponent is bounded: two to the thousands is no number of seconds.
        seconds = min(longest, self.first * 2 ** min(attempts - 1, 20))
        return timedelta(seconds=seconds * random.uniform(0.5, 1))


class MailWorker:
    """Sends what is due, as long as the service runs. Any number of them may run at once."""

    def __init__(
        self,
        *,
        database: Database,
        firm: Firm,
        delivery: Delivery,
        now: Callable[[], datetime],
        pace: Pace,
    ) -> None:
        self._outbox = Outbox(database, now, timedelta(seconds=pace.lease))
        self._letters = Letters(firm)
        self._firm = firm
        self._delivery = delivery
        self._pace = pace
        self._awake = asyncio.Event()
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Runs within the block; at its end a mail that is being sent is finished first."""
        self._stopping = False
        # An event belongs to the loop that waits for it, so it is made anew.
        self._awake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._run(), name="mail worker")
        try:
            yield
        finally:
            self._stopping = True
            self._awake.set()
            _, unfinished = await asyncio.wait({self._task}, timeout=10)
            for task in unfinished:
                # Its lease runs out and the mail is sent again: same Message-ID.
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Says, from any thread, that a mail is due."""
        if self._loop is not None and not self._stopping:
            self._loop.call_soon_threadsafe(self._awake.set)

    def is_running(self) -> bool:
        """Whether mails are being sent."""
        return self._task is not None and not self._task.done()

    async def _run(self) -> None:
        while not self._stopping:
            try:
                busy = await self.send_one()
            except Exception:
                # The database is away, say. The mails are in it, so nothing is lost by waiting.
                log.exception("outbox_unavailable")
                busy = False
            if not busy:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._pace.poll):
                await self._awake.wait()
        except TimeoutError:
            pass
        self._awake.clear()

    async def send_one(self) -> bool:
        """Sends one mail that is due and settles it, well or ill. False when none was due."""
        claim = await asyncio.to_thread(self._outbox.claim)
        if claim is None:
            return False
        try:
            await self._send(claim)
        except NoAddress:
            await asyncio.to_thread(self._outbox.held, claim, NoAddress.__name__)
            _tell("mail_held", claim, error=NoAddress.__name__)
        except Exception as error:  # noqa: BLE001  # whatever it is, the mail is kept
            failure = failure_of(error)
            wait = self._pace.wait(claim.mail.attempts, failure.permanent)
            await asyncio.to_thread(self._outbox.failed, claim, failure.text, wait)
            _tell(
                "mail_failed",
                claim,
                error=failure.text,
                again_in=round(wait.total_seconds()),
            )
        else:
            settled = await asyncio.to_thread(self._outbox.sent, claim)
            _tell("mail_sent" if settled else "mail_sent_after_its_lease", claim)
        return True

    async def _send(self, claim: Claim) -> None:
        mail, complaint = claim.mail, claim.mail.complaint

        letter = await asyncio.to_thread(
            self._letters.write, mail.kind, complaint, mail.context
        )
        message = compose(letter, mail, complaint.email, self._firm)
        stamp = mail.created_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        await self._delivery.deliver(message, f"{stamp}-{complaint.reference}")


def _tell(event: str, claim: Claim, **fields: object) -> None:
    mail = claim.mail
    known = {"mail": mail.id, "kind": mail.kind, "attempts": mail.attempts}
    log.info(event, extra={"fields": {**known, **fields}})
