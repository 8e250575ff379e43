"""A field that was taken as typed is stored as typed; its format is not asked about."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.models import Complaint
from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from firm import Firm

AS_TYPED: list[tuple[str, Any]] = [
    ("email", "ada at example dot com"),
    ("account_id", "the number on my\ncard?"),
    ("country", "Freedonia"),
    ("category", "the thing with the fees"),
    ("occurred", {"text": "around Easter, or so", "from": "", "to": ""}),
]


@pytest.mark.parametrize(("field", "typed"), AS_TYPED)
def test_a_flagged_field_is_stored_as_typed(
    client: TestClient, database: Database, firm: Firm, field: str, typed: Any
) -> None:
    assert file(client, complaint_to(firm, **{field: typed})).status_code == 422
    body = complaint_to(firm, **{field: typed}, flags=[field])
    answer = file(client, body)
    assert answer.status_code == 201, answer.text
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    assert getattr(complaint, field) == typed
    assert complaint.flags == [field]


def test_a_flag_waives_no_other_field(client: TestClient, firm: Firm) -> None:
    body = complaint_to(firm, country="Freedonia", category="fees?", flags=["country"])
    [error] = file(client, body).json()["errors"]
    assert error["pointer"] == "#/category"


def test_a_flag_waives_no_size(client: TestClient, firm: Firm) -> None:
    body = complaint_to(firm, country="x" * 20_001, flags=["country"])
    assert file(client, body).status_code == 422


def test_a_flag_of_any_other_name_is_kept(client: TestClient, firm: Firm) -> None:
    body = complaint_to(firm, flags=["full_name", "something_new"])
    assert file(client, body).status_code == 201
