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
from pathlib import Path
from types import FrameType

from environment import ROOT, local_environment

sys.path.insert(0, str(ROOT))

from firm import FirmError, check_topics, load_firm, topics_in

BOT_PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"
SUPERVISOR = Path(sys.executable).parent / "supervisord"
CONFIGURATION = Path(__file__).parent / "supervisord.conf"
READY_SECONDS = 180


def main() -> None:
    """Run until stopped; exits with one sentence when it cannot start."""
    environment = local_environment(dict(os.environ))
    _check_firm(environment)
    _check_ports(environment)
    environment["MODEL"] = _model(environment)
    supervisor = subprocess.Popen(
        [str(SUPERVISOR), "-c", str(CONFIGURATION)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches this process alone, which stops the rest
    )

    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    # A shell starts what runs in the background with this one ignored.
    signal.signal(signal.SIGINT, stop)
    try:
        _wait_until_ready(environment, supervisor)
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
        _stop(supervisor)


def _check_firm(environment: dict[str, str]) -> None:
    try:
        file = Path(environment["FIRM_FILE"])
        check_topics(file, load_firm(file), topics_in(ROOT / "domain.yml"))
    except FirmError as error:
        sys.exit(str(error))


def _check_ports(environment: dict[str, str]) -> None:
    for name in ("CHAT_PORT", "ACTIONS_PORT", "DESK_PORT"):
        port = int(environment[name])
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                sys.exit(
                    f"Port {port} is taken, perhaps by another Redress: "
                    f"stop that program, or set {name} to a free port."
                )


def _model(environment: dict[str, str]) -> str:
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


def _wait_until_ready(
    environment: dict[str, str], supervisor: subprocess.Popen[bytes]
) -> None:
    waiting = {
        "desk": f"http://127.0.0.1:{environment['DESK_PORT']}/healthz",
        "actions": f"http://127.0.0.1:{environment['ACTIONS_PORT']}/health",
        "rasa": f"http://127.0.0.1:{environment['CHAT_PORT']}/webhooks/webchat/",
    }
    print("Starting the desk, the actions and the assistant …", flush=True)
    deadline = time.monotonic() + READY_SECONDS
    while waiting:
        for name, url in list(waiting.items()):
            if _answers(url):
                del waiting[name]
        if supervisor.poll() is not None:
            sys.exit("The supervisor ended; see supervisor.log in VAR_DIR/log.")
        if time.monotonic() > deadline:
            logs = ", ".join(f"{name}.log" for name in waiting)
            sys.exit(f"Not ready after {READY_SECONDS} s; see {logs} in VAR_DIR/log.")
        time.sleep(0.3)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(supervisor: subprocess.Popen[bytes]) -> None:
    if supervisor.poll() is None:
        supervisor.terminate()
        try:
            supervisor.wait(timeout=30)
        except subprocess.TimeoutExpired:
            supervisor.kill()


if __name__ == "__main__":
    main()
