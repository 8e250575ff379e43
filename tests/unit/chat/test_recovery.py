"""After a crash, taken messages run once, no answer is said again, and turns end."""

import asyncio
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import requests
from sqlalchemy.exc import OperationalError

from bot.chat import queue
from bot.chat.records import Message
from bot.chat.sentences import load_sentences
from tests.patience import SECONDS
from tests.unit.channels.web.conftest import Client, FakeDialogue, Server, echo

SORRY = load_sentences().could_not_answer


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "STOP_SECONDS", 0.05)


async def say_one_then_hang(message: Any) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "one"})
    await asyncio.sleep(60)


async def say_one_two(message: Any) -> None:
    for text in ("one", "two"):
        await message.output_channel.send_response(message.sender_id, {"text": text})


def crash_in_mid_turn(server: Server, script: Any) -> tuple[Client, str]:
    """Leaves a turn that was begun and not ended when its process died."""
    server.dialogue.script = script
    client = server.open()
    mid = client.send("hello")
    deadline = time.monotonic() + SECONDS
    while not server.dialogue.heard and time.monotonic() < deadline:
        time.sleep(0.01)
    if script is say_one_then_hang:
        with client.stream() as stream:
            assert any(f.name == "message" for f in stream)
    server.stop()
    return client, mid


def back(server: Server, client: Client) -> Client:
    return Client(server.base, client.token, client.session)


def texts(client: Client, mid: str) -> list[str]:
    return [a["text"] for a in client.answers(mid)]


def test_a_message_that_was_taken_and_not_begun_runs(
    serve: Callable[..., Server],
) -> None:
    first = serve()
    client = first.open()
    mid = str(uuid.uuid4())
    chat = first.channel.chat
    message = Message(client.session, mid, "hello", None, "typed", (), None)
    # The message is stored, and then no worker is woken.
    assert first.run(chat._background(chat._ledger.take, message, time.time()))
    first.stop()
    again = serve()
    assert texts(back(again, client), mid) == ["you said hello"]
    assert again.dialogue.texts() == ["hello"]


def test_a_turn_cut_short_is_run_again_and_says_only_what_is_missing(
    serve: Callable[..., Server], dialogue: FakeDialogue
) -> None:
    client, mid = crash_in_mid_turn(serve(), say_one_then_hang)
    dialogue.script = say_one_two
    again = back(serve(), client)
    frames = again.turn(mid)
    assert [(f.number, f.data.get("text")) for f in frames] == [
        (1, "one"),
        (2, "two"),
        (3, None),
    ]


def test_a_turn_that_now_goes_another_way_says_all_of_it(
    serve: Callable[..., Server], dialogue: FakeDialogue
) -> None:
    client, mid = crash_in_mid_turn(serve(), say_one_then_hang)
    dialogue.script = echo
    assert texts(back(serve(), client), mid) == ["one", "you said hello"]


def test_a_message_that_the_tracker_holds_is_not_run_again(
    serve: Callable[..., Server], dialogue: FakeDialogue
) -> None:
    client, mid = crash_in_mid_turn(serve(), say_one_then_hang)
    asyncio.run(dialogue.remember(client.session, mid))
    dialogue.script = say_one_two
    assert texts(back(serve(), client), mid) == ["one"]
    assert dialogue.texts() == ["hello"]


def test_a_message_in_the_tracker_that_was_never_answered_gets_a_sentence(
    serve: Callable[..., Server], dialogue: FakeDialogue
) -> None:
    async def hang(message: Any) -> None:
        await asyncio.sleep(60)

    client, mid = crash_in_mid_turn(serve(), hang)
    asyncio.run(dialogue.remember(client.session, mid))
    assert texts(back(serve(), client), mid) == [SORRY]


def test_a_message_that_kills_the_process_again_and_again_is_given_up(
    serve: Callable[..., Server], dialogue: FakeDialogue
) -> None:
    client, mid = crash_in_mid_turn(serve(), say_one_then_hang)
    for _ in range(2):
        server = serve()
        deadline = time.monotonic() + SECONDS
        begun = len(dialogue.heard)
        while len(dialogue.heard) == begun and time.monotonic() < deadline:
            time.sleep(0.01)
        server.stop()
    last = serve()
    assert texts(back(last, client), mid)[-1] == SORRY
    assert len(dialogue.heard) == 3


def test_what_was_acknowledged_survives_and_a_resend_is_a_duplicate(
    serve: Callable[..., Server],
) -> None:
    first = serve()
    client = first.open()
    mid = client.send("hello")
    client.turn(mid)
    first.stop()
    again = back(serve(), client)
    resent = again.post({"id": mid, "text": "hello"})
    assert resent.json() == {"id": mid, "duplicate": True}
    assert [f.number for f in again.turn(mid)] == [1, 2]
    again.turn(again.send("more"))
    assert first.dialogue.texts() == ["hello", "more"]


def test_open_streams_do_not_hold_up_a_stop(server: Server) -> None:
    client = server.open()
    streams = [client.stream() for _ in range(3)]
    began = time.monotonic()
    server.stop()
    assert time.monotonic() - began < 6
    for stream in streams:
        stream.answer.close()
    with pytest.raises(requests.ConnectionError):
        client.post({"id": str(uuid.uuid4()), "text": "x"})


def test_a_ledger_that_fails_for_a_moment_costs_a_moment(server: Server) -> None:
    client, ledger = server.open(), server.channel.chat._ledger
    working, failed = ledger.append, []

    def fails_twice(*args: Any) -> Any:
        if len(failed) < 2:
            failed.append(1)
            raise OperationalError("INSERT", {}, Exception("the database restarts"))
        return working(*args)

    ledger.append = fails_twice  # type: ignore[method-assign]
    began = time.monotonic()
    assert texts(client, client.send("hello")) == ["you said hello"]
    assert time.monotonic() - began < 10, "only the sweep found it"


async def take_a_second(message: Any) -> None:
    await asyncio.sleep(1)
    await echo(message)


def test_a_hold_is_prolonged_though_the_ledger_failed_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "HOLD_SECONDS", 0.6)
    server.dialogue.script = take_a_second
    client, ledger = server.open(), server.channel.chat._ledger
    working, calls = ledger.keep_holding, []

    def fails_once(*args: Any) -> bool:
        calls.append(args)
        if len(calls) == 1:
            raise OperationalError("UPDATE", {}, Exception("the database restarts"))
        return working(*args)

    ledger.keep_holding = fails_once  # type: ignore[method-assign]
    assert texts(client, client.send("hello")) == ["you said hello"]
    assert len(calls) > 2


def test_a_process_that_lost_its_hold_leaves_the_turn_to_the_other(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "HOLD_SECONDS", 0.3)
    server.dialogue.script = take_a_second
    client, chat = server.open(), server.channel.chat
    mid = client.send("hello")
    deadline = time.monotonic() + SECONDS
    while not server.dialogue.heard and time.monotonic() < deadline:
        time.sleep(0.01)
    # This process stood still; another one has begun the message in the meantime.
    now = time.time()
    chat._ledger.release_all()
    assert chat._ledger.begin_next(client.session, "other", now, now + 60)
    time.sleep(1.3)
    assert chat._ledger.events_after(client.session, 0, 9) == []
    chat._ledger.finish(client.session, mid, "other", time.time())
