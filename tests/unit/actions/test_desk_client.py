"""Each way in which the desk can fail is told apart."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from actions.register.client import (
    Acknowledgement,
    AcknowledgementAgain,
    CaseStanding,
    DeskClient,
    DeskConflict,
    DeskEnded,
    DeskRefused,
    DeskUnavailable,
    Receipt,
    WithdrawalRequest,
)

ANSWER = {
    "reference": "KR-1234-5678",
    "status": "received",
    "received_at": "2026-03-03T10:00:00Z",
    "acknowledge_by": "2026-03-05",
    "resolve_by": "2026-03-12",
}


class Desk(BaseHTTPRequestHandler):
    """Answers with the status and bytes that the test set; remembers the request."""

    status = 201
    body = b""
    seconds = 0.0
    seen: ClassVar[dict[str, Any]] = {}

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        type(self).seen = {
            "path": self.path,
            "key": self.headers["Idempotency-Key"],
            "authorization": self.headers["Authorization"],
            "body": json.loads(self.rfile.read(length)),
        }
        time.sleep(self.seconds)
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def url() -> Iterator[str]:
    Desk.status, Desk.body, Desk.seconds = 201, json.dumps(ANSWER).encode(), 0.0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _file(url: str, seconds: float = 5) -> Receipt:
    client = DeskClient(url, "a-token", answer_seconds=seconds)
    return asyncio.run(client.file_complaint("a-key", {"email": "a@example.com"}))


@pytest.mark.parametrize("status", [200, 201])
def test_a_receipt_is_read(url: str, status: int) -> None:
    Desk.status = status
    assert _file(url) == Receipt(
        "KR-1234-5678", "2026-03-03T10:00:00Z", "2026-03-05", "2026-03-12"
    )
    assert Desk.seen["key"] == "a-key"
    assert Desk.seen["authorization"] == "Bearer a-token"
    assert Desk.seen["body"] == {"email": "a@example.com"}


def test_a_refused_connection_is_told() -> None:
    with pytest.raises(DeskUnavailable):
        _file("http://127.0.0.1:1")


def test_a_slow_desk_is_told(url: str) -> None:
    Desk.seconds = 0.5
    with pytest.raises(DeskUnavailable):
        _file(url, seconds=0.1)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, DeskRefused),
        (401, DeskUnavailable),
        (409, DeskConflict),
        (422, DeskRefused),
        (500, DeskUnavailable),
        (503, DeskUnavailable),
        (302, DeskUnavailable),
    ],
)
def test_each_status_has_its_meaning(
    url: str, status: int, error: type[Exception]
) -> None:
    Desk.status = status
    with pytest.raises(error):
        _file(url)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"reference": "x"}'])
def test_garbage_is_no_receipt(url: str, body: bytes) -> None:
    Desk.body = body
    with pytest.raises(DeskUnavailable):
        _file(url)


def test_events_are_taken_with_202_and_an_older_desk_refuses_them(url: str) -> None:
    event = {"id": "1", "kind": "started", "subject": "", "conversation": "c"}
    client = DeskClient(url, "secret")
    Desk.status = 202
    client.report_events([event])
    assert Desk.seen["path"] == "/api/v1/events"
    assert Desk.seen["body"] == {"events": [event]}
    for status, failure in (
        (404, DeskRefused),
        (422, DeskRefused),
        (503, DeskUnavailable),
    ):
        Desk.status = status
        with pytest.raises(failure):
            client.report_events([event])


def _answers(status: int, told: object) -> None:
    Desk.status, Desk.body = status, json.dumps(told).encode()


@pytest.mark.parametrize(
    "told", [None, {"state": "sent", "at": "2026-03-03T10:00:07Z"}]
)
def test_the_status_says_whether_the_acknowledgement_has_gone(
    url: str, told: dict[str, str] | None
) -> None:
    _answers(200, ANSWER | {"acknowledgement": told})
    standing = asyncio.run(DeskClient(url, "t").status("KR-1", "a@example.com"))
    assert isinstance(standing, CaseStanding)
    assert standing.status == "received"
    assert standing.acknowledgement == (told and Acknowledgement(**told))


def test_an_older_desk_says_nothing_of_the_acknowledgement(url: str) -> None:
    standing = asyncio.run(DeskClient(url, "t").status("KR-1", "a@example.com"))
    assert standing
    assert standing.acknowledgement is None


def _withdraw(url: str) -> WithdrawalRequest | None:
    client = DeskClient(url, "t")
    return asyncio.run(
        client.request_withdrawal("a-key", "KR-1", "a@example.com", "Drop it.")
    )


def test_a_request_to_withdraw_gets_its_receipt(url: str) -> None:
    told = {"reference": "KR-1", "status": "investigating", "asked_at": "2026-03-03"}
    _answers(201, told)
    assert _withdraw(url) == WithdrawalRequest(**told)
    assert (Desk.seen["path"], Desk.seen["key"]) == ("/api/v1/withdrawals", "a-key")
    assert Desk.seen["body"] == {
        "reference": "KR-1",
        "email": "a@example.com",
        "text": "Drop it.",
    }
    Desk.status = 404
    assert _withdraw(url) is None


def test_a_complaint_that_has_ended_is_told_with_its_stage(url: str) -> None:
    _answers(409, {"type": "urn:redress:problem:complaint-ended", "stage": "closed"})
    with pytest.raises(DeskEnded) as ended:
        _withdraw(url)
    assert ended.value.stage == "closed"


@pytest.mark.parametrize(
    ("status", "told", "error"),
    [
        (
            409,
            {"type": "urn:redress:problem:idempotency-key-reused"},
            DeskConflict,
        ),
        (409, [], DeskConflict),
        (201, {}, DeskUnavailable),
        (422, {}, DeskRefused),
        (429, {}, DeskUnavailable),
    ],
)
def test_other_failures_of_a_request_are_told_apart(
    url: str, status: int, told: object, error: type[Exception]
) -> None:
    _answers(status, told)
    with pytest.raises(error):
        _withdraw(url)


def _again(url: str) -> AcknowledgementAgain | None:
    client = DeskClient(url, "t")
    return asyncio.run(client.send_acknowledgement_again("KR-1", "a@example.com"))


@pytest.mark.parametrize(("status", "fresh"), [(202, True), (200, False)])
@pytest.mark.parametrize("again_at", [None, "2026-03-03T10:10:00Z"])
def test_it_is_told_whether_the_acknowledgement_goes_again(
    url: str, status: int, fresh: bool, again_at: str | None
) -> None:
    _answers(status, {"state": "sent", "at": "2026-03-03", "again_at": again_at})
    assert _again(url) == AcknowledgementAgain("sent", "2026-03-03", fresh, again_at)
    assert Desk.seen["path"] == "/api/v1/acknowledgements"
    Desk.status = 404
    assert _again(url) is None


def test_garbage_is_no_answer_about_the_acknowledgement(url: str) -> None:
    _answers(200, {"state": "sent"})
    with pytest.raises(DeskUnavailable):
        _again(url)
