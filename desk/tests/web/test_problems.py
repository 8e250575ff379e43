"""Every error is a problem document that names the field and quotes nothing."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import BEARER, COMPLAINTS, STATUS, file
from firm import Firm

SECRET = "quoted-nowhere@@"


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Almost all of this is refused before the database is asked."""
    return sqlite_database


def problem_of(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"]
    assert problem["title"]
    assert isinstance(problem, dict)
    return problem


def post(client: TestClient, content: bytes | str) -> Any:
    headers = {**BEARER, "Idempotency-Key": "k", "Content-Type": "application/json"}
    return client.post(COMPLAINTS, content=content, headers=headers)


@pytest.mark.parametrize(
    ("changes", "pointer", "reason"),
    [
        ({"email": SECRET}, "#/email", "is not an e-mail address"),
        ({"email": "a@b"}, "#/email", "is not an e-mail address"),
        ({"email": " ada@example.com"}, "#/email", "is not an e-mail address"),
        ({"email": "ada@example.com\r\nBcc: x@y.z"}, "#/email", "not an e-mail"),
        ({"email": ""}, "#/email", "at least 1 character"),
        ({"account_id": SECRET}, "#/account_id", "beginning with AA"),
        ({"account_id": "no account"}, "#/account_id", "No Account"),
        ({"country": "UK"}, "#/country", "alpha-2"),
        ({"country": "ie"}, "#/country", "alpha-2"),
        ({"country": "ZZ"}, "#/country", "alpha-2"),
        ({"country": "Ireland"}, "#/country", "alpha-2"),
        ({"category": SECRET}, "#/category", "is not the id"),
        ({"full_name": 7}, "#/full_name", "must be text"),
        ({"description": ""}, "#/details/description", "at least 1 character"),
        ({"description": " \n\u3000"}, "#/details/description", "is blank"),
        ({"description": "x" * 20_001}, "#/details/description", "at most 20000"),
        ({"description": f"\0{SECRET}"}, "#/details/description", "not text"),
        ({"description": None}, "#/details/description", "must be text"),
        ({"ticket_numbers": ["1", 2]}, "#/details/ticket_numbers/1", "must be text"),
        ({"ticket_numbers": "12"}, "#/details/ticket_numbers", "must be a list"),
        ({"individuals": ["x"] * 1001}, "#/details/individuals", "at most 1000"),
        ({"individuals": [""]}, "#/details/individuals/0", "at least 1"),
        ({"occurred": {}}, "#/details/occurred/text", "is missing"),
        ({"occurred": "now"}, "#/details/occurred", "must be an object"),
        (
            {"occurred": {"text": "x", "from": SECRET, "to": None}},
            "#/details/occurred/from",
            "ISO 8601",
        ),
        (
            {"occurred": {"text": "x", "from": "2025-01-07T12:00:00", "to": None}},
            "#/details/occurred/from",
            "with an offset",
        ),
        (
            {
                "occurred": {
                    "text": "x",
                    "from": "2025-01-07T12:00Z",
                    "to": "2025-01-07T11:59Z",
                }
            },
            "#/details/occurred/to",
            "earlier",
        ),
        ({"a~b/c": SECRET}, "#/a~0b~1c", "is not a field"),
        ({"locale": "en IE"}, "#/locale", "must match"),
        ({"flags": ["Not A Name"]}, "#/flags/0", "must match"),
    ],
)
def test_a_wrong_field_is_named_with_a_plain_reason(
    client: TestClient,
    firm: Firm,
    changes: dict[str, Any],
    pointer: str,
    reason: str,
) -> None:
    problem = problem_of(file(client, complaint_to(firm, **changes)), 422)
    assert problem["type"] == "urn:redress:problem:invalid-request"
    [error] = problem["errors"]
    assert error["pointer"] == pointer
    assert reason in error["detail"]
    assert SECRET not in json.dumps(problem)


def test_every_wrong_field_is_named_at_once(client: TestClient, firm: Firm) -> None:
    body = complaint_to(firm, email="x", country="??", category="?", account_id="?")
    errors = problem_of(file(client, body), 422)["errors"]
    assert {error["pointer"] for error in errors} == {
        "#/email",
        "#/country",
        "#/category",
        "#/account_id",
    }


def test_every_missing_field_is_named_at_once(client: TestClient) -> None:
    errors = problem_of(file(client, {"details": {}}), 422)["errors"]
    assert {error["pointer"] for error in errors} == {
        "#/email",
        "#/account_id",
        "#/full_name",
        "#/country",
        "#/category",
        "#/details/description",
    }


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'"text"', b"[]", b"\xff\xfe", b"null", b"NaN"],
)
def test_a_body_that_is_no_complaint_is_refused(
    client: TestClient, content: bytes
) -> None:
    answer = post(client, content)
    assert answer.status_code in (400, 422)
    problem_of(answer, answer.status_code)


def test_a_body_nested_without_end_is_refused(client: TestClient) -> None:
    answer = post(client, '{"details":' * 100_000)
    assert answer.status_code in (400, 422)
    problem_of(answer, answer.status_code)


def test_half_a_surrogate_pair_is_refused(client: TestClient, firm: Firm) -> None:
    body = json.dumps(complaint_to(firm)).replace("Nine days", "\\ud83d")
    problem_of(post(client, body), 422)


def test_a_body_without_end_is_cut_off(client: TestClient) -> None:
    problem_of(post(client, b" " * (3 * 1024 * 1024 + 1)), 413)


def test_a_chunked_body_without_end_is_cut_off(client: TestClient) -> None:
    def chunks() -> Any:
        for _ in range(4):
            yield b" " * 1024 * 1024

    headers = {**BEARER, "Idempotency-Key": "k", "Content-Type": "application/json"}
    answer = client.post(COMPLAINTS, content=chunks(), headers=headers)
    problem_of(answer, 413)


def test_the_longest_complaint_fits(client: TestClient, firm: Firm) -> None:
    text = "😶" * 20_000
    body = complaint_to(
        firm,
        description=text,
        actions_taken=text,
        desired_resolution=text,
        full_name=text,
    )
    assert file(client, body).status_code == 201


def test_an_unknown_address_and_a_wrong_method_are_problems(client: TestClient) -> None:
    problem_of(client.get("/api/v1/nothing"), 404)
    problem = client.get(STATUS)
    problem_of(problem, 405)
    assert problem.headers["allow"] == "POST"


def test_an_unexpected_error_is_a_problem_that_tells_nothing(
    client: TestClient, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr("desk.cases.intake.Register.file", broken)
    problem = problem_of(file(client, complaint_to(firm)), 500)
    assert SECRET not in json.dumps(problem)
