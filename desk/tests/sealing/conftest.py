"""Databases that are opened with one key or another."""

from collections.abc import Iterator

import pytest

from desk.models.keyring import Keyring
from desk.storage.database import Database
from desk.tests.support.register import Opened


@pytest.fixture
def opened(database_url: str) -> Iterator[Opened]:
    """Opens the test's database with the keys that a variable would hold."""
    databases: list[Database] = []

    def opened(keys: str) -> Database:
        databases.append(Database(database_url, Keyring.read(keys)))
        return databases[-1]

    yield opened
    for database in databases:
        database.close()
