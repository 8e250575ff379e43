"""`python -m desk` starts on what the environment says, or says in a sentence why not."""

import socket
import stat
import subprocess
import sys
from pathlib import Path

import httpx2

from desk.commands.serve import listen
from desk.models.keyring import new_key
from desk.tests.conftest import ROOT
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import TOKEN, file
from desk.tests.support.process import DeskProcess, environment
from desk.tests.support.serving import until
from firm import Firm


def refused(env: dict[str, str]) -> str:
    """Starts a desk that must not start; gives what it said."""
    ended = subprocess.run(
        [sys.executable, "-m", "desk"],
        check=False,
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr.strip().splitlines()[-1]


def test_it_starts_files_mails_and_stops(tmp_path: Path, firm: Firm) -> None:
    var = tmp_path / "var"
    desk = DeskProcess(var)
    with httpx2.Client(base_url=desk.address) as http:
        assert file(http, complaint_to(firm)).status_code == 201
    for _ in until():
        if list((var / "mail").glob("*.eml")):
            break
    assert desk.stop() == 0
    assert stat.S_IMODE((var / "desk.db").stat().st_mode) == 0o600
    log = (var / "desk.log").read_text()
    assert "Application shutdown complete" in log
    assert "Traceback" not in log
    assert TOKEN not in log


def test_without_a_token_it_does_not_start(tmp_path: Path) -> None:
    env = environment(tmp_path / "var")
    del env["DESK_TOKEN"]
    assert refused(env) == "desk: DESK_TOKEN is missing"


def test_a_mail_server_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    url = "smtp://user:hidden-word@mail.example.com"
    said = refused(environment(tmp_path, SMTP_URL=url))
    assert said.startswith("desk: SMTP_URL would send its password in the clear")
    assert "hidden-word" not in said


def test_a_wrong_firm_file_is_named_with_the_key(tmp_path: Path) -> None:
    file = tmp_path / "firm.yml"
    file.write_text("name: 7\n")
    said = refused(environment(tmp_path, FIRM_FILE=str(file)))
    assert str(file) in said
    assert "name" in said


def test_a_taken_port_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused(environment(tmp_path, DESK_PORT=port))
    assert f"port {port} on 127.0.0.1 cannot be used" in said


def test_an_answer_does_not_wait_for_the_callers_acknowledgement() -> None:
    # asyncio sets TCP_NODELAY on connections of such a listener only.
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_database_that_is_not_there_is_named_without_its_address(
    tmp_path: Path,
) -> None:
    url = "postgresql://desk:hidden-word@127.0.0.1:1/desk"
    said = refused(environment(tmp_path, DESK_DB_URL=url, DESK_PORT="0"))
    assert "DESK_DB_URL" in said
    assert "hidden-word" not in said


def test_a_desk_without_the_key_of_its_register_does_not_start(tmp_path: Path) -> None:
    var = tmp_path / "var"
    assert DeskProcess(var, DESK_ENCRYPTION_KEYS=new_key()).stop() == 0
    other = new_key()
    said = refused(environment(var, DESK_PORT="0", DESK_ENCRYPTION_KEYS=other))
    assert "DESK_ENCRYPTION_KEYS lacks the key" in said
    assert other not in said


def test_a_key_that_cannot_be_used_is_refused_without_being_shown(
    tmp_path: Path,
) -> None:
    said = refused(environment(tmp_path, DESK_ENCRYPTION_KEYS="c2hvcnQ="))
    assert said.startswith(
        "desk: DESK_ENCRYPTION_KEYS holds a key that is not 32 bytes"
    )
    assert "c2hvcnQ" not in said
