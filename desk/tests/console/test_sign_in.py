"""Signing in to the console: who gets in, for how long, and what the answers give away."""

from datetime import timedelta
from functools import partial

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.console.service import COOKIE, Console
from desk.models import AuditEntry, Staff, StaffSession
from desk.staff.passwords import Passwords
from desk.staff.sign_in import LOCKED, MOST_FAILURES
from desk.tests.conftest import Clock
from desk.tests.support.staffing import (
    PASSWORD,
    ConsolePage,
    console_of,
    sign_in_as,
    somebody,
    typed_in,
)

SIGN_IN = "/console/sign-in"
ACCOUNT = "/console/account"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real ones take a tenth of a second each; `test_passwords.py` makes some."""
    quick = partial(
        Passwords, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    monkeypatch.setattr("desk.console.service.Passwords", quick)


@pytest.fixture
def console(client: TestClient) -> Console:
    return console_of(client)


@pytest.fixture
def ada(console: Console) -> Staff:
    with console.database.writing() as session:
        return console.accounts.add(
            session,
            email=" Ada@Example.com ",
            name="Ada Byron",
            role="official",
            password=PASSWORD,
        )


@pytest.fixture
def other(desk: FastAPI) -> TestClient:
    """Another browser."""
    return TestClient(desk, raise_server_exceptions=False)


def actions(console: Console) -> list[tuple[str, str]]:
    """The audit log, as pairs of action and name."""
    with console.database.reading() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(entry.action, entry.name) for entry in entries]


def test_a_sign_that_no_database_keeps_is_no_error(client: TestClient) -> None:
    assert typed_in(client, "ada\0@example.com", PASSWORD).status_code == 401


def test_the_right_password_leads_in_and_sign_out_leads_out(
    client: TestClient, console: Console, ada: Staff
) -> None:
    answer = typed_in(client, "ADA@example.com", PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/")
    page = ConsolePage(client.get(ACCOUNT).text)
    assert "Ada Byron" in page.text
    left = client.post(
        "/console/sign-out", data={"csrf": page.inputs["csrf"]}, follow_redirects=False
    )
    assert left.headers["location"] == f"{SIGN_IN}?done=signed_out"
    assert client.get(ACCOUNT, follow_redirects=False).status_code == 303
    assert actions(console) == [("signed_in", "Ada Byron"), ("signed_out", "Ada Byron")]


def test_whatever_is_wrong_the_answer_is_the_same(
    client: TestClient, console: Console, ada: Staff
) -> None:
    somebody(console, email="gone@example.com", active=False)
    tries = [
        ("ada@example.com", "wrong"),
        ("gone@example.com", PASSWORD),
        ("nobody@example.com", PASSWORD),
        ("", ""),
        ("ada@example.com", "x" * 100_000),
    ]
    answers = []
    for email, password in tries:
        answer = typed_in(client, email, password)
        assert answer.status_code == 401
        answers.append(answer.text.replace(f'value="{email}"', 'value=""'))
    assert len(set(answers)) == 1


def test_five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour(
    client: TestClient, clock: Clock, ada: Staff
) -> None:
    for _ in range(MOST_FAILURES):
        wrong = typed_in(client, ada.email, "wrong").text
    locked = typed_in(client, ada.email, PASSWORD)
    assert (locked.status_code, locked.text) == (401, wrong)
    clock.time += LOCKED
    assert typed_in(client, ada.email, PASSWORD).status_code == 303


def test_the_right_password_starts_the_count_anew(
    client: TestClient, ada: Staff
) -> None:
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            typed_in(client, ada.email, "wrong")
        assert typed_in(client, ada.email, PASSWORD).status_code == 303
        client.cookies.clear()


def test_an_address_that_guesses_at_many_accounts_has_to_wait(
    client: TestClient, ada: Staff
) -> None:
    for number in range(20):
        assert typed_in(client, f"n{number}@example.com", "wrong").status_code == 401
    refused = typed_in(client, ada.email, PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 600


def test_the_register_holds_neither_password_nor_token(
    client: TestClient, console: Console, ada: Staff
) -> None:
    typed_in(client, ada.email, PASSWORD)
    token = client.cookies[COOKIE]
    with console.database.reading() as session:
        staff = session.scalars(select(Staff)).one()
        kept = session.scalars(select(StaffSession)).one()
    assert staff.password_hash.startswith("$argon2id$")
    assert PASSWORD not in staff.password_hash
    assert token not in kept.token_hash


def test_the_browsers_secret_is_another_after_the_sign_in(
    client: TestClient, ada: Staff
) -> None:
    client.get(SIGN_IN)
    before = client.cookies[COOKIE]
    typed_in(client, ada.email, PASSWORD)
    first = client.cookies[COOKIE]
    client.cookies.clear()
    client.cookies.set(COOKIE, before, path="/console")
    assert first != before
    assert client.get(ACCOUNT, follow_redirects=False).status_code == 303


def test_the_cookie_is_for_the_console_alone_and_for_no_script(desk: FastAPI) -> None:
    for scheme, secure in (("http", False), ("https", True)):
        with TestClient(desk, base_url=f"{scheme}://testserver") as client:
            given = client.get(SIGN_IN).headers["set-cookie"].lower()
        assert "httponly" in given
        assert "samesite=lax" in given
        assert "path=/console" in given
        assert ("secure" in given) is secure
        assert "max-age" not in given
        assert "expires" not in given


@pytest.mark.parametrize(
    ("minutes", "rests", "still_in"),
    [
        pytest.param(59, 1, True, id="a pause of less than an hour"),
        pytest.param(60, 1, False, id="an hour without a request"),
        pytest.param(59, 12, True, id="almost twelve hours at work"),
        pytest.param(59, 13, False, id="more than twelve hours"),
    ],
)
def test_a_session_ends_when_idle_and_in_any_case(
    client: TestClient, clock: Clock, minutes: int, rests: int, still_in: bool
) -> None:
    sign_in_as(client)
    for _ in range(rests):
        clock.forward(minutes=minutes)
        answer = client.get(ACCOUNT, follow_redirects=False)
    assert (answer.status_code == 200) is still_in


def test_who_is_not_signed_in_is_led_back_after_the_sign_in(
    client: TestClient, ada: Staff
) -> None:
    answer = client.get(ACCOUNT, follow_redirects=False)
    assert answer.headers["location"] == f"{SIGN_IN}?next={ACCOUNT}"
    page = ConsolePage(client.get(answer.headers["location"]).text)
    after = typed_in(client, ada.email, PASSWORD, next=page.inputs["next"])
    assert after.headers["location"] == ACCOUNT


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com",
        "//example.com",
        "/console/../x",
        "/console//a",
        "/x",
        "/console\\@a",
    ],
)
def test_no_address_leads_elsewhere_after_the_sign_in(
    client: TestClient, ada: Staff, elsewhere: str
) -> None:
    answer = typed_in(client, ada.email, PASSWORD, next=elsewhere)
    assert answer.headers["location"] == "/console/"


@pytest.mark.parametrize("mark", ["", "0" * 64, "ä"])
def test_a_post_without_the_pages_mark_changes_nothing(
    client: TestClient, ada: Staff, mark: str
) -> None:
    client.get(SIGN_IN)
    fields = {"email": ada.email, "password": PASSWORD, "csrf": mark}
    assert client.post(SIGN_IN, data=fields).status_code == 403
    assert client.get(ACCOUNT, follow_redirects=False).status_code == 303


def test_a_mark_of_another_browser_or_another_site_is_refused(
    client: TestClient, other: TestClient, ada: Staff
) -> None:
    foreign = ConsolePage(other.get(SIGN_IN).text).inputs["csrf"]
    own = ConsolePage(client.get(SIGN_IN).text).inputs["csrf"]
    fields = {"email": ada.email, "password": PASSWORD}
    answers = [
        client.post(SIGN_IN, data={**fields, "csrf": foreign}),
        client.post(
            SIGN_IN,
            data={**fields, "csrf": own},
            headers={"Sec-Fetch-Site": "same-site"},
        ),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_who_is_made_inactive_is_out_at_once(
    client: TestClient, console: Console
) -> None:
    staff = sign_in_as(client)
    with console.database.writing() as session:
        console.accounts.set_active(session, staff.id, False)
    assert client.get(ACCOUNT, follow_redirects=False).status_code == 303


def test_expired_sessions_are_forgotten(
    client: TestClient, console: Console, clock: Clock, ada: Staff
) -> None:
    typed_in(client, ada.email, PASSWORD)
    clock.time += timedelta(hours=13)
    typed_in(client, ada.email, PASSWORD)
    with console.database.reading() as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


def test_pages_carry_safe_headers_also_when_they_refuse(client: TestClient) -> None:
    for path in (SIGN_IN, "/console/static/console.css", "/console/static/none"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert client.get(SIGN_IN).headers["cache-control"] == "no-store"
