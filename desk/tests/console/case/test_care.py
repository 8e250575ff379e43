"""What is kept at the side of a case: whose it is, how severe, notes; and its mails."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.cases.service import Cases
from desk.models import Complaint, OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import file_one
from desk.tests.support.staffing import sign_in_as
from firm import Firm

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")


@pytest.fixture
def id_(database: Database, firm: Firm, clock: Clock) -> int:
    return file_one(database, firm, clock)


def test_notes_care_and_mails(client: TestClient, id_: int, database: Database) -> None:
    staff = sign_in_as(client, "supervisor")
    at = f"/console/complaints/{id_}"
    assert "Noted." in client.post(f"{at}/note", data={"text": "Call <them>."}).text
    assert "Call &lt;them&gt;." in client.get(at).text
    assert "nothing was kept" in client.post(f"{at}/note", data={"text": " "}).text
    care = {"version": "1", "assignee": str(staff.id), "severity": "high"}
    assert "Changed." in client.post(f"{at}/care", data=care).text
    assert (
        "in the meantime"
        in client.post(f"{at}/care", data={**care, "assignee": ""}).text
    )
    with database.reading() as session:
        complaint = session.get_one(Complaint, id_)
        assert (complaint.assignee_id, complaint.severity) == (staff.id, "high")
        mail = session.scalars(select(OutboxMail)).one()
    assert "Still pending" in client.get(f"{at}/mails/{mail.id}").text
    assert client.get(f"{at}/mails/{mail.id + 1}").status_code == 404
    assert client.post(f"{at}/mails/{mail.id + 1}/send").status_code == 404


def test_a_note_is_kept_without_signs_that_no_database_keeps(
    client: TestClient, id_: int, cases: Cases
) -> None:
    sign_in_as(client)
    client.post(f"/console/complaints/{id_}/note", data={"text": "From a\0 PDF."})
    assert [note.text for note in cases.read(id_).notes] == ["From a PDF."]


def test_an_official_takes_no_complaint_from_another(
    client: TestClient, id_: int, database: Database
) -> None:
    ivo = sign_in_as(client, "supervisor")
    at = f"/console/complaints/{id_}"
    client.post(f"{at}/care", data={"version": "1", "assignee": str(ivo.id)})
    sign_in_as(client)
    care = {"version": "2", "assignee": "", "severity": "normal"}
    assert "Only a supervisor" in client.post(f"{at}/care", data=care).text
