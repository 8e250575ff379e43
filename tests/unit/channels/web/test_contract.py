"""The contract of docs/contracts/chat.md, over HTTP."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.patience import SECONDS
from tests.unit.channels.web.conftest import Client, Server

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def test_a_session_gets_a_token_and_an_id_of_the_servers_making(server: Server) -> None:
    answer = requests.post(f"{server.base}/sessions", timeout=SECONDS)
    assert answer.status_code == 201
    assert set(answer.json()) == {"token", "session"}
    assert uuid.UUID(answer.json()["session"])
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_message_is_taken_run_and_answered(server: Server) -> None:
    client = server.open()
    answer = client.post({"id": (mid := str(uuid.uuid4())), "text": "hello"})
    assert (answer.status_code, answer.json()) == (202, {"id": mid, "duplicate": False})
    first, end = client.turn(mid)
    assert (first.number, first.name) == (1, "message")
    assert first.data == {"text": "you said hello", "in_reply_to": mid}
    assert (end.number, end.name, end.data) == (2, "turn_end", {"in_reply_to": mid})


def test_rasa_gets_the_message_with_its_metadata(server: Server) -> None:
    client = server.open(locale="de-AT")
    mid = client.send("  hello\n")
    client.turn(mid)
    heard = server.dialogue.heard[0]
    assert heard.text == "hello"  # Rasa strips
    assert heard.sender_id == client.session
    assert heard.message_id == mid
    assert heard.input_channel == "webchat"
    assert heard.metadata == {
        "id": mid,
        "text": "  hello\n",
        "typed": True,
        "session": client.session,
        "locale": "de-AT",
    }


def test_the_time_zone_of_a_session_goes_with_each_of_its_messages(
    server: Server,
) -> None:
    abroad, somewhere = server.open(timezone="Asia/Tokyo"), server.open()
    for client in (abroad, abroad, somewhere):
        client.turn(client.send("hello"))
    zones = [heard.metadata.get("timezone") for heard in server.dialogue.heard]
    assert zones == ["Asia/Tokyo", "Asia/Tokyo", None]


@pytest.mark.parametrize(
    "timezone", ["Mars/Olympus", "Europe", "../etc/passwd", "", "x" * 70, "A\0", 60]
)
def test_a_time_zone_that_is_none_is_refused(server: Server, timezone: Any) -> None:
    answer = requests.post(
        f"{server.base}/sessions", json={"timezone": timezone}, timeout=SECONDS
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_timezone")


def test_the_same_id_again_is_a_duplicate_and_never_runs_twice(server: Server) -> None:
    client = server.open()
    mid = client.send("once")
    client.turn(mid)
    again = client.post({"id": mid.upper(), "text": "once"})
    assert (again.status_code, again.json()) == (202, {"id": mid, "duplicate": True})
    client.turn(client.send("last"))
    assert server.dialogue.texts() == ["once", "last"]


def test_two_sessions_may_use_the_same_message_id(server: Server) -> None:
    one, two = server.open(), server.open()
    mid = one.send("from one")
    assert two.post({"id": mid, "text": "from two"}).json()["duplicate"] is False
    assert two.answers(mid)[0]["text"] == "you said from two"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": "no id"}, 422, "not_a_message"),
        ({"id": "7", "text": "no uuid"}, 422, "not_a_message"),
        ({"id": UNKNOWN, "text": 7}, 422, "not_a_message"),
        ({"id": UNKNOWN, "text": "x", "payload": {}}, 422, "not_a_message"),
        ({"id": UNKNOWN, "text": " \n "}, 422, "empty"),
        ({"id": UNKNOWN, "text": "a\0b"}, 422, "unstorable"),
        ({"id": UNKNOWN, "text": "x" * 8001}, 413, "too_long"),
        ({"id": UNKNOWN, "text": "x" * 200_000}, 413, "too_large"),
        (["a list"], 400, "not_json"),
    ],
)
def test_a_wrong_message_is_refused_with_a_reason(
    server: Server, body: Any, status: int, code: str
) -> None:
    answer = server.open().post(body)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["reason"].endswith(".")
    assert server.dialogue.heard == []


@pytest.mark.parametrize(
    "raw", [b"{", b"", b'{"id": "\\ud800"', b"\xff", b"[" * 50_000]
)
def test_a_body_that_is_not_json_is_refused(server: Server, raw: bytes) -> None:
    client = server.open()
    answer = requests.post(
        f"{client.base}/messages", raw, headers=client.headers, timeout=SECONDS
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "not_json")


def test_a_lone_surrogate_is_refused(server: Server) -> None:
    client = server.open()
    raw = f'{{"id": "{UNKNOWN}", "text": "\\ud800"}}'
    answer = requests.post(
        f"{client.base}/messages", raw, headers=client.headers, timeout=SECONDS
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "unstorable")


def test_eight_thousand_astral_characters_are_taken_whole(server: Server) -> None:
    client = server.open()
    text = "\U0001f600" * 8000
    client.turn(client.send(text))
    assert server.dialogue.heard[0].metadata["text"] == text


def test_a_cleared_chat_is_forgotten_everywhere(server: Server) -> None:
    client = server.open()
    client.turn(client.send("hello"))
    assert client.session in server.dialogue.store.store
    with client.stream() as open_stream:
        cleared = requests.delete(
            f"{client.base}/sessions", headers=client.headers, timeout=SECONDS
        )
        assert (cleared.status_code, cleared.text) == (204, "")
        assert [f.name for f in open_stream][-1:] in ([], ["turn_end"])  # and it ends
    assert client.session not in server.dialogue.store.store
    again = client.post({"id": UNKNOWN, "text": "still there?"})
    assert (again.status_code, again.json()["code"]) == (401, "ended")
    stream = requests.get(
        f"{client.base}/events", headers=client.headers, timeout=SECONDS
    )
    assert (stream.status_code, stream.json()["code"]) == (401, "ended")


def test_clearing_in_mid_turn_stops_the_turn(serve: Callable[..., Server]) -> None:
    server = serve()

    async def slow(message: Any) -> None:
        import asyncio

        await asyncio.sleep(30)

    server.dialogue.script = slow
    client = server.open()
    client.send("hello")
    cleared = requests.delete(
        f"{client.base}/sessions", headers=client.headers, timeout=3
    )
    assert cleared.status_code == 204


def test_a_welcome_is_there_before_the_client_types(
    serve: Callable[..., Server],
) -> None:
    server = serve(welcome="/greet")
    client = server.open()
    mid = client.send("hello")
    frames = client.turn(mid)
    assert [f.data.get("text") for f in frames] == [
        "you said /greet",
        None,
        "you said hello",
        None,
    ]
    greeting = server.dialogue.heard[0].metadata
    assert (greeting["typed"], greeting["text"]) == (False, "")
    assert greeting["id"] == frames[0].data["in_reply_to"]


def _options(client: Client, origin: str) -> requests.Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return requests.options(f"{client.base}/messages", headers=headers, timeout=SECONDS)


def test_only_configured_origins_may_read_and_write(
    serve: Callable[..., Server],
) -> None:
    server = serve(origins=["https://www.example.com/"])
    client = server.open()
    friend = _options(client, "https://www.example.com")
    assert friend.headers["Access-Control-Allow-Origin"] == "https://www.example.com"
    assert "Authorization" in friend.headers["Access-Control-Allow-Headers"]
    taken = client.post(
        {"id": str(uuid.uuid4()), "text": "x"}, Origin="https://www.example.com"
    )
    assert taken.status_code == 202
    assert "Redress-Token" in taken.headers["Access-Control-Expose-Headers"]

    stranger = _options(client, "https://www.example.net")
    assert "Access-Control-Allow-Origin" not in stranger.headers
    refused = client.post(
        {"id": str(uuid.uuid4()), "text": "y"}, Origin="https://www.example.net"
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "origin")
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_the_servers_own_page_needs_no_origin_entry(server: Server) -> None:
    own = {"Origin": f"http://127.0.0.1:{server.port}"}
    assert (
        requests.post(
            f"{server.base}/sessions", headers=own, timeout=SECONDS
        ).status_code
        == 201
    )
