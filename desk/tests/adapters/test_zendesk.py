"""Complaints become tickets at Zendesk: one each, with the client's notes as comments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from msgspec import structs
from sqlalchemy import select

from desk.adapters.queue import Deliveries
from desk.adapters.zendesk import Zendesk as ZendeskAdapter
from desk.cases.client_notes import NewNote, NewWithdrawal, Notes
from desk.cases.intake import Register
from desk.complaint.submission import Submission
from desk.models import Delivery, DeliveryState
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.complaint import complaint_to
from desk.tests.support.serving import served
from desk.tests.support.zendesk import AGENT_ID, TOKEN, USER, Zendesk
from desk.workers.deliveries import DeliveryWorker
from desk.workers.mail import Pace
from firm import Firm
from firm.model import Adapter


@pytest.fixture
def zendesk() -> Zendesk:
    return Zendesk()


@pytest.fixture
def address(zendesk: Zendesk) -> Iterator[str]:
    with served(zendesk.app()) as address:
        yield address


@dataclass
class Ticketing:
    """A register whose complaints go to a Zendesk, with the worker that takes them there."""

    database: Database
    firm: Firm
    worker: DeliveryWorker
    clock: Clock

    def file(self, **changes: object) -> str:
        """Files a complaint; gives its reference."""
        submission = Submission.model_validate(complaint_to(self.firm, **changes))
        register = Register(self.database, self.firm)
        return register.file(submission, "key", self.clock()).receipt.reference

    def note(self, reference: str, text: str) -> None:
        note = NewNote(reference=reference, email="ada@example.com", text=text)
        Notes(self.database, self.firm).add(note, f"note {text}", self.clock())

    @property
    def deliveries(self) -> list[Delivery]:
        with self.database.reading() as session:
            return list(session.scalars(select(Delivery).order_by(Delivery.id)))


TicketingWith = Callable[[str], Ticketing]


@pytest.fixture
def ticketing_with(
    database: Database, firm: Firm, address: str, clock: Clock
) -> TicketingWith:
    """With this token for Zendesk."""

    def ticketing_with(token: str) -> Ticketing:
        adapter = Adapter(name="tickets", kind="zendesk", url=address, user=USER)
        there = structs.replace(firm, adapters=(adapter,))
        worker = DeliveryWorker(
            database=database,
            firm=there,
            adapters={"tickets": ZendeskAdapter(address, USER, token, there)},
            now=clock,
            pace=Pace(),
        )
        return Ticketing(database, there, worker, clock)

    return ticketing_with


@pytest.fixture
def ticketing(ticketing_with: TicketingWith) -> Ticketing:
    return ticketing_with(TOKEN)


async def test_a_complaint_becomes_a_ticket_of_its_client(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    reference = ticketing.file()
    assert await ticketing.worker.deliver_one()
    assert not await ticketing.worker.deliver_one()
    [ticket] = zendesk.tickets.values()
    assert ticket["external_id"] == reference
    assert ticket["requester_id"] == zendesk.users["ada@example.com"]
    assert reference in ticket["subject"]
    details = complaint_to(ticketing.firm)["details"]
    assert ticket["description"].startswith(details["description"])
    texts = [text for text in details.values() if isinstance(text, str)]
    for said in ("Ada O'Byrne-Lovelace", "Ireland", "A-89", "Agent Sam", *texts):
        assert said in ticket["description"]
    [delivery] = ticketing.deliveries
    assert (delivery.state, delivery.remote_id) == (DeliveryState.SENT, "1")
    assert delivery.sent_at == ticketing.clock.time


async def test_notes_follow_their_complaint_as_comments_of_the_client(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    reference = ticketing.file()
    for text in ("first", "second"):
        ticketing.note(reference, text)
    zendesk.retry_after = ["0"]
    for _ in range(6):
        await ticketing.worker.deliver_one()
        ticketing.clock.forward(seconds=10)
    assert [c["body"] for c in zendesk.comments[1][1:]] == ["first", "second"]
    client = zendesk.users["ada@example.com"]
    assert {c["author_id"] for c in zendesk.comments[1]} == {client}
    assert {d.state for d in ticketing.deliveries} == {DeliveryState.SENT}


async def test_a_lost_answer_makes_no_second_ticket_even_after_the_key_is_forgotten(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    ticketing.file()
    zendesk.lose = 1
    await ticketing.worker.deliver_one()
    [delivery] = ticketing.deliveries
    assert (delivery.state, delivery.last_error) == (DeliveryState.DUE, "HTTP 502")
    zendesk.keys.clear()
    ticketing.clock.forward(hours=3)
    await ticketing.worker.deliver_one()
    assert len(zendesk.tickets) == 1
    [delivery] = ticketing.deliveries
    assert (delivery.state, delivery.remote_id) == (DeliveryState.SENT, "1")


async def test_a_lost_answer_makes_no_second_comment(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    reference = ticketing.file()
    await ticketing.worker.deliver_one()
    # Some other comments stand between, more than a page of them.
    zendesk.audits[1] += [{"id": n, "metadata": {}} for n in range(150)]
    ticketing.note(reference, "once")
    zendesk.lose = 1
    await ticketing.worker.deliver_one()
    ticketing.clock.forward(minutes=1)
    await ticketing.worker.deliver_one()
    assert [c["body"] for c in zendesk.comments[1][1:]] == ["once"]
    assert ticketing.deliveries[1].state == DeliveryState.SENT


async def test_being_told_to_wait_is_heeded(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    ticketing.file()
    zendesk.retry_after = ["93"]
    await ticketing.worker.deliver_one()
    [delivery] = ticketing.deliveries
    assert delivery.due_at == ticketing.clock.time + timedelta(seconds=93)
    ticketing.clock.forward(seconds=92)
    assert not await ticketing.worker.deliver_one()
    ticketing.clock.forward(seconds=1)
    assert await ticketing.worker.deliver_one()
    assert len(zendesk.tickets) == 1


async def test_an_e_mail_that_is_none_does_not_lose_the_complaint(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    ticketing.file(email="ada at home", flags=["email"])
    await ticketing.worker.deliver_one()
    [ticket] = zendesk.tickets.values()
    assert ticket["requester_id"] == AGENT_ID
    assert "ada at home (as typed; not an address)" in ticket["description"]


async def test_a_client_who_gives_no_name_is_the_requester_all_the_same(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    open_ = ["account_id", "country", "full_name"]
    ticketing.file(**dict.fromkeys(open_, ""), flags=open_)
    await ticketing.worker.deliver_one()
    [ticket] = zendesk.tickets.values()
    assert ticket["requester_id"] == zendesk.users["ada@example.com"]
    for label in ("Name", "Account", "Country"):
        assert f"\n{label}: Not given\n" in ticket["description"]


async def test_a_request_to_withdraw_is_a_comment_that_says_so(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    reference = ticketing.file()
    request = NewWithdrawal(
        reference=reference, email="ada@example.com", text="Please drop it."
    )
    notes = Notes(ticketing.database, ticketing.firm)
    notes.ask_to_withdraw(request, "a key", ticketing.clock())
    while await ticketing.worker.deliver_one():
        pass
    assert zendesk.comments[1][1]["body"] == (
        "Please drop it.\n\n----\n"
        "The client asks to withdraw the complaint. An official decides.\n"
    )


async def test_a_wrong_token_is_tried_again_until_it_is_mended(
    ticketing_with: TicketingWith,
) -> None:
    ticketing = ticketing_with("no")
    ticketing.file()
    await ticketing.worker.deliver_one()
    [delivery] = ticketing.deliveries
    assert (delivery.state, delivery.last_error) == (DeliveryState.DUE, "HTTP 401")


async def test_what_zendesk_refuses_for_good_is_kept_apart_and_can_be_revived(
    ticketing: Ticketing, zendesk: Zendesk
) -> None:
    reference = ticketing.file()
    await ticketing.worker.deliver_one()
    zendesk.tickets[1]["status"] = "closed"
    ticketing.note(reference, "late")
    ticketing.note(reference, "later")
    await ticketing.worker.deliver_one()
    assert not await ticketing.worker.deliver_one(), "a note overtook the one before it"
    assert [d.state for d in ticketing.deliveries] == [
        DeliveryState.SENT,
        DeliveryState.DEAD,
        DeliveryState.DUE,
    ]
    assert ticketing.deliveries[1].last_error == "HTTP 422"
    zendesk.tickets[1]["status"] = "open"
    assert (
        Deliveries(ticketing.database, ticketing.clock, timedelta(minutes=2)).revive()
        == 1
    )
    assert await ticketing.worker.deliver_one()
    assert await ticketing.worker.deliver_one()
    assert [c["body"] for c in zendesk.comments[1][1:]] == ["late", "later"]
