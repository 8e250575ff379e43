"""The desk alone, with people who may sign in to its console."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page

from tests.patience import SECONDS
from tests.system import ROOT, free_port

PYTHON = ROOT / ".venv" / "desk" / "bin" / "python"
PASSWORD = "purple-lamp-window"


class DeskAlone:
    """`python -m desk` on a free port with a folder of its own; `stop()` ends it."""

    def __init__(self, var: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        token = secrets.token_urlsafe(32)
        self.bearer = {"Authorization": f"Bearer {token}"}
        self.environment = {
            **os.environ,
            "DESK_PORT": str(port),
            "DESK_TOKEN": token,
            "DESK_DB_URL": f"sqlite:///{var / 'desk.db'}",
            "VAR_DIR": str(var),
            "FIRM_FILE": str(ROOT / "firm.yml"),
            "PYTHONPATH": str(ROOT),
        }
        self._log = (var / "desk.log").open("wb")
        self._process = subprocess.Popen(
            [str(PYTHON), "-m", "desk"],
            cwd=ROOT,
            env=self.environment,
            stdout=self._log,
            stderr=self._log,
        )
        self._wait()

    def add(self, email: str, name: str, role: str) -> None:
        """Adds a person who may sign in with PASSWORD, by the operator's command."""
        arguments = ["add", "--email", email, "--name", name, "--role", role]
        subprocess.run(
            [str(PYTHON), "-m", "desk", "staff", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=f"{PASSWORD}\n",
            text=True,
            check=True,
            capture_output=True,
        )

    def stop(self) -> None:
        """Stops the desk as an operator does."""
        self._process.terminate()
        self._process.wait(timeout=SECONDS)
        self._log.close()

    def _wait(self) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError("the desk did not start; see desk.log")


def sign_in(page: Page, url: str, email: str, password: str = PASSWORD) -> None:
    """Types into the sign-in page and presses Enter."""
    page.goto(f"{url}/console/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
