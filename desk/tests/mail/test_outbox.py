"""Mails wait in the outbox until they are sent: once each, by one worker, however long."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone

import pytest
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from sqlalchemy import select

from desk.cases.history import HistoryKind
from desk.cases.intake import Register
from desk.complaint.submission import Submission
from desk.mail.failure import failure_of
from desk.mail.outbox import Outbox
from desk.models import HistoryEntry, MailState, OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import Clock, Postbox
from desk.tests.support.complaint import complaint_to
from desk.workers.mail import MailWorker, Pace
from firm import Firm

LEASE = timedelta(seconds=120)


@pytest.fixture
def outbox(database: Database, clock: Clock) -> Outbox:
    return Outbox(database, clock, LEASE)


def owe(
    database: Database, firm: Firm, clock: Clock, mails: int = 1, **changes: object
) -> None:
    register = Register(database, firm)
    for number in range(mails):
        body = Submission.model_validate(complaint_to(firm, **changes))
        register.file(body, f"{clock.time} {number}", clock())


def only_mail(database: Database) -> OutboxMail:
    with database.reading() as session:
        return session.scalars(select(OutboxMail)).one()


def worker_with(
    postbox: Postbox, database: Database, firm: Firm, clock: Clock
) -> MailWorker:
    return MailWorker(
        database=database, firm=firm, delivery=postbox, now=clock, pace=Pace()
    )


def test_a_mail_is_claimed_by_one_worker_only(
    database: Database, firm: Firm, clock: Clock, outbox: Outbox
) -> None:
    owe(database, firm, clock)
    claim = outbox.claim()
    assert claim is not None
    assert claim.mail.complaint.email == "ada@example.com"
    assert outbox.claim() is None


def test_many_workers_at_once_claim_each_mail_once(
    database: Database, firm: Firm, clock: Clock, outbox: Outbox
) -> None:
    owe(database, firm, clock, mails=40)
    with ThreadPoolExecutor(8) as threads:
        claims = list(threads.map(lambda _: outbox.claim(), range(60)))
    claimed = [claim.mail.id for claim in claims if claim is not None]
    # Two that meet at one mail on PostgreSQL leave it to one, and the other looks on.
    while (claim := outbox.claim()) is not None:
        claimed.append(claim.mail.id)
    assert len(claimed) == len(set(claimed)) == 40


def test_the_mail_of_a_worker_that_died_is_claimed_again_when_its_lease_ends(
    database: Database, firm: Firm, clock: Clock, outbox: Outbox
) -> None:
    owe(database, firm, clock)
    first = outbox.claim()
    clock.forward(seconds=119)
    assert outbox.claim() is None
    clock.forward(seconds=1)
    second = outbox.claim()
    assert first
    assert second
    assert second.mail.message_id == first.mail.message_id
    assert second.mail.created_at == first.mail.created_at
    # The first was only slow: what it says now changes nothing.
    assert not outbox.failed(first, "late", timedelta(hours=1))
    assert outbox.sent(second)
    assert not outbox.sent(first)
    assert only_mail(database).state == MailState.SENT


def test_a_time_with_any_offset_comes_back_as_the_same_instant_in_utc(
    database: Database, firm: Firm, clock: Clock
) -> None:
    instant = clock.time
    clock.time = instant.astimezone(timezone(timedelta(hours=5, minutes=30)))
    owe(database, firm, clock)
    mail = only_mail(database)
    assert mail.created_at == instant
    assert mail.created_at.utcoffset() == timedelta(0)


def test_the_oldest_mail_goes_first(
    database: Database, firm: Firm, clock: Clock, outbox: Outbox
) -> None:
    owe(database, firm, clock)
    clock.forward(seconds=1)
    owe(database, firm, clock)
    first, second = outbox.claim(), outbox.claim()
    assert first
    assert second
    assert first.mail.due_at < second.mail.due_at


async def test_sending_settles_the_mail(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    owe(database, firm, clock)
    worker = worker_with(postbox, database, firm, clock)
    assert await worker.send_one()
    assert not await worker.send_one()
    mail = only_mail(database)
    assert (mail.state, mail.attempts, mail.sent_at) == (MailState.SENT, 1, clock.time)
    assert (mail.lease, mail.leased_until, mail.last_error) == (None, None, None)
    [(name, message)] = postbox.mails
    assert message["message-id"] == mail.message_id
    assert name.startswith("20250110T120000.000000Z-")


async def test_a_mail_that_fails_is_tried_again_and_again_and_never_dropped(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    owe(database, firm, clock)
    worker = worker_with(postbox, database, firm, clock)
    postbox.refusal = ConnectionRefusedError("ada@example.com is not welcome")
    waits: list[float] = []
    for attempt in range(1, 40):
        assert await worker.send_one()
        assert not await worker.send_one(), "tried again at once"
        mail = only_mail(database)
        assert (mail.state, mail.attempts) == (MailState.DUE, attempt)
        assert mail.last_error == "ConnectionRefusedError"
        waits.append((mail.due_at - clock.time).total_seconds())
        clock.time = mail.due_at
    assert 2.5 <= waits[0] <= 5
    assert all(450 <= wait <= 900 for wait in waits[10:])
    assert len(set(waits[10:])) > 1, "all at the same moment"
    postbox.refusal = None
    assert await worker.send_one()
    assert only_mail(database).state == MailState.SENT
    assert len({message["message-id"] for _, message in postbox.mails}) == 1


def refused_for_good() -> SMTPRecipientsRefused:
    refused = SMTPRecipientRefused(550, "no such ada@example.com", "ada@example.com")
    return SMTPRecipientsRefused([refused])


async def test_a_mail_refused_for_good_is_asked_about_seldom_and_then_dead(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    owe(database, firm, clock)
    worker = worker_with(postbox, database, firm, clock)
    postbox.refusal = refused_for_good()
    began = clock.time
    for refusals in range(1, Pace().most_refusals):
        assert await worker.send_one()
        mail = only_mail(database)
        assert (mail.state, mail.refusals) == (MailState.DUE, refusals)
        assert mail.last_error == "SMTPRecipientsRefused 550"
        clock.time = mail.due_at
    assert clock.time - began >= timedelta(hours=6)
    assert await worker.send_one()
    mail = only_mail(database)
    assert (mail.state, mail.refusals) == (MailState.DEAD, Pace().most_refusals)
    clock.forward(days=30)
    assert not await worker.send_one()
    [entry] = entries(database, HistoryKind.MAIL_DEAD)
    assert entry.data == {
        "mail": mail.id,
        "mail_kind": "acknowledgement",
        "error": "SMTPRecipientsRefused 550",
    }


async def test_a_server_that_refuses_the_desk_itself_makes_no_mail_dead(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    owe(database, firm, clock)
    worker = worker_with(postbox, database, firm, clock)
    for error in (
        SMTPAuthenticationError(535, "wrong password"),
        SMTPSenderRefused(550, "not allowed", firm.mail.sender),
        SMTPConnectError("refused"),
    ):
        postbox.refusal = error
        for _ in range(2 * Pace().most_refusals):
            assert await worker.send_one()
            clock.time = only_mail(database).due_at
    assert only_mail(database).state == MailState.DUE
    postbox.refusal = None
    assert await worker.send_one()
    assert only_mail(database).state == MailState.SENT


async def test_all_mails_go_out_once_when_the_server_is_back_after_a_day(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    owe(database, firm, clock, mails=5)
    worker = worker_with(postbox, database, firm, clock)
    postbox.refusal = ConnectionRefusedError()
    back = clock.time + timedelta(days=1)
    while clock.time < back:
        while await worker.send_one():
            pass
        clock.forward(minutes=20)
    postbox.refusal = None
    for _ in range(3):
        while await worker.send_one():
            pass
        clock.forward(minutes=20)
    sent = [str(message["message-id"]) for _, message in postbox.mails]
    assert len(sent) == len(set(sent)) == 5
    assert len(entries(database, HistoryKind.MAIL_SENT)) == 5


def entries(database: Database, kind: HistoryKind) -> list[HistoryEntry]:
    with database.reading() as session:
        return list(
            session.scalars(select(HistoryEntry).where(HistoryEntry.kind == kind))
        )


async def test_a_mail_without_an_address_is_held_and_the_complaint_kept(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    owe(database, firm, clock, email="ada at home", flags=["email"])
    worker = worker_with(postbox, database, firm, clock)
    assert await worker.send_one()
    assert not await worker.send_one()
    mail = only_mail(database)
    assert (mail.state, mail.last_error) == (MailState.HELD, "NoAddress")
    assert postbox.mails == []


async def test_a_broken_template_delays_a_mail_and_loses_none(
    database: Database,
    firm: Firm,
    clock: Clock,
    postbox: Postbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owe(database, firm, clock)
    worker = worker_with(postbox, database, firm, clock)
    with monkeypatch.context() as broken:
        broken.setattr("desk.words.firm_words.FirmWords.category", None)
        assert await worker.send_one()
    assert only_mail(database).last_error == "TypeError"
    clock.forward(minutes=1)
    assert await worker.send_one()
    assert only_mail(database).state == MailState.SENT


async def test_two_workers_at_once_send_each_mail_once(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    owe(database, firm, clock, mails=20)
    workers = [worker_with(postbox, database, firm, clock) for _ in range(3)]

    async def empty(worker: MailWorker) -> None:
        for _ in range(10):
            await worker.send_one()

    await asyncio.gather(*(empty(worker) for worker in workers))
    sent = [str(message["message-id"]) for _, message in postbox.mails]
    assert len(sent) == len(set(sent)) == 20


async def test_the_worker_outlives_a_database_that_is_away(
    database: Database,
    firm: Firm,
    clock: Clock,
    postbox: Postbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = MailWorker(
        database=database,
        firm=firm,
        delivery=postbox,
        now=clock,
        pace=Pace(poll=0.01),
    )
    owe(database, firm, clock)

    def away(_: Outbox) -> None:
        raise OSError("the database is away")

    with monkeypatch.context() as broken:
        broken.setattr(Outbox, "claim", away)
        async with worker.running():
            await asyncio.sleep(0.1)
            assert worker.is_running()
            broken.undo()
            async with asyncio.timeout(5):
                while not postbox.mails:
                    await asyncio.sleep(0.01)
    assert not worker.is_running()


async def test_a_mail_on_its_way_is_finished_before_the_service_stops(
    database: Database, firm: Firm, clock: Clock, postbox: Postbox
) -> None:
    started = asyncio.Event()

    class Slow(Postbox):
        async def deliver(self, message: object, name: str) -> None:
            started.set()
            await asyncio.sleep(0.3)
            await postbox.deliver(message, name)  # type: ignore[arg-type]

    owe(database, firm, clock)
    worker = worker_with(Slow(), database, firm, clock)
    async with worker.running():
        await started.wait()
    assert len(postbox.mails) == 1
    assert only_mail(database).state == MailState.SENT


def test_the_reason_of_a_failure_has_nothing_personal_in_it() -> None:
    error = SMTPRecipientRefused(451, "try later, ada@example.com", "ada@example.com")
    assert failure_of(error).text == "SMTPRecipientRefused 451"
    assert not failure_of(error).permanent
    assert failure_of(ValueError("ada@example.com")).text == "ValueError"
