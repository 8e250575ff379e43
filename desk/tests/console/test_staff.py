"""Who may work the register: added, changed and kept out by admins, and by the command."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.console.service import COOKIE
from desk.models import AuditEntry, Staff
from desk.staff.passwords import Passwords
from desk.tests.conftest import ROOT
from desk.tests.support.process import environment
from desk.tests.support.staffing import (
    PASSWORD,
    console_of,
    sign_in_as,
    somebody,
    typed_in,
)

STAFF = "/console/staff"
NEW = {
    "name": " Grace  Hopper ",
    "email": "Grace@Example.com",
    "role": "supervisor",
    "password": PASSWORD,
}


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = partial(
        Passwords, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    monkeypatch.setattr("desk.console.service.Passwords", quick)


def staff_of(client: TestClient, email: str) -> Staff:
    with console_of(client).database.reading() as session:
        return session.scalars(select(Staff).where(Staff.email == email)).one()


@pytest.mark.parametrize("role", ["official", "supervisor"])
def test_only_admins_manage_staff_and_read_the_audit_log(
    client: TestClient, role: str
) -> None:
    sign_in_as(client, role)
    assert client.get(STAFF).status_code == 403
    assert client.get("/console/audit").status_code == 403
    assert client.post(f"{STAFF}/add", data=NEW).status_code == 403
    assert 'href="/console/staff"' not in client.get("/console/account").text


def test_an_admin_adds_somebody_who_may_then_sign_in(client: TestClient) -> None:
    sign_in_as(client, "admin")
    answer = client.post(f"{STAFF}/add", data=NEW, follow_redirects=False)
    assert answer.headers["location"] == f"{STAFF}?done=staff_added"
    added = staff_of(client, "grace@example.com")
    assert (added.name, added.role, added.active) == (
        "Grace Hopper",
        "supervisor",
        True,
    )
    client.cookies.clear()
    del client.headers["X-CSRF-Token"]
    assert typed_in(client, "grace@example.com", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "grace"}, "no e-mail address"),
        ({"email": "admin@example.com"}, "Somebody has that e-mail already"),
        ({"name": " "}, "give a name"),
        ({"role": "king"}, "choose a role"),
        ({"password": "short"}, "too short"),
        ({"password": "Grace Hopper 1"}, "Leave the name"),
        ({"password": "password1234"}, "easily guessed"),
    ],
)
def test_what_is_wrong_with_somebody_new_is_said_and_nothing_kept(
    client: TestClient, changes: dict[str, str], sentence: str
) -> None:
    sign_in_as(client, "admin")
    answer = client.post(f"{STAFF}/add", data={**NEW, **changes})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert NEW["password"] not in answer.text
    assert len(console_of(client).accounts.all()) == 1


def test_another_role_holds_from_the_next_request_on(client: TestClient) -> None:
    sign_in_as(client, "admin")
    console = console_of(client)
    official = somebody(console, "official")
    with console.database.writing() as session:
        token = console.sessions.begin(session, official.id)
    client.post(f"{STAFF}/{official.id}/role", data={"role": "admin"})
    client.cookies.clear()
    client.cookies.set(COOKIE, token, path="/console")
    assert client.get(STAFF).status_code == 200


def test_a_new_password_and_deactivation_end_every_session(client: TestClient) -> None:
    sign_in_as(client, "admin")
    console = console_of(client)
    official = somebody(console, "official")
    for path, fields in (("password", {"password": PASSWORD}), ("deactivate", {})):
        with console.database.writing() as session:
            token = console.sessions.begin(session, official.id)
        assert console.sessions.staff(token) is not None
        answer = client.post(f"{STAFF}/{official.id}/{path}", data=fields)
        assert answer.status_code == 200
        assert console.sessions.staff(token) is None
    client.post(f"{STAFF}/{official.id}/activate")
    assert staff_of(client, official.email).active


def test_nobody_takes_away_their_own_access(client: TestClient) -> None:
    admin = sign_in_as(client, "admin")
    somebody(console_of(client), "admin", email="second@example.com")
    for path in ("deactivate", "role", "password"):
        answer = client.post(
            f"{STAFF}/{admin.id}/{path}",
            data={"role": "official", "password": PASSWORD},
        )
        assert answer.status_code == 422
        assert "their own access" in answer.text
    assert staff_of(client, admin.email).role == "admin"


def test_somebody_who_is_not_there_cannot_be_changed(client: TestClient) -> None:
    sign_in_as(client, "admin")
    assert client.post(f"{STAFF}/999/deactivate").status_code == 404
    for id_ in ("x", "0", 2**31, 2**63):
        assert client.post(f"{STAFF}/{id_}/deactivate").status_code == 404


def test_every_change_is_in_the_audit_log_without_the_password(
    client: TestClient,
) -> None:
    sign_in_as(client, "admin", name="Root")
    client.post(f"{STAFF}/add", data=NEW)
    grace = staff_of(client, "grace@example.com")
    client.post(f"{STAFF}/{grace.id}/role", data={"role": "official"})
    client.post(f"{STAFF}/{grace.id}/password", data={"password": "green-lamp-door"})
    client.post(f"{STAFF}/{grace.id}/deactivate")
    with console_of(client).database.reading() as session:
        log = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(one.name, one.action) for one in log] == [
        ("Root", "staff_added"),
        ("Root", "role_changed"),
        ("Root", "password_set"),
        ("Root", "staff_deactivated"),
    ]
    assert all("grace@example.com" in one.detail for one in log)
    assert not any("lamp" in one.detail for one in log)


def test_changing_the_own_password_needs_the_present_one(client: TestClient) -> None:
    sign_in_as(client, "admin")
    client.post(f"{STAFF}/add", data=NEW)
    client.cookies.clear()
    del client.headers["X-CSRF-Token"]
    typed_in(client, "grace@example.com", PASSWORD)
    console = console_of(client)
    client.headers["X-CSRF-Token"] = console.csrf.mark(client.cookies[COOKIE])
    new = {"new": "green-lamp-door", "again": "green-lamp-door"}
    path = "/console/account/password"
    for fields in (
        {"current": "wrong", **new},
        {"current": PASSWORD, **new, "again": "other"},
        {"current": PASSWORD, "new": "short", "again": "short"},
    ):
        assert client.post(path, data=fields).status_code == 422
    changed = client.post(
        path, data={"current": PASSWORD, **new}, follow_redirects=False
    )
    assert changed.headers["location"] == "/console/sign-in?done=password"
    assert client.get("/console/account", follow_redirects=False).status_code == 303
    client.cookies.clear()
    del client.headers["X-CSRF-Token"]
    assert typed_in(client, "grace@example.com", PASSWORD).status_code == 401
    assert typed_in(client, "grace@example.com", "green-lamp-door").status_code == 303


def command(
    var: Path, *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desk", "staff", *arguments],
        cwd=ROOT,
        env=environment(var),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_makes_the_first_admin_and_gives_another_password(
    tmp_path: Path,
) -> None:
    add = ("add", "--email", "Root@example.com", "--name", "Root", "--role", "admin")
    weak = command(tmp_path, *add, typed="password1234\n")
    assert (weak.returncode, weak.stdout) == (2, "")
    assert "easily guessed" in weak.stderr
    assert command(tmp_path, *add, typed=f"{PASSWORD}\n").returncode == 0
    twice = command(tmp_path, *add, typed=f"{PASSWORD}\n")
    assert (twice.returncode, "already" in twice.stderr) == (2, True)
    listed = command(tmp_path, "list")
    assert listed.stdout == "root@example.com\tadmin\tRoot\n"
    other = command(
        tmp_path, "password", "--email", "root@example.com", typed="green-lamp-door\n"
    )
    assert other.returncode == 0, other.stderr
    nobody = command(tmp_path, "password", "--email", "x@example.com", typed="\n")
    assert (nobody.returncode, "no such person" in nobody.stderr) == (2, True)


def test_the_command_takes_no_password_as_an_argument(tmp_path: Path) -> None:
    refused = command(tmp_path, "add", "--password", PASSWORD)
    assert refused.returncode == 2
    assert "unrecognized arguments" in refused.stderr
