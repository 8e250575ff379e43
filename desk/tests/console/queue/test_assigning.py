"""The queue gives complaints to people: whoever takes one, and whoever may give one away."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.models import Complaint
from desk.storage.database import Database
from desk.tests.console.queue.conftest import Changing
from desk.tests.support.staffing import console_of, sign_in_as, somebody

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")


def test_an_official_takes_a_complaint(
    client: TestClient, three: list[int], database: Database
) -> None:
    staff = sign_in_as(client)
    page = client.post(
        "/console/assign", data={"take": f"{three[0]}:1", "filters": "view=unassigned"}
    )
    assert page.url.query == b"view=unassigned&done=assigned"
    assert "Assigned." in page.text
    with database.reading() as session:
        assert session.get_one(Complaint, three[0]).assignee_id == staff.id


def test_only_a_supervisor_gives_complaints_to_others(
    client: TestClient, three: list[int], database: Database
) -> None:
    other = somebody(console_of(client), email="other@example.com")
    chosen = {"chosen": [f"{id_}:1" for id_ in three], "to": str(other.id)}
    sign_in_as(client)
    assert "Only a supervisor" in client.post("/console/assign", data=chosen).text
    sign_in_as(client, "supervisor")
    assert "Assigned." in client.post("/console/assign", data=chosen).text
    with database.reading() as session:
        assert set(session.scalars(select(Complaint.assignee_id))) == {other.id}
    # The second time they are at another version: nothing is overwritten, and it is said.
    again = client.post("/console/assign", data={**chosen, "to": ""})
    assert "Nothing was overwritten" in again.text
    with database.reading() as session:
        assert set(session.scalars(select(Complaint.assignee_id))) == {other.id}


def test_an_official_takes_no_complaint_from_a_colleague(
    client: TestClient, three: list[int], database: Database, change: Changing
) -> None:
    colleague = somebody(console_of(client), email="other@example.com")
    change(three[0], assignee_id=colleague.id)
    staff = sign_in_as(client)
    own = {"to": str(staff.id), "chosen": [f"{three[0]}:1"]}
    for posted in ({"take": f"{three[0]}:1"}, own):
        answer = client.post("/console/assign", data=posted)
        assert "Only a supervisor" in answer.text
    with database.reading() as session:
        assert session.get_one(Complaint, three[0]).assignee_id == colleague.id


def test_nobody_who_left_is_given_a_complaint(
    client: TestClient, three: list[int], database: Database
) -> None:
    gone = somebody(console_of(client), email="gone@example.com", active=False)
    sign_in_as(client, "supervisor")
    posted = {"to": str(gone.id), "chosen": [f"{three[0]}:1"]}
    client.post("/console/assign", data=posted)
    with database.reading() as session:
        assert session.get_one(Complaint, three[0]).assignee_id is None


@pytest.mark.parametrize("choice", ["1:²", "²:1", "99999999999:1", "1:", ":", "x", ""])
def test_what_is_no_choice_assigns_nothing_and_is_said(
    client: TestClient, three: list[int], choice: str
) -> None:
    sign_in_as(client, "supervisor")
    answer = client.post("/console/assign", data={"chosen": [choice], "to": "1"})
    assert answer.status_code == 200
    assert answer.url.query == b"done=assigned_partly"
