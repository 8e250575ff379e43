"""A register whose time can be over."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desk.cases.actor import Actor
from desk.complaint.states import Status
from desk.files.store import Store
from desk.models import (
    Base,
    Complaint,
)
from desk.retention.erasure import Erasures, tables_of_complaints
from desk.retention.requests import DataRequests
from desk.retention.sweep import Retention
from desk.storage.database import Database
from desk.tests.conftest import NOON, Clock
from firm import Firm

OFFICIAL = Actor(None, "An Official")


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    folder = tmp_path / "mail"
    folder.mkdir()
    return folder


@pytest.fixture
def erasures(database: Database, firm: Firm, store: Store, mails: Path) -> Erasures:
    return Erasures(database, firm, store, mails)


@pytest.fixture
def retention(
    database: Database, firm: Firm, erasures: Erasures, clock: Clock
) -> Retention:
    return Retention(database, firm, erasures, clock)


@pytest.fixture
def requests(
    database: Database, firm: Firm, store: Store, erasures: Erasures, clock: Clock
) -> DataRequests:
    return DataRequests(database, firm, store, erasures, clock)


def close_all(database: Database, at: datetime = NOON) -> None:
    with database.writing() as session:
        for complaint in session.scalars(select(Complaint)).all():
            complaint.status, complaint.closed_at = Status.CLOSED, at


def rows_left(database: Database) -> dict[str, int]:
    with database.reading() as session:
        counts = {
            table.name: len(session.execute(select(table)).all())
            for table in Base.metadata.sorted_tables
            if table.name == "complaints" or table in tables_of_complaints()
        }
        counts["search"] = session.scalar(text("SELECT count(*) FROM search_index"))
    return {name: count for name, count in counts.items() if count}
