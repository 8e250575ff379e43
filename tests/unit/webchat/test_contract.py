"""The contract of the design, over HTTP."""

import uuid

import requests

from tests.unit.webchat.conftest import Server


def test_a_session_is_created_with_a_token_and_an_id_of_the_servers_making(server: Server) -> None:
    answer = requests.post(f"{server.base}/sessions", timeout=5)
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


def test_the_same_id_again_is_a_duplicate_and_never_runs_twice(server: Server) -> None:
    client = server.open()
    mid = client.send("once")
    client.turn(mid)
    again = client.post({"id": mid.upper(), "text": "once"})
    assert (again.status_code, again.json()) == (202, {"id": mid, "duplicate": True})
    last = client.send("last")
    client.turn(last)
    assert server.dialogue.texts() == ["once", "last"]
