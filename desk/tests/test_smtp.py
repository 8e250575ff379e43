"""Mails reach a real SMTP server, encrypted and signed in as `SMTP_URL` says."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.api.app import create_app
from desk.api.service import Desk
from desk.cases.states import Status
from desk.database import Database
from desk.mail.delivery import SmtpDelivery
from desk.mail.smtp_url import SmtpServer, SmtpUrlError, parse_smtp_url
from desk.mail.worker import MailWorker, Pace
from desk.models import OutboxMail
from desk.tests.cases import OFFICIAL, cases_of, file_one
from desk.tests.conftest import Clock
from desk.tests.filing import TOKEN, complaint_to, file
from desk.tests.serving import until
from firm import Firm


class Received(Message):
    """Keeps what it is sent, or refuses it."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[EmailMessage] = []
        self.encrypted: list[bool] = []
        self.refusal: str | None = None

    async def handle_DATA(  # the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert server.transport is not None
        encryption = server.transport.get_extra_info("ssl_object")
        self.encrypted.append(encryption is not None)
        if self.refusal is not None:
            return self.refusal
        return str(await super().handle_DATA(server, session, envelope))

    def handle_message(self, message: object) -> None:
        assert isinstance(message, EmailMessage)
        self.mails.append(message)


@pytest.fixture
def received() -> Received:
    return Received()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


Start = Callable[..., Controller]


@pytest.fixture
def start(received: Received) -> Iterator[Start]:
    """Starts an SMTP server on a port, as often as the test wants."""
    running: list[Controller] = []

    def start(port: int, **options: Any) -> Controller:
        controller = Controller(
            received, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True, **options
        )
        controller.start()
        running.append(controller)
        return controller

    yield start
    for controller in running:
        controller.stop(no_assert=True)


DeskWith = Callable[..., TestClient]


@pytest.fixture
def desk_with(database: Database, firm: Firm) -> DeskWith:
    def desk_with(url: str, step_seconds: float = 5) -> TestClient:
        app = create_app(
            firm=firm,
            database=database,
            token=TOKEN,
            delivery=SmtpDelivery(parse_smtp_url(url), step_seconds),
            pace=Pace(poll=0.02, first=0.05, longest=0.2, longest_refused=0.2),
        )
        return TestClient(app)

    return desk_with


def only_mail(database: Database) -> OutboxMail:
    with database.reading() as session:
        return session.scalars(select(OutboxMail)).one()


def test_a_mail_arrives(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    database: Database,
    firm: Firm,
) -> None:
    port = free_port()
    start(port)
    with desk_with(f"smtp://127.0.0.1:{port}") as client:
        file(client, complaint_to(firm))
        for _ in until():
            if received.mails and only_mail(database).state == "sent":
                break
    [mail] = received.mails
    assert mail["X-RcptTo"] == "ada@example.com"
    assert mail["X-MailFrom"] == firm.mail.sender
    assert mail["Message-ID"] == only_mail(database).message_id


def test_an_address_beyond_ascii_is_written_to(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    firm: Firm,
) -> None:
    port = free_port()
    start(port)
    with desk_with(f"smtp://127.0.0.1:{port}") as client:
        file(client, complaint_to(firm, email="jösé@exämple.com"))
        file(client, complaint_to(firm, email="jose@exämple.com"))
        for _ in until():
            if len(received.mails) == 2:
                break
    to = {mail["X-RcptTo"] for mail in received.mails}
    assert to == {"jösé@xn--exmple-cua.com", "jose@xn--exmple-cua.com"}


def test_a_server_that_is_down_gets_the_mail_when_it_is_back_once(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    database: Database,
    firm: Firm,
) -> None:
    port = free_port()
    with desk_with(f"smtp://127.0.0.1:{port}") as client:
        assert file(client, complaint_to(firm)).status_code == 201
        for _ in until():
            if only_mail(database).attempts >= 3:
                break
        assert only_mail(database).last_error == "SMTPConnectError"
        start(port)
        for _ in until():
            if only_mail(database).state == "sent":
                break
    assert len(received.mails) == 1


async def test_a_server_that_is_down_for_a_day_gets_every_mail_once(
    start: Start, received: Received, database: Database, firm: Firm, clock: Clock
) -> None:
    port = free_port()
    url = parse_smtp_url(f"smtp://127.0.0.1:{port}")
    worker = MailWorker(
        database=database,
        firm=firm,
        delivery=SmtpDelivery(url, 5),
        now=clock,
        pace=Pace(),
    )
    cases = cases_of(database, firm, clock)
    filed = [file_one(database, firm, clock) for _ in range(3)]
    back = clock.time + timedelta(days=1)
    cases.move(filed[0], Status.INVESTIGATING, OFFICIAL, 1, "")
    while clock.time < back:
        while await worker.send_one():
            pass
        clock.forward(minutes=30)
    start(port)
    for _ in range(3):
        clock.forward(minutes=30)
        while await worker.send_one():
            pass
    arrived = [mail["Message-ID"] for mail in received.mails]
    assert len(arrived) == len(set(arrived)) == 4
    for number in filed:
        case = cases.read(number)
        assert {mail.state for mail in case.mails} == {"sent"}
        assert case.complaint.acknowledged_at is not None
        assert case.complaint.status == (
            Status.INVESTIGATING if number == filed[0] else Status.ACKNOWLEDGED
        )


def test_a_mail_that_is_refused_for_good_is_dead_and_goes_out_to_another_address(
    start: Start,
    received: Received,
    database: Database,
    firm: Firm,
) -> None:
    port = free_port()
    received.refusal = "550 no such mailbox, ada@example.com"
    start(port)
    app = create_app(
        firm=firm,
        database=database,
        token=TOKEN,
        delivery=SmtpDelivery(parse_smtp_url(f"smtp://127.0.0.1:{port}"), 5),
        pace=Pace(poll=0.02, first_refused=0.01, longest_refused=0.05),
    )
    with TestClient(app) as client:
        file(client, complaint_to(firm))
        for _ in until():
            if only_mail(database).state == "dead":
                break
        mail = only_mail(database)
        assert (mail.last_error, mail.refusals) == ("SMTPDataError 550", 8)
        received.refusal = None
        desk: Desk = app.state.desk
        desk.correspondence.amend_email(
            mail.complaint_id, "ada@example.org", OFFICIAL, 1
        )
        for _ in until():
            if desk.cases.read(mail.complaint_id).complaint.status == "acknowledged":
                break
    [arrived] = received.mails
    assert arrived["X-RcptTo"] == "ada@example.org"


def test_a_mail_that_is_refused_is_kept_and_sent_when_it_is_taken(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    database: Database,
    firm: Firm,
) -> None:
    port = free_port()
    received.refusal = "451 greylisted, ada@example.com"
    start(port)
    with desk_with(f"smtp://127.0.0.1:{port}") as client:
        file(client, complaint_to(firm))
        for _ in until():
            if only_mail(database).attempts >= 2:
                break
        error = only_mail(database).last_error
        assert error == "SMTPDataError 451"
        received.refusal = None
        for _ in until():
            if received.mails:
                break
    assert len(received.mails) == 1


def test_a_server_that_never_answers_is_given_up_on(
    desk_with: DeskWith, database: Database, firm: Firm
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with desk_with(url, 0.3) as client:
            file(client, complaint_to(firm))
            for _ in until():
                if only_mail(database).last_error is not None:
                    break
    assert "Timeout" in (only_mail(database).last_error or "")


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


def sign_in(
    _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object
) -> AuthResult:
    right = LoginPassword(b"desk@example.com", b"p@ss/w:rd")
    return AuthResult(success=given == right)


SIGNED_IN = "desk%40example.com:p%40ss%2Fw%3Ard@"


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    "scheme",
    ["smtp+starttls://{}127.0.0.1:{}", "smtp://{}127.0.0.1:{}?starttls=1"],
)
def test_starttls_and_the_sign_in_are_used(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    server_context: ssl.SSLContext,
    firm: Firm,
    scheme: str,
) -> None:
    port = free_port()
    start(
        port,
        tls_context=server_context,
        authenticator=sign_in,
        auth_required=True,
    )
    with desk_with(scheme.format(SIGNED_IN, port)) as client:
        file(client, complaint_to(firm))
        for _ in until():
            if received.mails:
                break
    assert received.encrypted == [True]


@pytest.mark.usefixtures("trusted")
def test_tls_from_the_first_byte_is_used(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    server_context: ssl.SSLContext,
    firm: Firm,
) -> None:
    port = free_port()
    start(port, ssl_context=server_context)
    with desk_with(f"smtps://127.0.0.1:{port}") as client:
        file(client, complaint_to(firm))
        for _ in until():
            if received.mails:
                break
    assert received.encrypted == [True]


def test_a_server_without_encryption_gets_nothing_when_it_is_asked_for(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    database: Database,
    firm: Firm,
) -> None:
    port = free_port()
    start(port)
    with desk_with(f"smtp+starttls://127.0.0.1:{port}") as client:
        file(client, complaint_to(firm))
        for _ in until():
            if only_mail(database).last_error is not None:
                break
    assert received.mails == []


def test_a_server_whose_certificate_is_not_trusted_gets_nothing(
    start: Start,
    received: Received,
    desk_with: DeskWith,
    server_context: ssl.SSLContext,
    database: Database,
    firm: Firm,
) -> None:
    port = free_port()
    start(port, ssl_context=server_context)
    with desk_with(f"smtps://127.0.0.1:{port}") as client:
        file(client, complaint_to(firm))
        for _ in until():
            if only_mail(database).last_error is not None:
                break
    assert received.mails == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", SmtpServer("mail.example.com", 25, "none")),
        ("smtps://mail.example.com", SmtpServer("mail.example.com", 465, "tls")),
        (
            "smtp+starttls://u:p%40@mail.example.com",
            SmtpServer("mail.example.com", 587, "starttls", "u", "p@"),
        ),
        (
            "smtp://mail.example.com:2525?starttls=1",
            SmtpServer("mail.example.com", 2525, "starttls"),
        ),
        ("smtp://u:p@localhost", SmtpServer("localhost", 25, "none", "u", "p")),
        ("smtp://[::1]:26", SmtpServer("::1", 26, "none")),
    ],
)
def test_an_address_is_read(url: str, server: SmtpServer) -> None:
    assert parse_smtp_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.com",
        "http://mail.example.com",
        "smtp://",
        "smtp://mail.example.com:port",
        "smtp://mail.example.com:99999",
        "smtp://user:hidden@mail.example.com",
        "smtp://mail.example.com?tls=1",
    ],
)
def test_an_address_that_cannot_be_used_says_why_and_hides_the_password(
    url: str,
) -> None:
    with pytest.raises(SmtpUrlError) as refusal:
        parse_smtp_url(url)
    assert "hidden" not in str(refusal.value)
