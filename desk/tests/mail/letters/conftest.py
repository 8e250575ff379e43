"""A complaint whose client is written to; on SQLite, for the database cannot matter."""

import pytest

from desk.cases.changes import Changes
from desk.cases.correspondence import Correspondence
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import file_one
from firm import Firm


@pytest.fixture
def changes(sqlite_database: Database, firm: Firm, clock: Clock) -> Changes:
    return Changes(sqlite_database, firm, clock)


@pytest.fixture
def mails(changes: Changes) -> Correspondence:
    return Correspondence(changes)


@pytest.fixture
def filed(sqlite_database: Database, firm: Firm, clock: Clock) -> int:
    return file_one(sqlite_database, firm, clock)
