"""Chats that filed nothing are deleted once firm.yml's days are over, in both stores."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sqlalchemy.engine import Engine

from bot.chat.chat import Chat
from bot.chat.database import open_database
from bot.chat.dialogue import Dialogue
from bot.chat.ledger import Ledger
from bot.chat.purge import DAY, Purged, count, purge
from bot.chat.records import Message
from bot.chat.sentences import BUILT_IN, load_sentences
from bot.chat.settings import read_chat_settings
from bot.chat.tracker_store import RecentTrackerStore

ROOT = Path(__file__).parents[3]
NOW = 1_700_000_000.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "chat.db"


@pytest.fixture
def engine(file: Path) -> Engine:
    engine = open_database(f"sqlite:///{file}")
    Ledger(engine).create_tables()
    return engine


@pytest.fixture
def store(file: Path) -> SQLTrackerStore:
    return SQLTrackerStore(Domain.empty(), db=str(file))


def say(
    engine: Engine, store: SQLTrackerStore, session: str, text: str, at: float
) -> None:
    """Stores a client's words in the ledger and in Rasa's store."""
    ledger = Ledger(engine)
    if not ledger.has_session(session):
        ledger.open_session(session, None, None, at, None)
    ledger.take(Message(session, f"{session}-{at}", text, None, "typed", (), None), at)
    remember(store, session, text, at)


def remember(store: SQLTrackerStore, session: str, text: str, at: float) -> None:
    async def save() -> None:
        tracker = await store.get_or_create_tracker(session, append_action_listen=False)
        tracker.update(UserUttered(text, timestamp=at))
        await store.save(tracker)

    asyncio.run(save())


def ids_in(store: SQLTrackerStore) -> set[str]:
    return set(asyncio.run(store.keys()))


def test_what_is_idle_goes_from_both_stores_and_the_rest_stays(
    engine: Engine, store: SQLTrackerStore, file: Path
) -> None:
    say(engine, store, "old", "my quetzal is lost", NOW - 31 * DAY)
    say(engine, store, "new", "my heron is lost", NOW - 29 * DAY)
    say(engine, store, "resumed", "my egret is lost", NOW - 60 * DAY)
    say(engine, store, "resumed", "hello again", NOW - DAY)
    # The ledger forgot this one and the process died before Rasa did.
    remember(store, "orphan", "my bittern is lost", NOW - 40 * DAY)
    before = NOW - 30 * DAY
    assert count(engine, engine, before) == Purged(1, 2)
    assert purge(engine, engine, before) == Purged(1, 2)
    assert ids_in(store) == {"new", "resumed"}
    assert not Ledger(engine).has_session("old")
    assert Ledger(engine).has_session("new")
    kept = b"".join(path.read_bytes() for path in file.parent.glob("chat.db*"))
    assert b"heron" in kept
    assert b"egret" in kept, "part of a conversation that goes on is gone"
    assert b"quetzal" not in kept
    assert b"bittern" not in kept
    assert purge(engine, engine, before) == Purged(0, 0)


def test_more_than_a_batch_goes(engine: Engine, store: SQLTrackerStore) -> None:
    ledger = Ledger(engine)
    for number in range(1_100):
        ledger.open_session(str(number), None, None, NOW - 31 * DAY, None)
    assert purge(engine, engine, NOW - 30 * DAY).chats == 1_100


def test_the_running_chat_deletes_orphans_too(
    store: SQLTrackerStore, file: Path, tmp_path: Path
) -> None:
    remember(store, "orphan", "my bittern is lost", NOW - 40 * DAY)
    remember(store, "new", "my heron is lost", NOW - DAY)

    async def listen(_: object) -> None: ...

    environ = {"VAR_DIR": str(tmp_path), "CHAT_DB_URL": f"sqlite:///{file}"}
    settings = read_chat_settings({}, environ)
    sentences = load_sentences(BUILT_IN)

    async def sweep() -> None:
        chat = Chat(settings, sentences, listen, lambda: store, clock=lambda: NOW)
        await chat.open()
        await chat._purge()
        chat._background.close()

    asyncio.run(sweep())
    assert ids_in(store) == {"new"}


def test_the_days_are_those_of_the_firm_unless_credentials_say_otherwise(
    tmp_path: Path,
) -> None:
    firm = (ROOT / "firm.yml").read_text().replace("drafts_days: 30", "drafts_days: 7")
    file = tmp_path / "firm.yml"
    file.write_text(firm)
    assert read_chat_settings({}, {"FIRM_FILE": str(file)}).keep_days == 7.0
    given = read_chat_settings({"keep_days": 3}, {"FIRM_FILE": str(file)})
    assert given.keep_days == 3.0


def test_the_command_does_it(
    engine: Engine, store: SQLTrackerStore, file: Path
) -> None:
    now = time.time()
    say(engine, store, "old", "my quetzal is lost", now - 31 * DAY)
    say(engine, store, "new", "my heron is lost", now)
    engine.dispose()

    def command(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bot.chat.purge", *words],
            check=True,
            cwd=ROOT,
            env={**os.environ, "CHAT_DB_URL": f"sqlite:///{file}"},
            stdout=subprocess.PIPE,
            text=True,
            timeout=60,
        ).stdout

    assert command("--dry-run") == "chats\t1\nconversations\t1\n"
    assert ids_in(store) == {"old", "new"}
    assert command() == "chats\t1\nconversations\t1\n"
    assert ids_in(store) == {"new"}


def test_a_turn_that_is_being_saved_is_not_undone_by_the_sweep(file: Path) -> None:
    store = RecentTrackerStore(domain=Domain.empty(), host=f"sqlite:///{file}")
    remember(store, "new", "my heron is lost", NOW)

    async def listen(_: object) -> None: ...

    with store.session_scope() as db:
        row = {"sender_id": "new", "type_name": "user", "timestamp": NOW, "data": "{}"}
        db.add(store.SQLEvent(**row))
        db.flush()  # in the middle of the transaction
        asyncio.run(Dialogue(listen, lambda: store).forget_idle([], NOW - DAY))
        db.commit()
    with store.session_scope() as db:
        texts = db.query(store.SQLEvent).filter_by(data="{}").count()
    assert texts == 1


def test_what_is_deleted_for_age_leaves_memory_too(file: Path) -> None:
    store = RecentTrackerStore(domain=Domain.empty(), host=f"sqlite:///{file}")
    remember(store, "old", "my quetzal is lost", NOW - 31 * DAY)
    remember(store, "new", "my heron is lost", NOW)

    async def listen(_: object) -> None: ...

    asyncio.run(Dialogue(listen, lambda: store).forget_idle(["old"], NOW - 30 * DAY))
    assert set(store._known) == {"new"}
    assert ids_in(store) == {"new"}
