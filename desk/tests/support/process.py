"""The desk as operators run it: a process of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from desk.models.keyring import new_key
from desk.tests.support.filing import TOKEN

ROOT = Path(__file__).parents[3]
# With DESK_TEST_SEALED=1 every register of the suite is sealed, with this key.
KEYS = new_key() if os.environ.get("DESK_TEST_SEALED") else ""


def environment(var: Path, **more: str) -> dict[str, str]:
    """What a desk needs to start with its files in `var`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "DESK_TOKEN": TOKEN,
        "VAR_DIR": str(var),
        # What it leaves when it is killed goes with the test's folder.
        "TMPDIR": str(var),
        "FIRM_FILE": str(ROOT / "firm.yml"),
        **({"DESK_ENCRYPTION_KEYS": KEYS} if KEYS else {}),
        **more,
    }


def free_port() -> int:
    """A port that nothing listened on a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class DeskProcess:
    """`python -m desk`, up and answering; its log in `var/desk.log`."""

    def __init__(self, var: Path, **more: str) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        var.mkdir(exist_ok=True)
        self._log = (var / "desk.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desk"],
            cwd=ROOT,
            env=environment(var, DESK_PORT=str(port), **more),
            stdout=self._log,
            stderr=self._log,
        )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end and self.process.poll() is None:
            try:
                httpx2.get(f"{self.address}/healthz", timeout=1).raise_for_status()
            except httpx2.HTTPError:
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise AssertionError("the desk did not start")

    def kill(self) -> None:
        """Ends it at once, in the middle of whatever it does (SIGKILL)."""
        self.process.kill()
        self.process.wait()
        self._log.close()

    def stop(self) -> int:
        """Ends it as an operator does (SIGTERM); gives its exit code."""
        self.process.terminate()
        code = self.process.wait(timeout=20)
        self._log.close()
        return code
