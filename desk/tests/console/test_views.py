"""No page of the console shows a complaint without an entry in the audit log.

The routes are taken from the console itself, so one that is added later is either tried
here or listed as one that shows nothing of any client.
"""

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.app import CONSOLE
from desk.console.route import ConsoleRoute
from desk.models import AuditEntry, EvidenceFile, OutboxMail
from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.evidence import PNG, ask_for_link, send
from desk.tests.support.filing import file
from desk.tests.support.staffing import sign_in_as
from firm import Firm

# What shows nothing of any client: the staff's own pages, and files of the desk.
OF_NO_CLIENT = {
    "/console/sign-in",
    "/console/static/{name}",
    "/console/account",
    "/console/staff",
    "/console/complaints/export.schema.json",
    "/console/data-requests",
    "/console/{rest:path}",
}
# Pages that show many complaints or count them: an entry without one complaint's number.
OF_MANY = {
    "/console/",
    "/console/mails",
    "/console/deliveries",
    "/console/register.csv",
    "/console/audit",
    "/console/insight",
    "/console/insight/{name}.csv",
}
COMPLAINT = "/console/complaints/{complaint_id}"


def pages() -> Iterator[str]:
    """The path of every page of the console that is asked for with GET."""
    for part in CONSOLE:
        for route in part.router.routes:
            assert isinstance(route, APIRoute)
            assert isinstance(route, ConsoleRoute), "it would answer without its guards"
            if "GET" in (route.methods or ()):
                yield route.path


def entries(database: Database) -> list[tuple[str, int | None, int | None]]:
    with database.reading() as session:
        log = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.action, one.staff_id, one.complaint_id) for one in log]


def test_every_page_is_known_here() -> None:
    found = set(pages())
    of_one = {path for path in found if path.startswith(COMPLAINT)}
    assert of_one
    assert found - of_one == OF_NO_CLIENT | OF_MANY


@pytest.fixture
def ids(client: TestClient, database: Database, firm: Firm) -> dict[str, object]:
    """What the paths' places are filled with: a complaint with a mail and a file."""
    reference = file(client, complaint_to(firm)).json()["reference"]
    link = ask_for_link(client, reference).json()["url"]
    assert send(client, link, ("shot.png", PNG)).status_code == 201
    with database.reading() as session:
        mail = session.scalars(select(OutboxMail)).first()
        evidence = session.scalars(select(EvidenceFile)).one()
    assert mail is not None
    return {
        "complaint_id": evidence.complaint_id,
        "mail_id": mail.id,
        "file_id": evidence.id,
    }


def test_every_page_of_a_complaint_records_who_saw_which(
    client: TestClient, database: Database, ids: dict[str, object]
) -> None:
    official = sign_in_as(client)
    for path in pages():
        if not path.startswith(COMPLAINT):
            continue
        # "email" is an act that is offered at every stage; "funnel" is a figure.
        address = path.format(**ids, name="email")
        before = len(entries(database))
        answer = client.get(address, follow_redirects=False)
        assert answer.status_code == 200, address
        new = entries(database)[before:]
        seen = [(who, what) for _, who, what in new]
        assert (official.id, ids["complaint_id"]) in seen, address


def test_every_page_of_many_complaints_records_who_saw_it(
    client: TestClient, database: Database, ids: dict[str, object]
) -> None:
    admin = sign_in_as(client, "admin")
    for path in OF_MANY:
        before = len(entries(database))
        address = path.format(name="weeks")
        assert client.get(address, follow_redirects=False).status_code == 200, address
        new = entries(database)[before:]
        assert [who for _, who, _ in new] == [admin.id], address


def test_who_is_not_signed_in_sees_none_of_them(
    client: TestClient, database: Database, ids: dict[str, object]
) -> None:
    public = {"/console/sign-in", "/console/static/{name}"}
    before = len(entries(database))
    for path in pages():
        if path in public:
            continue
        address = path.replace("{rest:path}", "x").format(**ids, name="email")
        answer = client.get(address, follow_redirects=False)
        assert answer.status_code == 303, address
        assert answer.headers["location"].startswith("/console/sign-in"), address
    assert len(entries(database)) == before
