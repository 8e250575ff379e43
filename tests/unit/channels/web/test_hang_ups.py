"""A client that hangs up in mid-request leaves nothing half done."""

import socket
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from tests.patience import SECONDS
from tests.unit.channels.web.conftest import Client, Server


def hang_up(server: Server, client: Client, method: str, path: str, body: str) -> None:
    """Sends a whole request, and hangs up before there is an answer."""
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(
            (
                f"{method} /webhooks/webchat{path} HTTP/1.1\r\nHost: chat.example.com\r\n"
                f"Authorization: Bearer {client.token}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            ).encode()
        )
        time.sleep(0.1)


def slowly(work: Callable[..., Any], done: threading.Event) -> Callable[..., Any]:
    """The work made slow, as by a ledger that takes its time in its own thread."""

    def slow(*args: Any) -> Any:
        time.sleep(0.3)
        try:
            return work(*args)
        finally:
            done.set()

    return slow


def test_a_message_runs_and_is_told_though_its_sender_is_gone(server: Server) -> None:
    client, mid, taken = server.open(), str(uuid.uuid4()), threading.Event()
    ledger = server.channel.chat._ledger
    ledger.take = slowly(ledger.take, taken)  # type: ignore[method-assign]
    with client.stream(query="&history=1") as other_tab:
        hang_up(
            server, client, "POST", "/messages", f'{{"id": "{mid}", "text": "hello"}}'
        )
        began = time.monotonic()
        frames = other_tab.until_end_of(mid)
    assert [f.name for f in frames] == ["said", "message", "turn_end"]
    assert time.monotonic() - began < 10, "only the sweep found it"
    assert taken.is_set()


def test_a_chat_is_cleared_everywhere_though_its_client_is_gone(server: Server) -> None:
    client = server.open()
    client.answers(client.send("hello"))
    deleted = threading.Event()
    ledger = server.channel.chat._ledger
    ledger.delete_session = slowly(  # type: ignore[method-assign]
        ledger.delete_session, deleted
    )
    hang_up(server, client, "DELETE", "/sessions", "")
    assert deleted.wait(SECONDS)
    deadline = time.monotonic() + SECONDS
    while remembered(server, client) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not remembered(server, client)


def remembered(server: Server, client: Client) -> bool:
    tracker: DialogueStateTracker | None = server.run(
        server.dialogue.store.retrieve(client.session)
    )
    return tracker is not None
