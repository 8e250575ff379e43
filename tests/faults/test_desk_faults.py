"""The desk fails between review and submit: nothing is lost, nothing is filed twice."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
import requests

from tests.chat import COMPLAINT, Chat
from tests.complaint import said
from tests.gate import Gate
from tests.patience import SECONDS
from tests.system import System


@pytest.fixture(autouse=True)
def open_again(gate: Gate) -> Iterator[None]:
    yield
    gate.mode = "open"


def _reviewed(system: System) -> Chat:
    chat = Chat(system.chat_url)
    for text in COMPLAINT:
        answer = chat.type(text)
    assert answer.card("review"), answer.text
    return chat


def test_desk_killed_before_submit_and_back_later_files_once(
    system: System, gate: Gate
) -> None:
    chat = _reviewed(system)
    gate.mode = "refuse"
    os.kill(system.process_id("desk"), signal.SIGKILL)
    failed = chat.press("Submit complaint")
    assert "not confirmed as filed" in failed.text
    assert failed.asks == "submit"
    assert failed.card("receipt") is None
    gate.mode = "open"
    _wait_for_desk(system)
    filed = chat.press("Try again")
    assert filed.card("receipt"), filed.text
    assert len(system.complaints(chat.session)) == 1


def test_answer_lost_after_the_commit_then_retry_gives_the_same_reference(
    system: System, gate: Gate
) -> None:
    chat = _reviewed(system)
    gate.mode = "swallow"
    failed = chat.press("Submit complaint")
    assert "not confirmed as filed" in failed.text
    committed = system.complaints(chat.session)
    assert len(committed) == 1
    gate.mode = "open"
    receipt = chat.press("Try again").card("receipt")
    assert receipt
    assert receipt["reference"] == committed[0]["reference"]
    assert len(system.complaints(chat.session)) == 1


def test_a_change_after_a_lost_answer_is_told_and_not_filed_twice(
    system: System, gate: Gate
) -> None:
    chat = _reviewed(system)
    gate.mode = "swallow"
    chat.press("Submit complaint")
    gate.mode = "open"
    chat.press("Edit country")
    assert chat.type("Spain").card("review")
    filed = chat.press("Submit complaint")
    assert filed.card("receipt"), filed.text
    assert "as it stood then" in filed.text
    complaints = system.complaints(chat.session)
    filed_first = said("country").kept
    assert [complaint["country"] for complaint in complaints] == [filed_first]


def test_a_process_that_dies_is_restarted(system: System) -> None:
    chat = Chat(system.chat_url)
    dead = system.process_id("actions")
    os.kill(dead, signal.SIGKILL)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            url = f"http://127.0.0.1:{system.environment['ACTIONS_PORT']}/health"
            if requests.get(url, timeout=5).ok and system.process_id("actions") != dead:
                break
        except (requests.RequestException, LookupError):
            time.sleep(0.2)
    assert chat.type("I want to make a complaint").asks == "email"


def _wait_for_desk(system: System, seconds: float = SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if requests.get(f"{system.desk_url}/healthz", timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise AssertionError("the desk did not come back")
