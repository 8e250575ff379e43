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


@pytest.mark.parametrize("field", ["full_name", "country"])
def test_an_empty_name_or_country_needs_its_flag(
    client: TestClient, firm: Firm, field: str
) -> None:
    refused = file(client, complaint_to(firm, **{field: ""}))
    assert refused.status_code == 422
    assert [e["pointer"] for e in refused.json()["errors"]] == [f"#/{field}"]
    flagged = complaint_to(firm, **{field: ""}, flags=[field])
    assert file(client, flagged).status_code == 201


@pytest.mark.parametrize("flags", [[], ["account_id"]])
def test_an_account_number_that_was_not_given_is_marked_either_way(
    client: TestClient, database: Database, firm: Firm, flags: list[str]
) -> None:
    assert (
        file(client, complaint_to(firm, account_id="", flags=flags)).status_code == 201
    )
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    assert (complaint.account_id, complaint.flags) == ("", ["account_id"])


def test_what_is_empty_was_not_given_and_what_is_not_is_to_check(
    client: TestClient, database: Database, firm: Firm
) -> None:
    body = complaint_to(
        firm, account_id="", country="Freedonia", flags=["country", "something_new"]
    )
    assert file(client, body).status_code == 201
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    assert complaint.not_given == ["account_id"]
    assert complaint.to_check == ["country", "something_new"]


@pytest.mark.parametrize("field", ["email", "category"])
def test_no_flag_waives_that_these_are_said(
    client: TestClient, firm: Firm, field: str
) -> None:
    body = complaint_to(firm, **{field: ""}, flags=[field])
    assert file(client, body).status_code == 422
