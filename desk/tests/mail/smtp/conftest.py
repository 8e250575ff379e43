"""A mail server, and a desk that sends to it."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.app import create_app
from desk.mail.delivery import SmtpDelivery
from desk.mail.smtp_url import parse_smtp_url
from desk.models import OutboxMail
from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import TOKEN, file
from desk.workers.mail import Pace
from firm import Firm


class MailServer(Message):
    """Keeps what it is sent, or refuses it. It is down until it is started."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.mails: list[EmailMessage] = []
        self.encrypted: list[bool] = []
        self.refusal: str | None = None
        self._running: Controller | None = None
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = int(listener.getsockname()[1])

    def start(self, **options: Any) -> None:
        """On its port, with options of aiosmtpd's Controller."""
        self._running = Controller(
            self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True, **options
        )
        self._running.start()

    def stop(self) -> None:
        if self._running is not None:
            self._running.stop(no_assert=True)

    def url(self, scheme: str = "smtp", user: str = "") -> str:
        """As `SMTP_URL` has it."""
        return f"{scheme}://{user}127.0.0.1:{self.port}"

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
def server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


PACE = Pace(poll=0.02, first=0.05, longest=0.2, longest_refused=0.2)
DeskWith = Callable[..., TestClient]


@pytest.fixture
def desk_with(database: Database, firm: Firm, tmp_path: Path) -> DeskWith:
    """A desk that sends by this `SMTP_URL`."""

    def desk_with(url: str, step_seconds: float = 5, pace: Pace = PACE) -> TestClient:
        delivery = SmtpDelivery(parse_smtp_url(url), step_seconds)
        return TestClient(
            create_app(
                firm=firm,
                database=database,
                token=TOKEN,
                delivery=delivery,
                files_dir=tmp_path / "files",
                pace=pace,
            )
        )

    return desk_with


Owed = Callable[[], OutboxMail]
OwedBy = Callable[..., AbstractContextManager[Owed]]


@pytest.fixture
def owed_by(desk_with: DeskWith, database: Database, firm: Firm) -> OwedBy:
    """Files a complaint at such a desk, which is at work within the block; gives a function
    that reads the mail it owes."""

    def owed() -> OutboxMail:
        with database.reading() as session:
            return session.scalars(select(OutboxMail)).one()

    @contextmanager
    def owed_by(url: str, **how: Any) -> Iterator[Owed]:
        with desk_with(url, **how) as client:
            assert file(client, complaint_to(firm)).status_code == 201
            yield owed

    return owed_by
