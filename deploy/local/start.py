"""`make run`: starts the desk, the actions and the assistant under one supervisor.

Trains first when no model matches the data, waits until all three answer, prints the
page's address, and stops all of them on Ctrl-C. A process that dies is restarted.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from environment import ROOT, local_environment

sys.path.insert(0, str(ROOT))

from firm import FirmError, check_topics, load_firm, topics_in

BOT_PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"
SUPERVISOR = Path(sys.executable).parent / "supervisord"
CONFIGURATION = Path(__file__).parent / "supervisord.conf"
READY_SECONDS = 180
# Each process: the variable of its port, and an address that it answers.
SERVED = {
    "desk": ("DESK_PORT", "/healthz"),
    "actions": ("ACTIONS_PORT", "/health"),
    "rasa": ("CHAT_PORT", "/webhooks/webchat/"),
}


def main() -> None:
    """Run until stopped; exits with one sentence when it cannot start."""
    environment = local_environment(dict(os.environ))
    check_firm(environment)
    check_ports(environment, SERVED)
    environment["MODEL"] = trained_model(environment)
    print("Starting the desk, the actions and the assistant …", flush=True)
    supervisor = supervise(environment, with_rasa=True)

    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    # A shell starts background processes with SIGINT ignored.
    signal.signal(signal.SIGINT, stop)
    try:
        wait_until_ready(environment, SERVED, supervisor)
        print(
            f"Redress is ready: http://localhost:{environment['CHAT_PORT']}"
            "/webhooks/webchat/\n"
            f"The desk's console: http://localhost:{environment['DESK_PORT']}/console/"
            " (the first admin: make admin)\n"
            f"The desk's API: http://localhost:{environment['DESK_PORT']}"
            "/api/v1/openapi.json\n"
            f"Logs, mail and databases: {environment['VAR_DIR']}\n"
            "Ctrl-C stops everything.",
            flush=True,
        )
        sys.exit(supervisor.wait())
    except KeyboardInterrupt:
        print("Stopping …", flush=True)
    finally:
        stop_all(supervisor)


def supervise(environment: dict[str, str], with_rasa: bool) -> subprocess.Popen[bytes]:
    """Starts the desk, the actions and, if `with_rasa`, the Rasa server.

    Returns the process of the supervisor that runs them.
    """
    return subprocess.Popen(
        [str(SUPERVISOR), "-c", str(CONFIGURATION)],
        cwd=ROOT,
        env={**environment, "START_RASA": str(with_rasa).lower()},
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches this process alone, which stops the rest
    )


def check_firm(environment: dict[str, str]) -> None:
    """Exits with a sentence when firm.yml cannot be used."""
    try:
        file = Path(environment["FIRM_FILE"])
        check_topics(file, load_firm(file), topics_in(ROOT / "domain.yml"))
    except FirmError as error:
        sys.exit(str(error))


def check_ports(environment: dict[str, str], served: Iterable[str]) -> None:
    """Exits with a sentence when a port of these processes is taken."""
    for name in served:
        variable = SERVED[name][0]
        port = int(environment[variable])
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                sys.exit(
                    f"Port {port} is taken, perhaps by another Redress: "
                    f"stop that program, or set {variable} to a free port."
                )


def trained_model(environment: dict[str, str]) -> str:
    """Returns the path of the model of the present data, trained if need be.

    Exits with the training's code when the training fails.
    """
    trained = subprocess.run(
        [str(BOT_PYTHON), "-m", "bot.training"], cwd=ROOT, env=environment, check=False
    )
    if trained.returncode:
        sys.exit(trained.returncode)
    path = subprocess.run(
        [str(BOT_PYTHON), "-m", "bot.training", "--path"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return path.stdout.strip()


def wait_until_ready(
    environment: dict[str, str],
    served: Iterable[str],
    supervisor: subprocess.Popen[bytes],
) -> None:
    """Returns when all of these answer; exits with a sentence when they do not."""
    waiting = set(served)
    deadline = time.monotonic() + READY_SECONDS
    while waiting:
        waiting = {name for name in waiting if not answers(environment, name)}
        if supervisor.poll() is not None:
            sys.exit("The supervisor ended; see supervisor.log in VAR_DIR/log.")
        if time.monotonic() > deadline:
            logs = ", ".join(f"{name}.log" for name in sorted(waiting))
            sys.exit(f"Not ready after {READY_SECONDS} s; see {logs} in VAR_DIR/log.")
        time.sleep(0.3)


def answers(environment: dict[str, str], name: str) -> bool:
    """Whether this process can be reached."""
    variable, path = SERVED[name]
    url = f"http://127.0.0.1:{environment[variable]}{path}"
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def stop_all(supervisor: subprocess.Popen[bytes]) -> None:
    """Ends the supervisor and every process that it runs."""
    if supervisor.poll() is None:
        supervisor.terminate()
        try:
            supervisor.wait(timeout=30)
        except subprocess.TimeoutExpired:
            supervisor.kill()


if __name__ == "__main__":
    main()
