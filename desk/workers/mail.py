"""The mail worker, which empties the outbox: a task inside the service."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desk.cases.mailed import Mailed
from desk.mail.delivery import WHOLE_SECONDS, MailDelivery
from desk.mail.failure import Failure, failure_of
from desk.mail.letter import Letters
from desk.mail.message import NoAddress, compose
from desk.mail.outbox import MailClaim, Outbox
from desk.storage.database import Database
from desk.workers.background import Background
from firm import Firm

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """Pace of the worker, in seconds: its polls, its lease of a mail, its back-off.

    After failure number n a mail waits `first * 2 ** (n - 1)`, at most `longest`, less
    up to half of it at random, so that many mails do not come back at one moment. A
    mail that the server refuses for good waits `first_refused * 4 ** (n - 1)`, at most
    `longest_refused`. After `most_refusals` it is dead: a person has to see to it.
    """

    poll: float = 1.0
    # Longer than the longest delivery: otherwise two workers could send one mail.
    lease: float = 2 * WHOLE_SECONDS
    first: float = 5.0
    longest: float = 15 * 60
    # RFC 5321, 4.5.4.1 speaks of days; servers that refuse by mistake are mended in hours.
    first_refused: float = 60.0
    longest_refused: float = 6 * 3600
    most_refusals: int = 8

    def wait(self, attempts: int) -> timedelta:
        """The wait after this many failed attempts."""
        return _about(self.first * 2 ** min(attempts - 1, 20), self.longest)

    def wait_refused(self, refusals: int) -> timedelta:
        """The wait after the server refused a mail for good this often."""
        return _about(
            self.first_refused * 4 ** min(refusals - 1, 20), self.longest_refused
        )


def _about(seconds: float, longest: float) -> timedelta:
    # (The exponents are bounded, since a timedelta cannot hold 2 ** 1000 seconds.)
    return timedelta(seconds=min(longest, seconds) * random.uniform(0.5, 1))


class MailWorker(Background):
    """Sends due mails as long as the service runs. Any number of workers may run."""

    def __init__(
        self,
        *,
        database: Database,
        firm: Firm,
        delivery: MailDelivery,
        now: Callable[[], datetime],
        pace: Pace,
    ) -> None:
        # If the worker is stopped in the middle of a mail, the lease runs out and the
        # mail goes out again, with the same Message-ID.
        super().__init__("mail worker", pace.poll)
        lease = timedelta(seconds=pace.lease)
        self._outbox = Outbox(database, now, lease, Mailed(firm))
        self._letters = Letters(firm)
        self._firm = firm
        self._delivery = delivery
        self._pace = pace

    async def step(self) -> bool:
        """Sends one mail, if one is due."""
        return await self.send_one()

    async def send_one(self) -> bool:
        """Sends and settles one mail. Returns False when none was due."""
        claim = await asyncio.to_thread(self._outbox.claim)
        if claim is None:
            return False
        try:
            await self._send(claim)
        except NoAddress:
            await asyncio.to_thread(self._outbox.held, claim, NoAddress.__name__)
            _tell("mail_held", claim, error=NoAddress.__name__)
        except Exception as error:  # noqa: BLE001  # whatever it is, the mail is kept
            await self._failed(claim, failure_of(error))
        else:
            settled = await asyncio.to_thread(self._outbox.sent, claim)
            _tell("mail_sent" if settled else "mail_sent_after_its_lease", claim)
        return True

    async def _failed(self, claim: MailClaim, failure: Failure) -> None:
        refusals = claim.mail.refusals + failure.permanent
        if failure.permanent and refusals >= self._pace.most_refusals:
            await asyncio.to_thread(self._outbox.dead, claim, failure.text)
            _tell("mail_dead", claim, error=failure.text)
            return
        wait = (
            self._pace.wait_refused(refusals)
            if failure.permanent
            else self._pace.wait(claim.mail.attempts)
        )
        await asyncio.to_thread(
            self._outbox.failed, claim, failure.text, wait, refusals
        )
        _tell(
            "mail_failed",
            claim,
            error=failure.text,
            again_in=round(wait.total_seconds()),
        )

    async def _send(self, claim: MailClaim) -> None:
        mail, complaint = claim.mail, claim.mail.complaint

        letter = await asyncio.to_thread(
            self._letters.write, mail.kind, complaint, mail.context
        )
        message = compose(letter, mail, complaint.email, self._firm, claim.earlier)
        stamp = mail.created_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        await self._delivery.deliver(message, f"{stamp}-{complaint.reference}")


def _tell(event: str, claim: MailClaim, **fields: object) -> None:
    mail = claim.mail
    known = {"mail": mail.id, "kind": mail.kind, "attempts": mail.attempts}
    log.info(event, extra={"fields": {**known, **fields}})
