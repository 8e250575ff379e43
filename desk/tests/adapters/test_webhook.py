"""Complaints are posted as signed webhooks, which the example in the docs can verify."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from pydantic import SecretStr
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desk.adapters.configured import AdapterUnusable, adapters_of
from desk.adapters.handover import waiting
from desk.adapters.webhook import read_secrets, signature_of
from desk.cases.client_notes import NewNote, Notes
from desk.cases.intake import Register
from desk.complaint.submission import Submission
from desk.models import (
    Complaint,
    Delivery,
    DeliveryState,
    HistoryEntry,
    MailState,
    Note,
    OutboxMail,
)
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.complaint import complaint_to
from desk.tests.support.serving import served
from desk.workers.deliveries import DeliveryWorker
from desk.workers.mail import Pace
from fields import FIELDS
from firm import Firm
from firm.model import Adapter

DOCS = Path(__file__).parents[3] / "docs" / "adapters.md"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEXT = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="

Verified = Callable[..., bool]


@dataclass
class Receiver:
    """`answers`: the codes to answer with, then 204."""

    answers: list[int] = field(default_factory=list)
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: Request) -> Response:
        self.posts.append((dict(request.headers), await request.body()))
        code = self.answers.pop(0) if self.answers else 204
        return RedirectResponse("/elsewhere") if code == 307 else Response(None, code)

    def app(self) -> Starlette:
        paths = ("/in", "/elsewhere")
        return Starlette(routes=[Route(p, self.take, methods=["POST"]) for p in paths])

    @property
    def said(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.posts]


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def hooked(firm: Firm, receiver: Receiver) -> Iterator[Firm]:
    """A firm with a webhook at the receiver."""
    with served(receiver.app()) as address:
        adapter = Adapter(name="crm", kind="webhook", url=f"{address}/in")
        yield structs.replace(firm, adapters=(adapter,))


@pytest.fixture
def instead(hooked: Firm) -> Firm:
    [adapter] = hooked.adapters
    return structs.replace(hooked, adapters=(structs.replace(adapter, mode="instead"),))


@pytest.fixture
def verified() -> Verified:
    """The function that the docs show to those who receive."""
    [code] = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102  # our own docs, as a reader would run them
    function: Verified = names["verified"]
    return function


def worker_of(database: Database, firm: Firm, clock: Clock) -> DeliveryWorker:
    secrets = {"crm": SecretStr(SECRET)}
    adapters = adapters_of(firm, secrets, clock)
    return DeliveryWorker(
        database=database, firm=firm, adapters=adapters, now=clock, pace=Pace()
    )


def file_one(database: Database, firm: Firm, clock: Clock, **changes: object) -> str:
    submission = Submission.model_validate(complaint_to(firm, **changes))
    return Register(database, firm).file(submission, "key", clock()).receipt.reference


def add_note(database: Database, firm: Firm, clock: Clock, reference: str) -> None:
    note = NewNote(reference=reference, email="ada@example.com", text="Still nothing.")
    Notes(database, firm).add(note, "note", clock())


def all_deliveries(database: Database) -> list[Delivery]:
    with database.reading() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))


async def test_a_complaint_and_its_note_are_posted_in_order(
    database: Database, hooked: Firm, clock: Clock, receiver: Receiver
) -> None:
    reference = file_one(database, hooked, clock)
    add_note(database, hooked, clock, reference)
    worker = worker_of(database, hooked, clock)
    while await worker.deliver_one():
        pass
    filed, noted = receiver.said
    assert filed["type"] == "complaint.filed"
    assert filed["timestamp"] == "2025-01-10T12:00:00Z"
    body = complaint_to(hooked)
    assert filed["data"]["reference"] == reference
    assert filed["data"]["details"] == body["details"]
    assert filed["data"]["email"] == body["email"]
    assert noted["type"] == "complaint.note"
    assert noted["data"]["note"]["kind"] == "client"
    assert noted["data"]["note"]["text"] == "Still nothing."
    assert {d.state for d in all_deliveries(database)} == {DeliveryState.SENT}


async def test_the_example_in_the_docs_takes_a_post_once_and_no_other(
    database: Database,
    hooked: Firm,
    clock: Clock,
    receiver: Receiver,
    verified: Verified,
) -> None:
    file_one(database, hooked, clock)
    await worker_of(database, hooked, clock).deliver_one()
    [(headers, body)] = receiver.posts
    seen: set[str] = set()
    now = clock.time.timestamp

    def takes(
        body: bytes = body, secret: str = SECRET, more: dict[str, str] | None = None
    ) -> bool:
        return verified(headers | (more or {}), body, secret, seen, now)

    assert not takes(body + b" ")
    assert not takes(secret=NEXT)
    assert not takes(more={"webhook-id": "another"})
    assert not takes(more={"webhook-timestamp": str(int(now()) + 1)})
    late = clock.time.timestamp() + 301
    assert not verified(headers, body, SECRET, seen, lambda: late)
    assert takes()
    assert not takes(), "a repetition was taken"


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    # https://github.com/standard-webhooks/standard-webhooks, the test of its libraries.
    [secret] = read_secrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'
    signature = signature_of(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_with_two_secrets_either_verifies(
    database: Database,
    hooked: Firm,
    clock: Clock,
    receiver: Receiver,
    verified: Verified,
) -> None:
    adapters = adapters_of(hooked, {"crm": SecretStr(f"{NEXT} {SECRET}")}, clock)
    file_one(database, hooked, clock)
    worker = DeliveryWorker(
        database=database, firm=hooked, adapters=adapters, now=clock, pace=Pace()
    )
    await worker.deliver_one()
    [(headers, body)] = receiver.posts
    for secret in (SECRET, NEXT):
        assert verified(headers, body, secret, set(), clock.time.timestamp)


async def test_a_receiver_that_is_down_gets_the_same_id_again_later(
    database: Database, hooked: Firm, clock: Clock, receiver: Receiver
) -> None:
    file_one(database, hooked, clock)
    worker = worker_of(database, hooked, clock)
    receiver.answers = [503, 500, 404, 307]
    for code in (503, 500, 404, 307):
        assert await worker.deliver_one()
        assert not await worker.deliver_one(), "tried again at once"
        [delivery] = all_deliveries(database)
        assert (delivery.state, delivery.last_error) == (
            DeliveryState.DUE,
            f"HTTP {code}",
        )
        clock.time = delivery.due_at
    assert await worker.deliver_one()
    assert len(receiver.posts) == 5, "a redirection was followed"
    assert len({headers["webhook-id"] for headers, _ in receiver.posts}) == 1
    assert len({headers["webhook-signature"] for headers, _ in receiver.posts}) > 1
    assert all_deliveries(database)[0].state == DeliveryState.SENT


async def test_nobody_listening_is_a_reason_to_try_again(
    database: Database, firm: Firm, clock: Clock
) -> None:
    adapter = Adapter(name="crm", kind="webhook", url="http://127.0.0.1:1/in")
    gone = structs.replace(firm, adapters=(adapter,))
    file_one(database, gone, clock)
    await worker_of(database, gone, clock).deliver_one()
    [delivery] = all_deliveries(database)
    assert (delivery.state, delivery.last_error) == (DeliveryState.DUE, "ConnectError")


async def test_gone_is_dead(
    database: Database, hooked: Firm, clock: Clock, receiver: Receiver
) -> None:
    file_one(database, hooked, clock)
    receiver.answers = [410]
    await worker_of(database, hooked, clock).deliver_one()
    [delivery] = all_deliveries(database)
    assert (delivery.state, delivery.last_error) == (DeliveryState.DEAD, "HTTP 410")


async def test_instead_of_the_desk_it_keeps_no_text_once_all_is_confirmed(
    database: Database, instead: Firm, clock: Clock, receiver: Receiver
) -> None:
    reference = file_one(database, instead, clock)
    worker = worker_of(database, instead, clock)
    await worker.deliver_one()
    with database.reading() as session:
        # The acknowledgement that quotes it has not gone out.
        assert session.scalars(select(Complaint)).one().description
    with database.writing() as session:
        session.scalars(select(OutboxMail)).one().state = MailState.SENT
    add_note(database, instead, clock, reference)
    await worker.deliver_one()
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
        note = session.scalars(select(Note)).one()
        kinds = session.scalars(select(HistoryEntry.kind)).all()
    assert note.text == ""
    for name, row in FIELDS.items():
        held = getattr(complaint, name)
        assert (held == row.filed(row.empty)) == row.forgotten, name
    assert kinds.count("handed_over") == 1
    assert receiver.said[0]["data"]["details"] == complaint_to(instead)["details"]
    assert receiver.said[1]["data"]["note"]["text"] == "Still nothing."
    found = Register(database, instead).find(reference, "ada@example.com", clock())
    assert found
    assert found.reference == reference
    assert waiting(database, instead) == []


async def test_what_is_handed_over_does_not_pass_for_what_was_not_given(
    database: Database, instead: Firm, clock: Clock, receiver: Receiver
) -> None:
    flags = ["account_id", "country"]
    file_one(database, instead, clock, account_id="on my card", country="", flags=flags)
    with database.writing() as session:
        session.scalars(select(OutboxMail)).one().state = MailState.SENT
    await worker_of(database, instead, clock).deliver_one()
    assert receiver.said[0]["data"]["flags"] == flags
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    assert complaint.account_id == ""
    assert complaint.flags == complaint.not_given == ["country"]


async def test_beside_the_desk_it_keeps_every_text(
    database: Database, hooked: Firm, clock: Clock
) -> None:
    file_one(database, hooked, clock)
    with database.writing() as session:
        session.scalars(select(OutboxMail)).one().state = MailState.SENT
    await worker_of(database, hooked, clock).deliver_one()
    with database.reading() as session:
        assert session.scalars(select(Complaint)).one().description


@pytest.mark.parametrize(
    ("secret", "reason"),
    [
        ("", "is missing"),
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "must begin with whsec_"),
        ("whsec_***", "not base64"),
        ("whsec_c2hvcnQ=", "24 to 64 bytes"),
    ],
)
def test_an_adapter_without_a_usable_secret_is_refused_by_its_variable(
    hooked: Firm, clock: Clock, secret: str, reason: str
) -> None:
    with pytest.raises(AdapterUnusable, match=reason) as refusal:
        adapters_of(hooked, {"crm": SecretStr(secret)}, clock)
    assert "DESK_ADAPTER_SECRETS__CRM" in str(refusal.value)
    assert not secret or secret not in str(refusal.value)
