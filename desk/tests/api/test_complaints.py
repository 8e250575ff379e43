"""A complaint that is filed is kept as it was sent, and answered with its dates."""

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.complaint import reference
from desk.models import Complaint, OutboxMail
from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from firm import Firm


def stored(database: Database) -> Complaint:
    with database.reading() as session:
        return session.scalars(select(Complaint)).one()


def test_a_complaint_is_answered_with_reference_stage_and_both_dates(
    client: TestClient, firm: Firm
) -> None:
    answer = file(client, complaint_to(firm))
    assert answer.status_code == 201
    receipt = answer.json()
    assert set(receipt) == {
        "reference",
        "status",
        "received_at",
        "acknowledge_by",
        "resolve_by",
    }
    assert receipt["status"] == "received"
    assert receipt["received_at"] == "2025-01-10T12:00:00Z"
    assert receipt["acknowledge_by"] == "2025-01-14"
    assert receipt["resolve_by"] == "2025-01-21"
    assert reference.read(receipt["reference"], firm.reference_prefix)


def test_every_field_is_stored_as_it_was_sent(
    client: TestClient, database: Database, firm: Firm
) -> None:
    body = complaint_to(firm, flags=["desired_resolution"])
    receipt = file(client, body).json()
    complaint = stored(database)
    details = {
        "description": complaint.description,
        "ticket_numbers": complaint.ticket_numbers,
        "occurred": complaint.occurred,
        "individuals": complaint.individuals,
        "actions_taken": complaint.actions_taken,
        "desired_resolution": complaint.desired_resolution,
    }
    kept = {
        "email": complaint.email,
        "account_id": complaint.account_id,
        "full_name": complaint.full_name,
        "country": complaint.country,
        "category": complaint.category,
        "details": details,
        "locale": complaint.locale,
        "conversation": complaint.conversation,
        "flags": complaint.flags,
    }
    assert kept == body
    assert complaint.reference == receipt["reference"]
    assert complaint.resolve_by == date(2025, 1, 21)


@pytest.mark.parametrize(
    "description",
    [
        " leading and trailing \n\n",
        "mixed\r\nline\rends\nand \u2028 more\x0b\x0c\x85",
        "<script>alert('x')</script> & {{ 7*7 }} {% raw %} %s $(rm)",
        "👩🏽‍🚀🏳️‍🌈 \u202eright to left\u202c עברית العربية",
        "e\u0301 is not \u00e9",
        "\ufeffbyte order mark, \u200bzero width\u200b, \x07bell",
        "x",
        "𝔄" * 20_000,
    ],
)
def test_a_description_is_kept_to_the_last_character(
    client: TestClient, database: Database, firm: Firm, description: str
) -> None:
    answer = file(client, complaint_to(firm, description=description))
    assert answer.status_code == 201, answer.text
    assert stored(database).description == description


def test_what_the_client_left_out_is_stored_as_empty(
    client: TestClient, database: Database, firm: Firm
) -> None:
    body = complaint_to(firm)
    body["details"] = {"description": "No more to say."}
    del body["locale"], body["conversation"]
    assert file(client, body).status_code == 201
    complaint = stored(database)
    assert complaint.occurred is None
    assert complaint.ticket_numbers == complaint.individuals == complaint.flags == []
    assert complaint.actions_taken == complaint.desired_resolution == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"account_id": "No Account"},
        {"country": "XK"},
        {"email": "jösé.ñ@exämple.com"},
        {"full_name": "王"},
        {"occurred": None},
        {"occurred": {"text": "some time last winter"}},
        {"occurred": {"text": "Monday", "from": "2025-01-06T00:00+01:00", "to": None}},
        {"individuals": ["a long account of who said what " * 200]},
    ],
)
def test_all_of_these_are_complaints(
    client: TestClient, firm: Firm, changes: dict[str, Any]
) -> None:
    answer = file(client, complaint_to(firm, **changes))
    assert answer.status_code == 201, answer.text


def test_one_acknowledgement_is_owed_for_one_complaint(
    client: TestClient, database: Database, firm: Firm
) -> None:
    file(client, complaint_to(firm))
    with database.reading() as session:
        mail = session.scalars(select(OutboxMail)).one()
    assert mail.kind == "acknowledgement"


def test_a_complaint_that_cannot_be_stored_whole_is_not_stored_at_all(
    client: TestClient,
    database: Database,
    firm: Firm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> OutboxMail:
        raise ValueError("no mail today")

    monkeypatch.setattr("desk.cases.intake.owe_mail", broken)
    assert file(client, complaint_to(firm), key="k").status_code == 500
    monkeypatch.undo()
    with database.reading() as session:
        assert session.scalars(select(Complaint)).all() == []
    assert file(client, complaint_to(firm), key="k").status_code == 201


def test_another_firm_takes_complaints_by_its_own_rules(
    desk_for: Any, bank: Firm, firm: Firm
) -> None:
    with TestClient(desk_for(bank)) as client:
        assert bank.account_id.none != firm.account_id.none
        answer = file(client, complaint_to(bank, account_id=bank.account_id.none))
        assert answer.status_code == 201, answer.text
        assert answer.json()["reference"].startswith(f"{bank.reference_prefix}-")
        assert file(client, complaint_to(bank)).status_code == 201
        refused = file(client, complaint_to(bank, account_id=firm.account_id.none))
        assert refused.status_code == 422
        assert bank.account_id.none in refused.json()["errors"][0]["detail"]
