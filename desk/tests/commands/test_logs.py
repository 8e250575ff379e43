"""The log tells what happened and nothing about whom it happened to."""

import json
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from desk.commands.logs import JsonFormatter
from desk.storage.database import Database
from desk.tests.conftest import Postbox
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import ask, file
from desk.tests.support.serving import until
from firm import Firm

PERSONAL = "Xantippe"


class Lines(logging.Handler):
    """What would have been written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("httpx2"):
            return  # the caller's log, not the desk's
        self.lines.append(self.format(record))

    def events(self) -> list[str]:
        return [json.loads(line)["event"] for line in self.lines]


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler = Lines()
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


def personal_complaint(firm: Firm) -> dict[str, object]:
    return complaint_to(
        firm,
        email=f"{PERSONAL}@example.com",
        full_name=PERSONAL,
        description=PERSONAL,
        individuals=[PERSONAL],
        conversation=PERSONAL,
    )


def test_nothing_personal_is_logged_of_a_complaint_and_its_mail(
    client: TestClient, firm: Firm, postbox: Postbox, lines: Lines
) -> None:
    reference = file(client, personal_complaint(firm), key=PERSONAL).json()["reference"]
    file(client, personal_complaint(firm), key=PERSONAL)
    file(client, complaint_to(firm, email=PERSONAL, country=PERSONAL))
    client.post(f"/api/v1/{PERSONAL}?email={PERSONAL}")
    ask(client, reference, f"{PERSONAL}@example.com")
    for _ in until():
        if "mail_sent" in lines.events():
            break
    written = "\n".join(lines.lines)
    assert PERSONAL.lower() not in written.lower()
    assert reference not in written
    assert {"complaint_filed", "complaint_filed_before", "request"} <= set(
        lines.events()
    )


def test_nothing_personal_is_logged_when_the_database_fails(
    client: TestClient, database: Database, firm: Firm, lines: Lines
) -> None:
    with database.changing() as connection:
        connection.execute(text("ALTER TABLE idempotency_records RENAME TO gone"))
    answer = file(client, personal_complaint(firm), key=PERSONAL)
    with database.changing() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO idempotency_records"))
    assert answer.status_code >= 500
    assert PERSONAL not in "\n".join(lines.lines)


def test_nothing_personal_is_logged_when_the_mail_fails(
    client: TestClient, firm: Firm, postbox: Postbox, lines: Lines
) -> None:
    postbox.refusal = RuntimeError(f"no such mailbox: {PERSONAL}@example.com")
    file(client, personal_complaint(firm))
    for _ in until():
        if "mail_failed" in lines.events():
            break
    assert PERSONAL not in "\n".join(lines.lines)


def test_an_unexpected_error_is_logged_by_type_and_place_only() -> None:
    try:
        try:
            raise KeyError(PERSONAL)
        except KeyError as cause:
            raise ValueError(PERSONAL) from cause
    except ValueError as error:
        record = logging.LogRecord(
            "desk", logging.ERROR, "", 0, "broken", (), (type(error), error, None)
        )
    line = json.loads(JsonFormatter().format(record))
    assert [cause["type"] for cause in line["error"]] == [
        "builtins.ValueError",
        "builtins.KeyError",
    ]
    assert "test_logs.py" in line["error"][0]["at"][0]
    assert PERSONAL not in json.dumps(line)


def test_a_line_is_one_json_object_with_time_and_fields() -> None:
    record = logging.LogRecord("desk", logging.INFO, "", 0, "a\nb", (), None)
    record.fields = {"mail": 7}
    written = JsonFormatter().format(record)
    assert "\n" not in written
    line = json.loads(written)
    assert (line["event"], line["mail"], line["level"]) == ("a\nb", 7, "info")
    assert line["time"].endswith("+00:00")
