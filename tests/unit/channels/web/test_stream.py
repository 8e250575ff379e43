"""The event stream: numbered, replayed from any point, kept alive."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests

from bot.chat.hub import MOST_NEWS, Listener
from bot.chat.records import Event
from tests.patience import SECONDS
from tests.unit.channels.web.conftest import Server, Stream


async def three(message: Any) -> None:
    for text in ("one", "two", "three"):
        await message.output_channel.send_response(message.sender_id, {"text": text})


def test_a_replay_gives_what_came_after_a_number(server: Server) -> None:
    server.dialogue.script = three
    client = server.open()
    mid = client.send("count")
    assert [f.number for f in client.turn(mid)] == [1, 2, 3, 4]
    with client.stream(after=2) as stream:
        rest = stream.until_end_of(mid)
    assert [(f.number, f.data.get("text")) for f in rest] == [(3, "three"), (4, None)]


def test_last_event_id_counts_when_it_is_further_than_after(server: Server) -> None:
    server.dialogue.script = three
    client = server.open()
    mid = client.send("count")
    client.turn(mid)
    with client.stream(after=1, **{"Last-Event-ID": "3"}) as stream:
        assert [f.number for f in stream.until_end_of(mid)] == [4]


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9999999999"])
def test_a_wrong_position_is_refused(server: Server, after: str) -> None:
    client = server.open()
    answer = requests.get(
        f"{client.base}/events?after={after}", headers=client.headers, timeout=SECONDS
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_position")


def test_an_open_stream_hears_of_news_at_once(server: Server) -> None:
    client = server.open()
    with client.stream() as stream:
        mid = client.send("hello")
        began = time.monotonic()
        stream.until_end_of(mid)
        assert time.monotonic() - began < 1


def test_typing_comes_without_a_number_before_the_answer(server: Server) -> None:
    async def slow(message: Any) -> None:
        import asyncio

        await asyncio.sleep(0.1)
        await three(message)

    server.dialogue.script = slow
    client = server.open()
    with client.stream() as stream:
        mid = client.send("hello")
        first = next(iter(stream))
    assert (first.name, first.number, first.data) == (
        "typing",
        None,
        {"in_reply_to": mid},
    )


def test_a_quiet_stream_has_heartbeats(serve: Callable[..., Server]) -> None:
    client = serve(heartbeat_seconds=0.05).open()
    with client.stream() as stream:
        frames = iter(stream)
        assert [next(frames).name for _ in range(3)] == ["", "", ""]


def test_two_streams_of_a_session_hear_the_same(server: Server) -> None:
    server.dialogue.script = three
    client = server.open()
    heard: dict[int, list[Any]] = {}
    streams = [client.stream(), client.stream()]
    mid = client.send("count")

    def listen(place: int, stream: Stream) -> None:
        heard[place] = [(f.number, f.data) for f in stream.until_end_of(mid)]

    threads = [
        threading.Thread(target=listen, args=pair) for pair in enumerate(streams)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert len(heard[0]) == 4
    assert heard[0] == heard[1]


def test_a_stream_too_many_closes_the_oldest(server: Server) -> None:
    client = server.open()
    streams = [client.stream() for _ in range(9)]
    assert list(streams[0]) == []  # it ended
    mid = client.send("hello")
    assert streams[8].until_end_of(mid)
    for stream in streams:
        stream.answer.close()


def test_history_puts_the_clients_words_where_they_were_said(server: Server) -> None:
    client = server.open()
    first = client.send("my password is hunter2")
    client.turn(first)
    second = client.send("and then")
    frames = client.turn(second, "&history=1")
    assert [(f.name, f.number) for f in frames] == [
        ("said", None),
        ("message", 1),
        ("message", 2),
        ("turn_end", 3),
        ("said", None),
        ("message", 4),
        ("turn_end", 5),
    ]
    assert frames[0].data["id"] == first
    assert frames[0].data["text"] == "my password is [removed: password]"
    assert frames[0].data["typed"] is True
    assert frames[1].data["at"].endswith("+00:00")


def test_history_after_a_number_repeats_no_older_words(server: Server) -> None:
    client = server.open()
    client.turn(client.send("first"))
    second = client.send("second")
    client.turn(second)
    with client.stream(after=2, query="&history=1") as stream:
        said = [f.data["text"] for f in stream.until_end_of(second) if f.name == "said"]
    assert said == ["second"]


def test_one_session_hears_nothing_of_another(server: Server) -> None:
    one, two = server.open(), server.open()
    one.turn(one.send("mine"))
    frames = two.turn(two.send("theirs"))
    assert [f.data["text"] for f in frames if f.name == "message"] == [
        "you said theirs"
    ]


def test_a_line_that_is_stuck_gathers_no_news_without_end() -> None:
    listener = Listener()
    for number in range(1, 1_000):
        listener.tell(Event(number, "message", {"text": "x"}, 0.0))
    news = listener.heard()
    assert len(news) <= MOST_NEWS
    assert news[0] is None, "what was dropped is in the ledger"
