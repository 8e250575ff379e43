"""The client is told whether the acknowledgement has gone, and gets it again on asking."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.cases.acknowledgement import BETWEEN, Acknowledgements
from desk.cases.errors import NoSuchPair
from desk.cases.history import HistoryKind
from desk.cases.intake import Register, Standing
from desk.cases.mailed import Mailed
from desk.complaint.lookup import Pair
from desk.mail.outbox import Outbox
from desk.models import Complaint, OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import NOON, Clock, Postbox
from desk.tests.support.cases import entries_of, file_one
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import ask, ask_for_mail, file
from desk.tests.support.serving import until
from firm import Firm

EMAIL = "ada@example.com"


class Mail:
    """A filed complaint whose mails go out, or do not, when the test says so."""

    def __init__(
        self, database: Database, firm: Firm, clock: Clock, **changes: object
    ) -> None:
        self.database, self.firm, self.clock = database, firm, clock
        self.id = file_one(database, firm, clock, **changes)
        with database.reading() as session:
            complaint = session.get_one(Complaint, self.id)
        self.pair = Pair(reference=complaint.reference, email=complaint.email)
        self.outbox = Outbox(database, clock, timedelta(minutes=2), Mailed(firm))
        self.woken: list[str] = []
        self.acknowledgements = Acknowledgements(
            database, firm, lambda: self.woken.append("worker")
        )

    def send(self) -> None:
        claim = self.outbox.claim()
        assert claim
        assert self.outbox.sent(claim)

    def again(self) -> dict[str, object]:
        again = self.acknowledgements.send_again(self.pair, self.clock())
        told = again.answer.model_dump()
        return {
            "fresh": again.fresh,
            "state": told["state"],
            "again_at": told["again_at"],
        }

    @property
    def standing(self) -> Standing:
        register = Register(self.database, self.firm)
        found = register.find(self.pair.reference, self.pair.email, self.clock())
        assert found
        return found

    @property
    def states(self) -> list[str]:
        with self.database.reading() as session:
            return list(
                session.scalars(select(OutboxMail.state).order_by(OutboxMail.id))
            )


@pytest.fixture
def mail(database: Database, firm: Firm, clock: Clock) -> Mail:
    return Mail(database, firm, clock)


def test_the_status_tells_whether_the_mail_has_gone(mail: Mail, clock: Clock) -> None:
    told = mail.standing.acknowledgement
    assert told
    assert (told.state, told.at) == ("queued", NOON)
    clock.forward(seconds=7)
    mail.send()
    told = mail.standing.acknowledgement
    assert told
    assert (told.state, told.at) == ("sent", NOON + timedelta(seconds=7))


def test_a_mail_that_the_server_refused_for_good_has_failed(mail: Mail) -> None:
    claim = mail.outbox.claim()
    assert claim
    mail.outbox.dead(claim, "SMTP 550")
    told = mail.standing.acknowledgement
    assert told
    assert told.state == "failed"


def test_ten_minutes_after_it_was_sent_it_goes_again(mail: Mail, clock: Clock) -> None:
    mail.send()
    clock.forward(minutes=9)
    soon = {"fresh": False, "state": "sent", "again_at": NOON + BETWEEN}
    assert mail.again() == soon
    assert mail.woken == []
    clock.forward(minutes=1)
    assert mail.again() == {"fresh": True, "state": "queued", "again_at": None}
    assert mail.states == ["sent", "due"]
    assert mail.woken == ["worker"]
    [entry] = entries_of(mail.database, mail.id, HistoryKind.MAIL_RELEASED)
    assert (entry.actor_name, entry.data["mail_kind"]) == ("client", "acknowledgement")


def test_who_asks_twice_gets_one(mail: Mail, clock: Clock) -> None:
    assert mail.again() == {"fresh": False, "state": "queued", "again_at": None}
    mail.send()
    clock.forward(hours=1)
    assert mail.again()["fresh"]
    assert not mail.again()["fresh"]
    mail.send()
    later = mail.again()
    assert later == {"fresh": False, "state": "sent", "again_at": clock() + BETWEEN}
    assert mail.states == ["sent", "sent"]


def test_a_mail_that_was_refused_is_tried_again_as_the_same_mail(
    mail: Mail, clock: Clock
) -> None:
    claim = mail.outbox.claim()
    assert claim
    mail.outbox.dead(claim, "SMTP 550")
    assert not mail.again()["fresh"]
    clock.forward(minutes=10)
    assert mail.again() == {"fresh": True, "state": "queued", "again_at": None}
    assert mail.states == ["due"]


def test_where_the_e_mail_is_none_nothing_can_be_sent(
    database: Database, firm: Firm, clock: Clock
) -> None:
    mail = Mail(database, firm, clock, email="ada at home", flags=["email"])
    claim = mail.outbox.claim()
    assert claim
    mail.outbox.held(claim, "NoAddress")
    clock.forward(days=1)
    assert mail.again() == {"fresh": False, "state": "failed", "again_at": None}
    assert mail.states == ["held"]


def test_officials_who_saw_the_complaint_before_may_go_on(
    mail: Mail, clock: Clock
) -> None:
    mail.send()
    with mail.database.reading() as session:
        before = session.get_one(Complaint, mail.id).version
    clock.forward(hours=1)
    assert mail.again()["fresh"]
    with mail.database.reading() as session:
        assert session.get_one(Complaint, mail.id).version == before


def test_a_wrong_pair_sends_nothing(mail: Mail) -> None:
    wrong = Pair(reference=mail.pair.reference, email="grace@example.com")
    with pytest.raises(NoSuchPair):
        mail.acknowledgements.send_again(wrong, mail.clock())


def test_by_the_api_the_mail_comes_a_second_time(
    client: TestClient,
    database: Database,
    firm: Firm,
    clock: Clock,
    postbox: Postbox,
) -> None:
    filed = str(file(client, complaint_to(firm)).json()["reference"])
    for _ in until():
        found = Register(database, firm).find(filed, EMAIL, clock())
        if found and found.acknowledgement and found.acknowledgement.state == "sent":
            break
    early = ask_for_mail(client, filed, EMAIL)
    assert early.status_code == 200
    assert early.json() == {
        "state": "sent",
        "at": "2025-01-10T12:00:00Z",
        "again_at": "2025-01-10T12:10:00Z",
    }
    clock.forward(minutes=10)
    again = ask_for_mail(client, filed.lower(), EMAIL.upper())
    assert (again.status_code, again.json()["state"]) == (202, "queued")
    for _ in until():
        if len(postbox.mails) == 2:
            break
    first, second = (message for _, message in postbox.mails)
    assert second["subject"] == first["subject"]
    assert second["message-id"] != first["message-id"]
    wrong = ask_for_mail(client, filed, "grace@example.com")
    assert wrong.status_code == 404
    assert wrong.content == ask(client, filed, "grace@example.com").content
