"""The OpenAPI document says what the API does: schemathesis tries to find where it does not."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from desk.app import create_app
from desk.complaint.submission import Submission
from desk.storage.database import Database
from desk.tests.conftest import Postbox
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import BEARER, TOKEN, file
from desk.tests.support.serving import served
from firm import Firm

# All but "valid data is accepted": what an account number looks like is the firm's to say,
# so a body can satisfy the document and be refused. `test_any_valid_complaint_is_filed`
# covers that side.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    ignored_auth,
    unsupported_method,
]


OPERATIONS = {
    ("/api/v1/acknowledgements", "POST"),
    ("/api/v1/complaints", "POST"),
    ("/api/v1/events", "POST"),
    ("/api/v1/notes", "POST"),
    ("/api/v1/status", "POST"),
    ("/api/v1/upload-links", "POST"),
    ("/api/v1/withdrawals", "POST"),
    ("/healthz", "GET"),
}


@pytest.fixture
def address(sqlite_database: Database, firm: Firm, tmp_path: Path) -> Iterator[str]:
    """A desk behind a real server."""
    app = create_app(
        firm=firm,
        database=sqlite_database,
        token=TOKEN,
        delivery=Postbox(),
        files_dir=tmp_path / "files",
    )
    with served(app) as address:
        yield address


@pytest.fixture
def document(address: str) -> Any:
    return schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")


def test_every_operation_is_tried(document: Any) -> None:
    found = {
        (o.ok().path, o.ok().method.upper()) for o in document.get_all_operations()
    }
    assert found == OPERATIONS


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), sorted(OPERATIONS))
def test_nothing_is_answered_but_what_the_document_says(
    document: Any, path: str, method: str, mode: GenerationMode
) -> None:
    if path == "/healthz" and mode is GenerationMode.NEGATIVE:
        return  # takes nothing that could be wrong
    cases = document[path][method].as_strategy(generation_mode=mode)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def try_it(case: Any) -> None:
        case.call_and_validate(headers=BEARER, checks=CHECKS)

    try_it()


words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    min_size=1,
    max_size=200,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_valid_complaint_is_filed_and_replayed(
    address: str, firm: Firm, data: st.DataObject
) -> None:
    body = complaint_to(
        firm,
        full_name=data.draw(words),
        category=data.draw(st.sampled_from([c.id for c in firm.categories])),
        description=data.draw(words.filter(str.strip)),
        ticket_numbers=data.draw(st.lists(words, max_size=3)),
        individuals=data.draw(st.lists(words, max_size=3)),
        actions_taken=data.draw(words | st.just("")),
        flags=data.draw(st.lists(st.sampled_from(["email", "country"]), max_size=2)),
    )
    Submission.model_validate(body)
    key = str(uuid.uuid4())
    with httpx2.Client(base_url=address) as http:
        first, second = file(http, body, key), file(http, body, key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()


def test_the_document_is_complete(address: str) -> None:
    document = httpx2.get(f"{address}/api/v1/openapi.json").json()
    filing = document["paths"]["/api/v1/complaints"]["post"]
    assert set(filing["responses"]) == {
        "200",
        "201",
        "400",
        "401",
        "409",
        "413",
        "422",
        "503",
    }
    for status, response in filing["responses"].items():
        if status >= "400":
            assert set(response["content"]) == {"application/problem+json"}
    assert filing["security"] == [{"HTTPBearer": []}]
    complaint = document["components"]["schemas"]["Submission"]
    assert set(complaint["required"]) == {
        "email",
        "account_id",
        "full_name",
        "country",
        "category",
        "details",
    }
    assert complaint["additionalProperties"] is False
