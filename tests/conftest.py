"""The real system, started once for all tests that talk to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gate import Gate
from tests.system import System, free_port


@pytest.fixture(scope="session")
def gate() -> Iterator[Gate]:
    """The wire between the actions and the desk, which faults tests can cut."""
    gate = Gate()
    yield gate
    gate.close()


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, gate: Gate) -> Iterator[System]:
    """Desk, actions and assistant as `make run` starts them, on free ports."""
    desk_port = free_port()
    gate.lead_to(desk_port)
    system = System(
        Path(tmp_path_factory.mktemp("redress")),
        DESK_PORT=str(desk_port),
        DESK_URL=gate.url,
    )
    yield system
    system.stop()
