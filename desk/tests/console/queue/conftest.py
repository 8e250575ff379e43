"""Complaints in a queue."""

from collections.abc import Callable

import pytest

from desk.cases.watch import set_watch
from desk.models import Complaint
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import file_one
from firm import Firm

Changing = Callable[..., None]


@pytest.fixture
def change(database: Database, firm: Firm, clock: Clock) -> Changing:
    """Sets columns of a complaint, and what follows from them for its clocks."""

    def change(complaint_id: int, *, of: Firm = firm, **values: object) -> None:
        with database.writing() as session:
            complaint = session.get_one(Complaint, complaint_id)
            for name, value in values.items():
                setattr(complaint, name, value)
            set_watch(complaint, of, clock())

    return change


@pytest.fixture
def three(database: Database, firm: Firm, clock: Clock, change: Changing) -> list[int]:
    """Filed on a Friday, the Monday after and the Wednesday after; now it is Wednesday."""
    ids = [file_one(database, firm, clock, full_name="Ada Byron")]
    clock.forward(days=3)
    ids.append(file_one(database, firm, clock, full_name="Grace Hopper", country="DE"))
    clock.forward(days=2)
    ids.append(file_one(database, firm, clock, full_name="Alan Turing"))
    for id_ in ids[:1]:
        change(id_, status="acknowledged", acknowledged_at=clock())
    return ids
