"""Turns: in order, never silent, obeying only what was offered."""

import asyncio
import logging
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from bot.chat.sentences import load_sentences
from tests.unit.channels.web.conftest import Server, echo

SORRY = load_sentences().could_not_answer
YES = '/affirm{"sure": "ja \u00e9"}'


async def nothing(message: Any) -> None:
    pass


async def offer(message: Any) -> None:
    await message.output_channel.send_response(
        message.sender_id,
        {
            "text": "Sure?",
            "buttons": [{"title": "Yes, send it", "payload": YES}],
            "custom": {
                "card": {
                    "type": "review",
                    "rows": [
                        {
                            "slot": "email",
                            "label": "E-mail",
                            "value": "a@example.com",
                            "edit_payload": "/edit",
                        }
                    ],
                }
            },
        },
    )


def test_messages_of_a_session_run_one_after_another_in_order(server: Server) -> None:
    running, most = [], []

    async def slow(message: Any) -> None:
        running.append(message.text)
        most.append(len(running))
        await asyncio.sleep(0.01)
        running.remove(message.text)
        await echo(message)

    server.dialogue.script = slow
    client = server.open()
    ids = [client.send(f"message {n}") for n in range(20)]
    frames = client.turn(ids[-1])
    assert max(most) == 1
    ends = [f.data["in_reply_to"] for f in frames if f.name == "turn_end"]
    assert ends == ids
    assert [f.number for f in frames] == list(range(1, 41))
    assert server.dialogue.texts() == [f"message {n}" for n in range(20)]


def test_sessions_do_not_wait_for_each_other(server: Server) -> None:
    release = threading.Event()

    async def wait(message: Any) -> None:
        while message.text == "stuck" and not release.is_set():
            await asyncio.sleep(0.01)
        await echo(message)

    server.dialogue.script = wait
    stuck, free = server.open(), server.open()
    held = stuck.send("stuck")
    assert free.answers(free.send("quick"))[0]["text"] == "you said quick"
    release.set()
    assert stuck.answers(held)


def test_the_same_id_from_many_at_once_runs_once(server: Server) -> None:
    client = server.open()
    mid = str(uuid.uuid4())
    answers: list[Any] = []

    def post() -> None:
        answers.append(client.post({"id": mid, "text": "hello"}).json()["duplicate"])

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    client.turn(mid)
    assert sorted(answers) == [False] + [True] * 7
    assert server.dialogue.texts() == ["hello"]


def test_a_dialogue_that_says_nothing_gets_a_sentence(server: Server) -> None:
    server.dialogue.script = nothing
    client = server.open()
    assert [a["text"] for a in client.answers(client.send("hello"))] == [SORRY]


def test_a_dialogue_that_raises_gets_a_sentence_and_the_next_message_runs(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(message: Any) -> None:
        await echo(message)
        raise ValueError(f"cannot work on {message.text}")

    server.dialogue.script = fail
    client = server.open()
    with caplog.at_level(logging.DEBUG):
        texts = [a["text"] for a in client.answers(client.send("zebra"))]
    assert texts == ["you said zebra", SORRY]
    assert "ValueError" in caplog.text
    assert (
        "zebra" not in caplog.text
    )  # nor does any other word of a client's reach a log
    server.dialogue.script = echo
    assert client.answers(client.send("again"))[0]["text"] == "you said again"


def test_a_dialogue_that_takes_too_long_gets_a_sentence(
    serve: Callable[..., Server],
) -> None:
    async def hang(message: Any) -> None:
        await asyncio.sleep(30)

    server = serve(turn_seconds=0.05)
    server.dialogue.script = hang
    client = server.open()
    assert [a["text"] for a in client.answers(client.send("hello"))] == [SORRY]


@pytest.mark.parametrize(
    "text", ["/submit", " /submit", "\n/restart", "/affirm{}", "/"]
)
def test_a_typed_slash_is_text(server: Server, text: str) -> None:
    client = server.open()
    client.turn(client.send(text))
    heard = server.dialogue.heard[0]
    assert heard.text == f"\u2060{text.strip()}"
    assert not str(heard.text).strip().startswith("/")
    assert (heard.metadata["text"], heard.metadata["typed"]) == (text, True)


def test_a_payload_that_was_offered_is_obeyed_with_the_words_on_its_button(
    server: Server,
) -> None:
    server.dialogue.script = offer
    client = server.open()
    client.turn(client.send("hello"))
    pressed = client.press(YES, "whatever the page says")
    assert pressed.status_code == 202
    client.turn(pressed.json()["id"])
    edited = client.press("/edit")
    client.turn(edited.json()["id"])
    press, edit = server.dialogue.heard[1:]
    assert (press.text, press.metadata["text"], press.metadata["typed"]) == (
        YES,
        "Yes, send it",
        False,
    )
    assert (edit.text, edit.metadata["text"]) == ("/edit", "Edit E-mail")


def test_a_payload_that_was_not_offered_is_refused(server: Server) -> None:
    server.dialogue.script = offer
    other = server.open()
    other.turn(other.send("hello"))
    client = server.open()
    for payload in (YES, "/edit", "/restart", "hello"):
        refused = client.press(payload, "Yes, send it")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_offered")
    assert len(server.dialogue.heard) == 1


def test_a_secret_is_cut_before_anybody_reads_it_and_the_client_is_told(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    client = server.open()
    with caplog.at_level(logging.DEBUG):
        mid = client.send("pay 4111 1111 1111 1111 back")
        answers = client.answers(mid)
    heard = server.dialogue.heard[0]
    assert heard.text == heard.metadata["text"] == "pay [removed: card number] back"
    assert "card number" in answers[0]["text"]
    assert len(answers) == 2
    assert "4111" not in caplog.text
    ledger = server.settings.database_url.removeprefix("sqlite:///")
    for suffix in ("", "-wal"):
        with open(ledger + suffix, "rb") as file:
            assert b"4111 1111" not in file.read()


def test_what_is_said_after_a_turn_answers_no_message(server: Server) -> None:
    kept: list[Any] = []

    async def keep(message: Any) -> None:
        kept.append(message.output_channel)
        await echo(message)

    server.dialogue.script = keep
    client = server.open()
    mid = client.send("remind me")
    client.turn(mid)
    server.run(kept[0].send_text_message(client.session, "It is time."))
    server.run(
        server.channel.get_output_channel().send_text_message(client.session, "Really.")
    )
    with client.stream(after=2) as stream:
        frames = iter(stream)
        assert [next(frames).data for _ in range(2)] == [
            {"text": "It is time."},
            {"text": "Really."},
        ]
