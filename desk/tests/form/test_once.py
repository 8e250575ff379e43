"""One complaint for one form, from this browser only, and honest when it cannot be filed."""

from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from desk.form.routes import COOKIE
from desk.storage.database import Database
from desk.tests.form.test_pages import checked, count, filed
from desk.tests.support.complaint import answers_to
from desk.tests.support.forms import FORM, Page, opened, press, send
from desk.tests.support.serving import served
from firm import Firm


def test_a_double_submit_and_a_reload_file_once(
    client: TestClient, database: Database, firm: Firm
) -> None:
    page = checked(client, firm)
    first, receipt = press(client, page, "submit")
    second, same = press(client, page, "submit")
    assert (first, second) == (201, 200)
    assert receipt.texts["strong"] == same.texts["strong"]
    assert receipt.definitions == same.definitions
    assert count(database) == 1


def test_many_presses_at_once_file_once(
    desk: FastAPI, database: Database, firm: Firm
) -> None:
    with (
        served(desk) as address,
        httpx2.Client(base_url=address, timeout=30) as http,
        ThreadPoolExecutor(8) as threads,
    ):
        _, page = press(http, opened(http), **answers_to(firm))
        fields = {**page.close_form(), "step": "submit"}
        answers = list(threads.map(lambda _: send(http, fields), range(12)))
    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    assert count(database) == 1


def test_a_change_after_filing_is_not_filed_and_is_told_so(
    client: TestClient, database: Database, firm: Firm
) -> None:
    page = checked(client, firm)
    press(client, page, "submit")
    _, form = press(client, page, "edit:description")
    _, changed = press(client, form, description="Something else went wrong too.")
    status, told = press(client, changed, "submit")
    assert (status, told.texts["h1"]) == (409, "This complaint is filed already")
    assert [one.description for one in filed(database)] == [
        answers_to(firm)["description"]
    ]


def test_another_form_is_another_complaint(
    client: TestClient, database: Database, firm: Firm
) -> None:
    for _ in range(2):
        assert press(client, checked(client, firm), "submit")[0] == 201
    assert count(database) == 2


@pytest.mark.parametrize(
    "damage", ["no seal", "no key", "other key", "no cookie", "other"]
)
def test_a_form_that_this_browser_was_not_given_files_nothing_and_loses_nothing(
    client: TestClient, database: Database, firm: Firm, damage: str
) -> None:
    fields = {**checked(client, firm).close_form(), "step": "submit"}
    if damage == "no seal":
        del fields["seal"]
    elif damage == "no key":
        del fields["key"]
    elif damage == "other key":
        fields["key"] = opened(client).fields["key"]
    else:
        client.cookies.clear()
    if damage == "other":
        opened(client)  # a cookie, but another browser's
    answer = send(client, fields)
    assert answer.status_code == 403
    assert count(database) == 0
    page = Page(answer.text)
    assert "nothing was sent" in page.texts["main"]
    assert page.close_form().items() >= answers_to(firm).items()
    # The page that is given instead works.
    _, page = press(client, page)
    assert press(client, page, "submit")[0] == 201


def test_a_post_from_another_site_files_nothing(
    client: TestClient, database: Database, firm: Firm
) -> None:
    fields = {**checked(client, firm).close_form(), "step": "submit"}
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(FORM, data=fields, headers=headers).status_code == 403
    assert count(database) == 0


def test_submit_without_the_check_page_still_checks(
    client: TestClient, database: Database, firm: Firm
) -> None:
    fields = {**opened(client).fields, "step": "submit"}
    assert send(client, fields).status_code == 422
    assert count(database) == 0


def test_the_cookie_is_not_for_scripts_nor_other_sites(client: TestClient) -> None:
    cookie = client.get(FORM).headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE)
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    behind_tls = client.get("https://testserver" + FORM).headers["set-cookie"].lower()
    assert "; secure" in behind_tls


def test_two_tabs_work_beside_each_other(
    client: TestClient, database: Database, firm: Firm
) -> None:
    first, second = opened(client), opened(client)
    for form in (first, second):
        _, page = press(client, form, **answers_to(firm))
        assert press(client, page, "submit")[0] == 201
    assert count(database) == 2


def test_when_the_register_is_away_it_says_so_and_the_same_page_files_later(
    client: TestClient, database: Database, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = checked(client, firm)

    def away(*_: object) -> None:
        raise OperationalError("", {}, Exception())

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("desk.cases.intake.Register.file", away)
        status, told = press(client, page, "submit")
    assert status == 503
    assert "not confirmed as filed" in told.texts["main"]
    assert press(client, told, "submit")[0] == 201
    assert count(database) == 1


def test_one_address_may_try_often_but_not_without_end(
    client: TestClient, database: Database, firm: Firm
) -> None:
    page = opened(client)
    fields = {**page.fields, **answers_to(firm), "step": "edit:email"}
    answers = [send(client, fields) for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    slowed = answers[60]
    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["retry-after"]) <= 600
    kept = Page(slowed.text)
    assert kept.close_form().items() >= answers_to(firm).items()
    assert "10 min" in kept.texts["main"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"description=%ff%fe", 400),
        (b"\xff\xfe", 400),
        (b"&".join(b"a%d=1" % i for i in range(99)), 400),
    ],
)
def test_what_is_no_form_is_answered_with_a_page(
    client: TestClient, body: bytes, status: int
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post(FORM, content=body, headers=headers)
    assert answer.status_code == status
    assert "nothing was sent" in Page(answer.text).texts["main"]


def test_more_than_the_desk_takes_is_answered_with_a_page(client: TestClient) -> None:
    def pieces() -> "list[bytes]":
        return [b"description=", *([b"x" * 500_000] * 8)]

    answer = client.post(FORM, content=iter(pieces()))
    assert answer.status_code == 413
    assert "longer than we can take" in Page(answer.text).texts["main"]
