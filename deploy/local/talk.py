"""`make talk`: a chat with the assistant in the terminal that shows why it answers so.

Trains first when no model matches the data. Uses the desk and the actions of a running
`make run`; where none runs it starts both, and stops them when the chat is left.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from environment import ROOT, local_environment
from start import (
    BOT_PYTHON,
    answers,
    check_firm,
    check_ports,
    stop_all,
    supervise,
    trained_model,
    wait_until_ready,
)

NEEDED = ("desk", "actions")


def main() -> None:
    """Talk until the chat is left; exits with one sentence when it cannot start."""
    environment = local_environment(dict(os.environ))
    check_firm(environment)
    environment["MODEL"] = trained_model(environment)
    if all(answers(environment, name) for name in NEEDED):
        sys.exit(_talk(environment))
    check_ports(environment, NEEDED)
    print("Starting the desk and the actions …", flush=True)
    supervisor = supervise(environment, with_rasa=False)
    try:
        wait_until_ready(environment, NEEDED, supervisor)
        sys.exit(_talk(environment))
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        stop_all(supervisor)


def _talk(environment: dict[str, str]) -> int:
    command = [str(BOT_PYTHON), "-m", "bot.channels.terminal", environment["MODEL"]]
    chat = subprocess.Popen(command, cwd=ROOT, env=environment)
    # Ctrl-C belongs to the chat, which then ends; this process waits, to clear up.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return chat.wait()
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    main()
