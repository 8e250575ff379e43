"""Exports say what a client asked for after filing, and what a client did not give."""

import csv
import io
import json

import pytest

from desk.exports.annex import annex_pdf
from desk.exports.case_json import case_json
from desk.exports.case_pdf import case_pdf
from desk.exports.register_csv import register_csv
from desk.models import Note
from desk.tests.conftest import NOON
from desk.tests.support.exports import a_case, text_of
from firm import Firm


@pytest.mark.slow
def test_a_request_to_withdraw_is_in_every_export(firm: Firm) -> None:
    case, files = a_case(firm)
    asked = Note(
        id=3, complaint_id=7, kind="withdrawal", text="Drop it.", added_at=NOON
    )
    case.notes.append(asked)
    case.complaint.withdrawal_asked_at = NOON
    pdf = text_of(case_pdf(case, files, firm, NOON))
    assert "From the client, who asks to withdraw the complaint" in pdf
    assert "Drop it." in text_of(annex_pdf(case, files, firm, NOON))
    said = json.loads(case_json(case, files, firm, NOON))
    assert said["notes"][-1]["kind"] == "withdrawal"
    assert said["standing"]["withdrawal_asked_at"] == "2025-01-10T12:00:00Z"
    csv_ = b"".join(register_csv([case.complaint])).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(csv_, newline=""))
    assert row["withdrawal_asked_at"] == "2025-01-10T12:00:00Z"


@pytest.mark.slow
def test_what_was_not_given_is_said_in_every_export(firm: Firm) -> None:
    case, files = a_case(firm, name="")
    case.complaint.account_id = case.complaint.country = ""
    case.complaint.flags = ["account_id", "country", "full_name"]
    text = text_of(case_pdf(case, files, firm, NOON))
    assert text.count("Not given by the client") == 3
    assert "taken as typed" not in text
    assert "(whole name as given)" not in text_of(annex_pdf(case, files, firm, NOON))
    said = json.loads(case_json(case, files, firm, NOON))
    assert (said["client"]["full_name"], said["client"]["country"]) == ("", "")
    assert said["said"]["flags"] == case.complaint.flags
