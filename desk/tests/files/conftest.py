"""A complaint, and a link to add files to it."""

import pytest
from fastapi.testclient import TestClient

from desk.tests.support.complaint import complaint_to
from desk.tests.support.evidence import ask_for_link
from desk.tests.support.filing import file
from firm import Firm


@pytest.fixture
def filed(client: TestClient, firm: Firm) -> str:
    return str(file(client, complaint_to(firm)).json()["reference"])


@pytest.fixture
def link(client: TestClient, filed: str) -> str:
    return str(ask_for_link(client, filed).json()["url"])
