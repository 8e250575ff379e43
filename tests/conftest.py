"""The real system, started once for all tests that talk to it, and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.gate import Gate
from tests.host import Host
from tests.patience import MILLISECONDS
from tests.system import System, free_port

CHROMIUM = shutil.which("chromium")

expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="session")
def gate() -> Iterator[Gate]:
    """The wire between the actions and the desk, which faults tests can cut."""
    gate = Gate()
    yield gate
    gate.close()


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """A web server of a firm's own, whose pages embed the chat."""
    host = Host()
    yield host
    host.close()


@pytest.fixture(scope="session")
def system(
    tmp_path_factory: pytest.TempPathFactory, gate: Gate, host: Host
) -> Iterator[System]:
    """Desk, actions and assistant as `make run` starts them, on free ports."""
    desk_port = free_port()
    gate.lead_to(desk_port)
    system = System(
        Path(tmp_path_factory.mktemp("redress")),
        DESK_PORT=str(desk_port),
        DESK_URL=gate.url,
        CHAT_ORIGINS=host.allowed,
    )
    yield system
    system.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Without one: a loud skip, or a failure in CI."""
    if CHROMIUM is None:
        reason = "SKIPPED: no Chromium (Debian: apt install chromium), no browser tests"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()
