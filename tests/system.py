"""The real system on free ports: desk, actions and assistant, as `make run` starts them."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.patience import SECONDS

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "deploy" / "local" / "start.py"
START_SECONDS = 300
# Columns of the register that SQLite keeps as JSON; all others are text to the letter.
JSON_COLUMNS = {"ticket_numbers", "occurred", "individuals", "flags"}


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class System:
    """A running Redress with its own folder; `stop()` ends it."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        ports = {
            n: str(free_port()) for n in ("CHAT_PORT", "ACTIONS_PORT", "DESK_PORT")
        }
        self.environment = {**os.environ, **ports, "VAR_DIR": str(var), **environment}
        self.chat_url = f"http://127.0.0.1:{self.environment['CHAT_PORT']}"
        self.desk_url = f"http://127.0.0.1:{self.environment['DESK_PORT']}"
        self._output = (var / "start.txt").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [str(ROOT / ".venv" / "desk" / "bin" / "python"), str(START)],
            cwd=ROOT,
            env=self.environment,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait_for("Redress is ready")

    def stop(self) -> None:
        """Presses Ctrl-C, as a person would."""
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGINT)
            self._process.wait(timeout=SECONDS)
        self._output.close()

    def output(self) -> str:
        """The output of `make run` so far."""
        return (self.var / "start.txt").read_text(encoding="utf-8")

    def process_id(self, name: str) -> int:
        """The process id of "desk", "actions" or "rasa"."""
        command = {"desk": "-m desk", "actions": "-m actions", "rasa": "-m rasa"}[name]
        supervisor = int((self.var / "supervisor.pid").read_text())
        listed = subprocess.run(
            ["ps", "--ppid", str(supervisor), "-o", "pid=,args="],
            capture_output=True,
            text=True,
            check=True,
        )
        for line in listed.stdout.splitlines():
            pid, _, args = line.strip().partition(" ")
            if command in args:
                return int(pid)
        raise LookupError(f"{name} is not running")

    def complaints(self, conversation: str) -> list[dict[str, Any]]:
        """The complaints of one chat, oldest first, read from the register's database.

        `notes` of each are the texts that were added to it after it was filed.
        """
        return self._register("conversation", conversation)

    def register_entry(self, reference: str) -> dict[str, Any]:
        """The complaint with this reference, read from the register's database."""
        (entry,) = self._register("reference", reference)
        return entry

    def mail_for(self, reference: str, seconds: float = SECONDS) -> EmailMessage:
        """The acknowledgement of a complaint, once the desk has sent it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for path in (self.var / "mail").glob("*.eml"):
                mail = message_from_bytes(path.read_bytes(), policy=policy.default)
                if reference in str(mail["Subject"]):
                    return mail
            time.sleep(0.1)
        raise AssertionError(f"no mail about {reference} in {seconds} s")

    def _register(self, column: str, value: str) -> list[dict[str, Any]]:
        register = sqlite3.connect(f"file:{self.var}/desk.db?mode=ro", uri=True)
        try:
            register.row_factory = sqlite3.Row
            found = register.execute(
                f"SELECT * FROM complaints WHERE {column} = ? ORDER BY id", (value,)
            ).fetchall()
            notes = {
                row["id"]: register.execute(
                    "SELECT text FROM notes WHERE complaint_id = ? ORDER BY id",
                    (row["id"],),
                ).fetchall()
                for row in found
            }
            return [
                {**_complaint(row), "notes": [text for (text,) in notes[row["id"]]]}
                for row in found
            ]
        finally:
            register.close()

    def _wait_for(self, words: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while words not in self.output():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Redress did not start:\n{self.output()}")
            time.sleep(0.2)


def _complaint(row: sqlite3.Row) -> dict[str, Any]:
    found = dict(row)
    for name in JSON_COLUMNS & found.keys():
        if found[name] is not None:
            found[name] = json.loads(found[name])
    return found
