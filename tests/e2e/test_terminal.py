"""`make talk` against the running desk and actions: a complaint filed in the terminal."""

from __future__ import annotations

import subprocess

from tests.patience import SECONDS
from tests.system import ROOT, System

TALK = ROOT / "deploy" / "local" / "talk.py"
DESK_PYTHON = ROOT / ".venv" / "desk" / "bin" / "python"
LINES = (
    "/submit",
    "Make a complaint",
    "terminal@example.com",
    "No account",
    "Ida Quill",
    "Portugal",
    "crypto withdrawal",
    "You stopped my withdrawal on 3 March 2026 and nobody answers me",
    "No ticket",
    "Nobody",
    "Nothing yet",
    "Leave it out",
    "Submit complaint",
    "/quit",
)


def test_a_complaint_is_filed_in_the_terminal_and_every_answer_explained(
    system: System,
) -> None:
    done = subprocess.run(
        [str(DESK_PYTHON), str(TALK)],
        cwd=ROOT,
        env=system.environment,
        input="\n".join(LINES),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS * 6,
    )
    assert done.returncode == 0, done.stderr
    shown = done.stdout
    assert "Starting" not in shown  # the system's own desk and actions are used
    assert "automated complaints assistant" in shown
    assert "triage      complaint: complaint" in shown
    assert "actions     complaint_form" in shown
    assert 'country = "PT"' in shown
    reference = shown.partition("reference: ")[2].split()[0]
    entry = system.register_entry(reference)
    assert entry["email"] == "terminal@example.com"
    assert entry["description"] == LINES[7]
    assert "terminal@example.com" not in done.stderr
