"""Supervisors hand out and erase what is held of a person; each step is in the audit log."""

import io
import zipfile

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.complaint.states import Status
from desk.models import AuditEntry, Complaint, Erasure
from desk.tests.conftest import Clock
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from desk.tests.support.staffing import console_of, sign_in_as
from firm import Firm

PAGE = "/console/data-requests"


def file_two(client: TestClient, firm: Firm) -> list[int]:
    """Ada's complaint and somebody else's; gives their ids."""
    file(client, complaint_to(firm)).raise_for_status()
    other = complaint_to(firm, email="grace@example.com", account_id="No Account")
    file(client, other).raise_for_status()
    with console_of(client).database.reading() as session:
        return list(session.scalars(select(Complaint.id).order_by(Complaint.id)))


def actions(client: TestClient) -> list[str]:
    with console_of(client).database.reading() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_it_is_for_supervisors(client: TestClient) -> None:
    assert client.get(PAGE, follow_redirects=False).status_code == 303
    sign_in_as(client, "official")
    for step in ("find", "export", "erase"):
        assert client.post(f"{PAGE}/{step}").status_code == 403
    assert client.get(PAGE).status_code == 403


def test_nobody_else_can_make_a_browser_ask(client: TestClient) -> None:
    sign_in_as(client, "supervisor")
    del client.headers["X-CSRF-Token"]
    for step in ("find", "export", "erase"):
        assert client.post(f"{PAGE}/{step}").status_code == 403


def test_a_person_is_found_and_their_data_handed_out(
    client: TestClient, firm: Firm
) -> None:
    mine, other = file_two(client, firm)
    sign_in_as(client, "supervisor")
    found = client.post(f"{PAGE}/find", data={"email": "ADA@example.com"})
    assert f'value="{mine}"' in found.text
    assert f'value="{other}"' not in found.text
    assert "still open" in found.text
    answer = client.post(f"{PAGE}/export", data={"complaint": [mine]})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    said = zipfile.ZipFile(io.BytesIO(answer.content)).read("complaints.json").decode()
    assert "ada@example.com" in said
    assert "grace@example.com" not in said
    assert actions(client) == ["person_searched", "data_exported"]


def test_an_erasure_that_is_forbidden_is_refused_with_its_reason(
    client: TestClient, firm: Firm
) -> None:
    mine, _ = file_two(client, firm)
    sign_in_as(client, "supervisor")
    page = client.post(f"{PAGE}/erase", data={"complaint": mine, "confirmed": "yes"})
    assert "Refused" in page.text
    assert "still open: the client is owed a decision" in page.text
    with console_of(client).database.reading() as session:
        [recorded] = session.scalars(select(Erasure))
        assert session.get(Complaint, mine) is not None
    assert (recorded.outcome, recorded.reason) == ("refused", "open")
    assert recorded.actor_name == "Olive Supervisor"
    assert "Olive Supervisor" in client.get(PAGE).text


def test_what_may_be_erased_is_erased_once_it_was_confirmed(
    client: TestClient, firm: Firm, clock: Clock
) -> None:
    mine, other = file_two(client, firm)
    with console_of(client).database.writing() as session:
        complaint = session.get_one(Complaint, mine)
        complaint.status, complaint.closed_at = Status.CLOSED, clock()
    clock.forward(days=3 * 366)
    sign_in_as(client, "supervisor")
    hasty = client.post(f"{PAGE}/erase", data={"complaint": mine})
    assert hasty.status_code == 422
    assert "Nothing was erased" in hasty.text
    page = client.post(f"{PAGE}/erase", data={"complaint": mine, "confirmed": "yes"})
    assert "Erased" in page.text
    with console_of(client).database.reading() as session:
        assert session.get(Complaint, mine) is None
        assert session.get(Complaint, other) is not None
    assert actions(client) == ["data_erased"]


@pytest.mark.parametrize("ids", ["x", "-1", "1" * 12, "²"])
def test_a_number_that_is_none_is_refused(client: TestClient, ids: str) -> None:
    sign_in_as(client, "supervisor")
    assert client.post(f"{PAGE}/export", data={"complaint": ids}).status_code == 400


def test_without_an_e_mail_or_a_choice_it_says_what_is_missing(
    client: TestClient,
) -> None:
    sign_in_as(client, "supervisor")
    assert "Please give the e-mail" in client.post(f"{PAGE}/find").text
    assert "No complaint was chosen" in client.post(f"{PAGE}/export").text
    nobody = client.post(f"{PAGE}/find", data={"email": "nobody@example.com"})
    assert "No complaint has this e-mail" in nobody.text
