"""The console says what a client did not give, and does not take it for a thing to check."""

import pytest
from fastapi.testclient import TestClient

from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import file_one
from desk.tests.support.staffing import ConsolePage, sign_in_as
from firm import Firm

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")
OPEN = {"account_id": "", "country": "", "full_name": ""}


def test_a_client_without_name_and_country_has_a_line_and_a_filter(
    client: TestClient, database: Database, firm: Firm, clock: Clock
) -> None:
    file_one(database, firm, clock, full_name="Ada Byron")
    id_ = file_one(database, firm, clock, **OPEN, flags=list(OPEN))
    sign_in_as(client)
    page = client.get("/console/?country=not_given").text
    assert f"/console/complaints/{id_}" in page
    assert "Ada Byron" not in page
    assert "name not given" in page
    assert "country not given" in page
    assert "Not given: 3" in page
    assert "To check" not in page


def test_what_the_client_did_not_give_is_said_and_is_nothing_to_check(
    client: TestClient, database: Database, firm: Firm, clock: Clock
) -> None:
    id_ = file_one(database, firm, clock, **OPEN, flags=list(OPEN))
    sign_in_as(client)
    page = client.get(f"/console/complaints/{id_}").text
    said = ConsolePage(page).text
    assert "name not given" in said
    assert "country not given" in said
    assert "The name: the client would not say it." in said
    assert page.count('<dd class="muted">Not given</dd>') == 3
    assert "To check" not in said
    assert client.get(f"/console/complaints/{id_}/do/ask").status_code == 200
