"""The mails page: what is stuck is seen and tried again, and nothing of the client is on it."""

import re

from aiosmtplib import SMTPRecipientRefused
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.models import AuditEntry, HistoryEntry, OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import Postbox
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from desk.tests.support.serving import until
from desk.tests.support.staffing import sign_in_as
from firm import Firm

MAILS = "/console/mails"


def held_mail(client: TestClient, database: Database, firm: Firm) -> OutboxMail:
    """The mail of a complaint whose e-mail is none."""
    body = complaint_to(firm, email="ada at example", flags=["email"])
    assert file(client, body).status_code == 201
    for _ in until():
        with database.reading() as session:
            mail = session.scalars(select(OutboxMail)).one()
            if mail.state == "held":
                break
    return mail


def test_a_held_mail_is_shown_as_stuck_without_the_clients_words(
    client: TestClient, database: Database, firm: Firm
) -> None:
    held_mail(client, database, firm)
    sign_in_as(client)
    page = client.get(MAILS).text
    assert "Acknowledgement" in page
    assert "Held" in page
    for word in ("ada at example", "Ada O", "Nine days"):
        assert word not in page
    assert "No mail is waiting." in client.get(f"{MAILS}?view=waiting").text


def test_a_sent_mail_is_among_the_sent_and_can_be_sent_once_more(
    client: TestClient, database: Database, firm: Firm, postbox: Postbox
) -> None:
    file(client, complaint_to(firm))
    for _ in until():
        if postbox.mails:
            break
    sign_in_as(client, name="Olive")
    for _ in until():
        page = client.get(f"{MAILS}?view=sent").text
        if "Acknowledgement" in page:
            break
    found = re.search(r"/console/mails/(\d+)/resend", page)
    assert found
    answer = client.post(f"{MAILS}/{found[1]}/resend")
    assert "on its way again" in answer.text
    for _ in until():
        if len(postbox.mails) == 2:
            break
    with database.reading() as session:
        log = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()))
        resent = next(one for one in log if one.action == "mail_resent")
    assert (resent.name, resent.detail) == ("Olive", "acknowledgement")
    assert resent.reference
    assert resent.reference in page


def test_trying_a_held_mail_again_holds_it_again_while_the_address_is_none(
    client: TestClient, database: Database, firm: Firm
) -> None:
    mail = held_mail(client, database, firm)
    sign_in_as(client)
    assert client.post(f"{MAILS}/{mail.id}/resend").status_code == 200
    for _ in until():
        with database.reading() as session:
            held = select(HistoryEntry).where(HistoryEntry.kind == "mail_held")
            if len(session.scalars(held).all()) == 2:
                break


def test_a_mail_that_waits_says_why(
    client: TestClient, database: Database, firm: Firm, postbox: Postbox
) -> None:
    postbox.refusal = SMTPRecipientRefused(450, "try later", "ada@example.com")
    file(client, complaint_to(firm))
    sign_in_as(client)
    for _ in until():
        page = client.get(f"{MAILS}?view=waiting").text
        if "SMTPRecipientRefused 450" in page:
            break
    assert "try later" not in page


def test_a_mail_that_is_not_there_cannot_be_sent(client: TestClient) -> None:
    sign_in_as(client)
    for id_ in (999, 0, 2**31, 2**63):
        assert client.post(f"{MAILS}/{id_}/resend").status_code == 404
    assert client.get(f"{MAILS}?view=odd").status_code == 404
