"""A mail arrives once, whether the server is down, slow, or refuses it."""

import socket
from datetime import timedelta

from desk.cases.changes import Changes
from desk.cases.correspondence import Correspondence
from desk.cases.service import Cases
from desk.clock import utc_now
from desk.complaint.states import Status
from desk.mail.delivery import SmtpDelivery
from desk.mail.smtp_url import parse_smtp_url
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.mail.smtp.conftest import DeskWith, MailServer, OwedBy
from desk.tests.support.cases import OFFICIAL, file_one
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from desk.tests.support.serving import eventually
from desk.workers.mail import MailWorker, Pace
from firm import Firm


def test_a_mail_arrives(server: MailServer, owed_by: OwedBy, firm: Firm) -> None:
    server.start()
    with owed_by(server.url()) as owed:
        eventually(lambda: owed().state == "sent")
        [mail] = server.mails
        assert mail["X-RcptTo"] == "ada@example.com"
        assert mail["X-MailFrom"] == firm.mail.sender
        assert mail["Message-ID"] == owed().message_id


def test_an_address_beyond_ascii_is_written_to(
    server: MailServer, desk_with: DeskWith, firm: Firm
) -> None:
    server.start()
    with desk_with(server.url()) as client:
        file(client, complaint_to(firm, email="jösé@exämple.com"))
        file(client, complaint_to(firm, email="jose@exämple.com"))
        eventually(lambda: len(server.mails) == 2)
    to = {mail["X-RcptTo"] for mail in server.mails}
    assert to == {"jösé@xn--exmple-cua.com", "jose@xn--exmple-cua.com"}


def test_a_server_that_is_down_gets_the_mail_when_it_is_back_once(
    server: MailServer, owed_by: OwedBy
) -> None:
    with owed_by(server.url()) as owed:
        eventually(lambda: owed().attempts >= 3)
        assert owed().last_error == "SMTPConnectError"
        server.start()
        eventually(lambda: owed().state == "sent")
    assert len(server.mails) == 1


async def test_a_server_that_is_down_for_a_day_gets_every_mail_once(
    server: MailServer, database: Database, firm: Firm, clock: Clock, cases: Cases
) -> None:
    worker = MailWorker(
        database=database,
        firm=firm,
        delivery=SmtpDelivery(parse_smtp_url(server.url()), 5),
        now=clock,
        pace=Pace(),
    )
    filed = [file_one(database, firm, clock) for _ in range(3)]
    back = clock.time + timedelta(days=1)
    cases.move(filed[0], Status.INVESTIGATING, OFFICIAL, 1, "")
    while clock.time < back:
        while await worker.send_one():
            pass
        clock.forward(minutes=30)
    server.start()
    for _ in range(3):
        clock.forward(minutes=30)
        while await worker.send_one():
            pass
    arrived = [mail["Message-ID"] for mail in server.mails]
    assert len(arrived) == len(set(arrived)) == 4
    for number in filed:
        case = cases.read(number)
        assert {mail.state for mail in case.mails} == {"sent"}
        assert case.complaint.acknowledged_at is not None
        assert case.complaint.status == (
            Status.INVESTIGATING if number == filed[0] else Status.ACKNOWLEDGED
        )


def test_a_mail_that_is_refused_for_good_is_dead_and_goes_out_to_another_address(
    server: MailServer, owed_by: OwedBy, database: Database, firm: Firm
) -> None:
    server.refusal = "550 no such mailbox, ada@example.com"
    server.start()
    pace = Pace(poll=0.02, first_refused=0.01, longest_refused=0.05)
    with owed_by(server.url(), pace=pace) as owed:
        eventually(lambda: owed().state == "dead")
        mail = owed()
        assert (mail.last_error, mail.refusals) == ("SMTPDataError 550", 8)
        server.refusal = None
        mails = Correspondence(Changes(database, firm, utc_now))
        mails.amend_email(mail.complaint_id, "ada@example.org", OFFICIAL, 1)
        eventually(lambda: owed().state == "sent")
    [arrived] = server.mails
    assert arrived["X-RcptTo"] == "ada@example.org"


def test_a_mail_that_is_refused_is_kept_and_sent_when_it_is_taken(
    server: MailServer, owed_by: OwedBy
) -> None:
    server.refusal = "451 greylisted, ada@example.com"
    server.start()
    with owed_by(server.url()) as owed:
        eventually(lambda: owed().attempts >= 2)
        assert owed().last_error == "SMTPDataError 451"
        server.refusal = None
        eventually(lambda: server.mails != [])
    assert len(server.mails) == 1


def test_a_server_that_never_answers_is_given_up_on(owed_by: OwedBy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with owed_by(url, step_seconds=0.3) as owed:
            eventually(lambda: owed().last_error is not None)
            assert "Timeout" in (owed().last_error or "")
