"""The mails of a complaint once they are owed: sent as they were seen, threaded, sent again."""

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from aiosmtplib import SMTPDataError
from sqlalchemy import select

from desk.cases.correspondence import Correspondence
from desk.cases.service import Cases
from desk.complaint.states import Outcome, Status
from desk.mail.drafts import Delay, MailKind
from desk.mail.outbox import Outbox
from desk.models import OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import Clock, Postbox
from desk.tests.support.cases import OFFICIAL, POINT, file_one
from desk.tests.support.mails import html_of, lines_of, text_of
from desk.workers.mail import MailWorker, Pace
from firm import Firm


@dataclass
class Post:
    """The mails that the desk owes, and those that went out."""

    database: Database
    firm: Firm
    clock: Clock
    box: Postbox

    def send(self) -> None:
        """Sends everything that is due."""
        worker = MailWorker(
            database=self.database,
            firm=self.firm,
            delivery=self.box,
            now=self.clock,
            pace=Pace(),
        )

        async def send() -> None:
            while await worker.send_one():
                pass

        asyncio.run(send())

    @property
    def sent(self) -> list[EmailMessage]:
        """What went out, oldest first."""
        return [message for _, message in self.box.mails]

    @property
    def recipients(self) -> list[str]:
        return [message["to"] for message in self.sent]


@pytest.fixture
def post(sqlite_database: Database, firm: Firm, clock: Clock, postbox: Postbox) -> Post:
    return Post(sqlite_database, firm, clock, postbox)


def test_the_mails_of_a_complaint_are_one_conversation(
    post: Post, cases: Cases, filed: int
) -> None:
    file_one(post.database, post.firm, post.clock)
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")
    post.clock.forward(minutes=1)
    cases.ask_client(filed, "Which day?", OFFICIAL, 2)
    post.send()
    reference = cases.read(filed).complaint.reference
    first, second, third = (
        message for message in post.sent if reference in message["subject"]
    )
    assert first["in-reply-to"] is None
    assert first["references"] is None
    assert second["in-reply-to"] == first["message-id"]
    assert third["in-reply-to"] == second["message-id"]
    assert third["references"].split() == [first["message-id"], second["message-id"]]
    # A holiday notice is welcome where a person asked.
    assert first["auto-submitted"] == "auto-generated"
    assert third["auto-submitted"] is None


def test_what_was_previewed_is_what_is_sent_whatever_happens_meanwhile(
    post: Post, cases: Cases, mails: Correspondence, filed: int
) -> None:
    draft = Delay("The bank has not answered.", date(2025, 2, 3))
    preview = mails.preview(filed, MailKind.DELAY, draft)
    cases.delay(filed, draft.reason, draft.new_date, OFFICIAL, 1)
    # The server is away, and much happens before it is back.
    post.clock.forward(hours=3)
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 2, "")
    cases.delay(filed, "The bank again.", date(2025, 2, 20), OFFICIAL, 3)
    cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, 4)
    post.send()
    sent = post.sent[1]
    assert sent["subject"] == preview.subject
    assert lines_of(text_of(sent).rstrip()) == lines_of(preview.text.rstrip())
    assert html_of(sent).rstrip() == preview.html.rstrip()
    second = text_of(post.sent[3])
    assert "Monday 3 February 2025" in second
    assert "Thursday 20 February 2025" in second


def test_a_late_acknowledgement_names_the_date_in_force(
    post: Post, cases: Cases, filed: int
) -> None:
    cases.delay(filed, "Slow.", date(2025, 2, 3), OFFICIAL, 1)
    post.send()
    acknowledgement = " ".join(text_of(post.sent[0]).split())
    assert "We aim to answer you by Monday 3 February 2025." in acknowledgement


def test_mending_the_address_sends_what_was_held(
    post: Post, cases: Cases, mails: Correspondence
) -> None:
    filed = file_one(
        post.database, post.firm, post.clock, email="ada at home", flags=["email"]
    )
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")
    post.send()
    assert post.sent == []
    case = cases.read(filed)
    assert {mail.state for mail in case.mails} == {"held"}
    assert case.complaint.acknowledged_at is None
    assert mails.amend_email(filed, "ada@example.org", OFFICIAL, 2) == 2
    post.send()
    assert post.recipients == ["ada@example.org"] * 2
    case = cases.read(filed)
    assert case.complaint.acknowledged_at == post.clock.time
    assert case.complaint.flags == []
    # What was written at first stays on record.
    [amended] = [entry for entry in case.history if entry.kind == "email_amended"]
    assert (amended.reason, amended.data) == ("ada at home", {"mails": 2})


def test_mending_the_address_sends_at_once_what_waited_to_be_tried_again(
    post: Post, cases: Cases, mails: Correspondence, filed: int
) -> None:
    post.box.refusal = SMTPDataError(550, "no such mailbox")
    for _ in range(5):
        post.send()
        post.clock.forward(hours=2)
    [waiting] = cases.read(filed).mails
    assert (waiting.state, waiting.refusals) == ("due", 5)
    assert waiting.due_at > post.clock.time
    post.box.refusal = None
    assert mails.amend_email(filed, "ada@example.org", OFFICIAL, 1) == 1
    post.send()
    assert post.recipients == ["ada@example.org"]


@pytest.mark.parametrize("settle", ["held", "sent"])
def test_mending_the_address_sends_what_a_worker_had_taken_to_the_old_one(
    post: Post, cases: Cases, mails: Correspondence, filed: int, settle: str
) -> None:
    outbox = Outbox(post.database, post.clock, timedelta(minutes=2))
    taken = outbox.claim()
    assert taken is not None
    mails.amend_email(filed, "ada@example.org", OFFICIAL, 1)
    settled = (
        outbox.held(taken, "NoAddress") if settle == "held" else outbox.sent(taken)
    )
    assert not settled
    post.send()
    assert post.recipients == ["ada@example.org"]
    assert [mail.state for mail in cases.read(filed).mails] == ["sent"]


def test_a_dead_mail_goes_out_again_and_a_sent_one_as_another(
    post: Post, cases: Cases, mails: Correspondence, filed: int
) -> None:
    with post.database.writing() as session:
        mail = session.scalars(select(OutboxMail)).one()
        mail.state, mail.refusals, mail.last_error = "dead", 8, "SMTPDataError 550"
    mails.resend(mail.id, OFFICIAL)
    post.send()
    mails.resend(mail.id, OFFICIAL)
    post.send()
    first, again = post.sent
    assert first["message-id"] != again["message-id"]
    assert first["subject"] == again["subject"]
    assert text_of(first) == text_of(again)
    released = [e for e in cases.read(filed).history if e.kind == "mail_released"]
    assert len(released) == 2
