"""When the database is away the desk says so, and that a retry is safe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from desk.app import create_app
from desk.storage.database import Database
from desk.tests.conftest import Postbox
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import TOKEN, ask, file
from firm import Firm


@pytest.fixture
def broken(
    sqlite_database: Database, firm: Firm, postbox: Postbox, tmp_path: Path
) -> Iterator[TestClient]:
    app = create_app(
        firm=firm,
        database=sqlite_database,
        token=TOKEN,
        delivery=postbox,
        files_dir=tmp_path / "files",
    )
    with TestClient(app, raise_server_exceptions=False) as client:
        with sqlite_database.changing() as connection:
            connection.execute(text("ALTER TABLE complaints RENAME TO gone"))
        yield client


def test_a_complaint_is_not_confirmed(broken: TestClient, firm: Firm) -> None:
    answer = file(broken, complaint_to(firm))
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "same key" in answer.json()["detail"]
    assert int(answer.headers["retry-after"]) > 0


def test_a_question_is_not_answered(broken: TestClient) -> None:
    assert ask(broken, "KR-0000-0000-0000-00", "a@example.com").status_code == 503


def test_the_health_check_fails(broken: TestClient) -> None:
    assert broken.get("/healthz").status_code == 503


def test_the_same_key_files_once_it_is_back(
    broken: TestClient, sqlite_database: Database, firm: Firm
) -> None:
    assert file(broken, complaint_to(firm), key="one").status_code == 503
    with sqlite_database.changing() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO complaints"))
    assert broken.get("/healthz").json() == {"status": "ok"}
    assert file(broken, complaint_to(firm), key="one").status_code == 201
