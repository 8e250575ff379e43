"""Complaints become tickets at Zendesk: one each, with the client's notes as comments."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec import structs
from sqlalchemy import select

from desk.adapters.queue import DEAD, DUE, SENT, Deliveries
from desk.adapters.worker import DeliveryWorker
from desk.adapters.zendesk import Zendesk as ZendeskAdapter
from desk.database import Database
from desk.mail.worker import Pace
from desk.models import Delivery
from desk.notes import NewNote, Notes
from desk.register import Register
from desk.submission import Submission
from desk.tests.conftest import Clock
from desk.tests.filing import complaint_to
from desk.tests.serving import served
from desk.tests.zendesk import AGENT_ID, TOKEN, USER, Zendesk
from firm import Firm
from firm.model import Adapter


@pytest.fixture
def zendesk() -> Zendesk:
    return Zendesk()


@pytest.fixture
def address(zendesk: Zendesk) -> Iterator[str]:
    with served(zendesk.app()) as address:
        yield address


@pytest.fixture
def zendesk_firm(firm: Firm, address: str) -> Firm:
    adapter = Adapter(name="tickets", kind="zendesk", url=address, user=USER)
    return structs.replace(firm, adapters=(adapter,))


@pytest.fixture
def worker(database: Database, zendesk_firm: Firm, clock: Clock) -> DeliveryWorker:
    [adapter] = zendesk_firm.adapters
    return DeliveryWorker(
        database=database,
        firm=zendesk_firm,
        adapters={"tickets": ZendeskAdapter(adapter.url, USER, TOKEN, zendesk_firm)},
        now=clock,
        pace=Pace(),
    )


def file_one(database: Database, firm: Firm, clock: Clock, **changes: object) -> str:
    submission = Submission.model_validate(complaint_to(firm, **changes))
    return Register(database, firm).file(submission, "key", clock()).receipt.reference


def add_note(
    database: Database, firm: Firm, clock: Clock, reference: str, text: str
) -> None:
    note = NewNote(reference=reference, email="ada@example.com", text=text)
    Notes(database, firm).add(note, f"note {text}", clock())


def deliveries(database: Database) -> list[Delivery]:
    with database.reading() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))


async def test_a_complaint_becomes_a_ticket_of_its_client(
    database: Database,
    zendesk_firm: Firm,
    zendesk: Zendesk,
    worker: DeliveryWorker,
    clock: Clock,
) -> None:
    reference = file_one(database, zendesk_firm, clock)
    assert await worker.deliver_one()
    assert not await worker.deliver_one()
    [ticket] = zendesk.tickets.values()
    assert ticket["external_id"] == reference
    assert ticket["requester_id"] == zendesk.users["ada@example.com"]
    assert reference in ticket["subject"]
    description = complaint_to(zendesk_firm)["details"]["description"]
    assert ticket["description"].startswith(description)
    for said in ("Ada O'Byrne-Lovelace", "Ireland", "A-89", "Agent Sam", "tell me why"):
        assert said in ticket["description"]
    [delivery] = deliveries(database)
    assert (delivery.state, delivery.remote_id) == (SENT, "1")
    assert delivery.sent_at == clock.time


async def test_notes_follow_their_complaint_as_comments_of_the_client(
    database: Database,
    zendesk_firm: Firm,
    zendesk: Zendesk,
    worker: DeliveryWorker,
    clock: Clock,
) -> None:
    reference = file_one(database, zendesk_firm, clock)
    for text in ("first", "second"):
        add_note(database, zendesk_firm, clock, reference, text)
    zendesk.retry_after = ["0"]
    for _ in range(6):
        await worker.deliver_one()
        clock.forward(seconds=10)
    assert [c["body"] for c in zendesk.comments[1][1:]] == ["first", "second"]
    client = zendesk.users["ada@example.com"]
    assert {c["author_id"] for c in zendesk.comments[1]} == {client}
    assert {d.state for d in deliveries(database)} == {SENT}


async def test_a_lost_answer_makes_no_second_ticket_even_after_the_key_is_forgotten(
    database: Database,
    zendesk_firm: Firm,
    zendesk: Zendesk,
    worker: DeliveryWorker,
    clock: Clock,
) -> None:
    file_one(database, zendesk_firm, clock)
    zendesk.lose = 1
    await worker.deliver_one()
    [delivery] = deliveries(database)
    assert (delivery.state, delivery.last_error) == (DUE, "HTTP 502")
    zendesk.keys.clear()
    clock.forward(hours=3)
    await worker.deliver_one()
    assert len(zendesk.tickets) == 1
    [delivery] = deliveries(database)
    assert (delivery.state, delivery.remote_id) == (SENT, "1")


async def test_a_lost_answer_makes_no_second_comment(
    database: Database,
    zendesk_firm: Firm,
    zendesk: Zendesk,
    worker: DeliveryWorker,
    clock: Clock,
) -> None:
    reference = file_one(database, zendesk_firm, clock)
    await worker.deliver_one()
    # Some other comments stand between, more than a page of them.
    zendesk.audits[1] += [{"id": n, "metadata": {}} for n in range(150)]
    add_note(database, zendesk_firm, clock, reference, "once")
    zendesk.lose = 1
    await worker.deliver_one()
    clock.forward(minutes=1)
    await worker.deliver_one()
    assert [c["body"] for c in zendesk.comments[1][1:]] == ["once"]
    assert deliveries(database)[1].state == SENT


async def test_being_told_to_wait_is_heeded(
    database: Database,
    zendesk_firm: Firm,
    zendesk: Zendesk,
    worker: DeliveryWorker,
    clock: Clock,
) -> None:
    file_one(database, zendesk_firm, clock)
    zendesk.retry_after = ["93"]
    await worker.deliver_one()
    [delivery] = deliveries(database)
    assert delivery.due_at == clock.time + timedelta(seconds=93)
    clock.forward(seconds=92)
    assert not await worker.deliver_one()
    clock.forward(seconds=1)
    assert await worker.deliver_one()
    assert len(zendesk.tickets) == 1


async def test_an_e_mail_that_is_none_does_not_lose_the_complaint(
    database: Database,
    zendesk_firm: Firm,
    zendesk: Zendesk,
    worker: DeliveryWorker,
    clock: Clock,
) -> None:
    file_one(database, zendesk_firm, clock, email="ada at home", flags=["email"])
    await worker.deliver_one()
    [ticket] = zendesk.tickets.values()
    assert ticket["requester_id"] == AGENT_ID
    assert "ada at home (as typed; not an address)" in ticket["description"]


async def test_a_wrong_token_is_tried_again_until_it_is_mended(
    database: Database, zendesk_firm: Firm, zendesk: Zendesk, clock: Clock
) -> None:
    [adapter] = zendesk_firm.adapters
    wrong = DeliveryWorker(
        database=database,
        firm=zendesk_firm,
        adapters={"tickets": ZendeskAdapter(adapter.url, USER, "no", zendesk_firm)},
        now=clock,
        pace=Pace(),
    )
    file_one(database, zendesk_firm, clock)
    await wrong.deliver_one()
    [delivery] = deliveries(database)
    assert (delivery.state, delivery.last_error) == (DUE, "HTTP 401")


async def test_what_zendesk_refuses_for_good_is_kept_apart_and_can_be_revived(
    database: Database,
    zendesk_firm: Firm,
    zendesk: Zendesk,
    worker: DeliveryWorker,
    clock: Clock,
) -> None:
    reference = file_one(database, zendesk_firm, clock)
    await worker.deliver_one()
    zendesk.tickets[1]["status"] = "closed"
    add_note(database, zendesk_firm, clock, reference, "late")
    add_note(database, zendesk_firm, clock, reference, "later")
    await worker.deliver_one()
    assert not await worker.deliver_one(), "a note overtook the one before it"
    assert [d.state for d in deliveries(database)] == [SENT, DEAD, DUE]
    assert deliveries(database)[1].last_error == "HTTP 422"
    zendesk.tickets[1]["status"] = "open"
    assert Deliveries(database, clock, timedelta(minutes=2)).revive() == 1
    assert await worker.deliver_one()
    assert await worker.deliver_one()
    assert [c["body"] for c in zendesk.comments[1][1:]] == ["late", "later"]
