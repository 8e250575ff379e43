"""Only the holder of the token is answered, and a stranger learns nothing else."""

import pytest
from fastapi.testclient import TestClient

from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import COMPLAINTS, NOTES, STATUS, TOKEN
from firm import Firm


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """A stranger is refused before the database is asked."""
    return sqlite_database


@pytest.mark.parametrize("path", [COMPLAINTS, NOTES, STATUS])
@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer caf\u00e9",
    ],
)
def test_without_the_token_nobody_comes_in(
    client: TestClient, firm: Firm, path: str, given: str | None
) -> None:
    headers = {} if given is None else {b"Authorization": given.encode("latin-1")}
    for content in (complaint_to(firm), {"wrong": 1}):
        answer = client.post(path, json=content, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_stranger_is_refused_before_the_body_is_read(client: TestClient) -> None:
    answer = client.post(
        COMPLAINTS, content="not json", headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 401


def test_the_scheme_may_be_written_in_any_case(client: TestClient, firm: Firm) -> None:
    headers = {"Authorization": f"bearer {TOKEN}", "Idempotency-Key": "one"}
    answer = client.post(COMPLAINTS, json=complaint_to(firm), headers=headers)
    assert answer.status_code == 201


def test_health_and_openapi_are_open_to_all(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/api/v1/openapi.json").status_code == 200
