"""The right pair of reference and e-mail tells the stage; a wrong pair tells nothing."""

from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from desk.cases.history import HistoryKind
from desk.complaint import reference
from desk.complaint.states import Status
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import OFFICIAL, cases_of, entries_of, file_one, take_to
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import ask, file
from desk.tests.support.serving import until
from desk.web.attempts import Attempts
from firm import Firm

EMAIL = "ada@example.com"


@pytest.fixture
def filed(client: TestClient, firm: Firm) -> str:
    return str(file(client, complaint_to(firm)).json()["reference"])


def test_the_right_pair_gets_what_the_receipt_said(
    client: TestClient, firm: Firm
) -> None:
    receipt = file(client, complaint_to(firm)).json()
    answer = ask(client, receipt["reference"], EMAIL)
    assert answer.status_code == 200
    # The mail may be out already.
    assert answer.json()["status"] in ("received", "acknowledged")
    told = answer.json()
    assert told.pop("acknowledgement")["state"] in ("queued", "sent")
    assert told | {"status": "received"} == receipt


@pytest.mark.parametrize("status", list(Status))
def test_every_stage_is_told_with_the_dates_in_force(
    desk: FastAPI,
    database: Database,
    firm: Firm,
    clock: Clock,
    status: Status,
) -> None:
    number = file_one(database, firm, clock)
    cases = cases_of(database, firm, clock)
    version = take_to(cases, number, status)
    if status in (Status.INVESTIGATING, Status.WAITING):
        cases.delay(number, "Slow.", date(2025, 2, 10), OFFICIAL, version)
    complaint = cases.read(number).complaint
    with TestClient(desk) as client:
        told = ask(client, complaint.reference, EMAIL).json()
    if status == Status.RECEIVED:
        # The mail may be out already.
        assert told["status"] in ("received", "acknowledged")
    else:
        assert told["status"] == status
    assert told["acknowledge_by"] == "2025-01-14"
    assert told["resolve_by"] == (
        "2025-02-10"
        if status in (Status.INVESTIGATING, Status.WAITING)
        else "2025-01-21"
    )
    assert set(told) == {
        "reference",
        "status",
        "received_at",
        "acknowledge_by",
        "resolve_by",
        "acknowledgement",
    }


def test_the_mail_that_goes_out_acknowledges_the_complaint(
    client: TestClient, database: Database, firm: Firm, clock: Clock
) -> None:
    number = file_one(database, firm, clock)
    reference = cases_of(database, firm, clock).read(number).complaint.reference
    for _ in until():
        if cases_of(database, firm, clock).read(number).complaint.acknowledged_at:
            break
    assert ask(client, reference, EMAIL).json()["status"] == "acknowledged"
    [sent, moved] = entries_of(
        database, number, HistoryKind.MAIL_SENT, HistoryKind.MOVED
    )
    assert (moved.actor_name, moved.from_status) == ("desk", "received")
    assert sent.data["mail_kind"] == "acknowledgement"


def test_the_reference_may_be_written_as_people_write(
    client: TestClient, filed: str, firm: Firm
) -> None:
    number = filed.partition("-")[2]
    for typed in (
        filed.lower(),
        filed.replace("-", " "),
        filed.replace("-", ""),
        f"  {filed}. ",
        number,
        filed.replace("-", "–"),
        filed.replace("0", "O").replace("1", "l"),
        filed.replace("0", "o").replace("1", "I"),
    ):
        assert ask(client, typed, EMAIL).status_code == 200, typed


@pytest.mark.parametrize("email", ["ADA@EXAMPLE.COM", " Ada@example.com\n"])
def test_the_case_of_the_email_does_not_matter(
    client: TestClient, filed: str, email: str
) -> None:
    assert ask(client, filed, email).status_code == 200


def test_an_email_taken_as_typed_is_asked_for_as_typed(
    client: TestClient, firm: Firm
) -> None:
    body = complaint_to(firm, email="ada at example com", flags=["email"])
    filed = file(client, body).json()["reference"]
    assert ask(client, filed, "Ada at example com").status_code == 200


def test_every_wrong_pair_gets_one_and_the_same_answer(
    client: TestClient, filed: str, firm: Firm
) -> None:
    unknown = reference.show(reference.new_number(), firm.reference_prefix)
    last = filed[-1]
    wrong_check = filed[:-1] + ("0" if last != "0" else "2")
    answers = [
        ask(client, typed, email)
        for typed, email in (
            (filed, "grace@example.com"),
            (unknown, EMAIL),
            (wrong_check, EMAIL),
            ("hello", EMAIL),
            ("'; DROP TABLE complaints; --", EMAIL),
            (filed, "\0"),
        )
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert set(answers[0].json()) == {"type", "title", "status"}


def test_whoever_guesses_is_slowed_down(
    client: TestClient, filed: str, firm: Firm
) -> None:
    answers = [ask(client, filed, f"{i}@example.com") for i in range(30)]
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert len(slowed) == 10
    assert answers[0].status_code == 404
    assert int(slowed[0].headers["retry-after"]) > 0
    # Not for the owner of an e-mail that strangers try.
    other = str(file(client, complaint_to(firm)).json()["reference"])
    assert ask(client, other, "0@example.com").status_code == 404
    # The same for a reference that does not exist, so this tells nothing either.
    others = [ask(client, "KR-nothing", f"{i}@example.org") for i in range(30)]
    assert sum(answer.status_code == 429 for answer in others) == 10


def test_waiting_as_told_is_enough() -> None:
    time = 0.0
    attempts = Attempts(most=2, seconds=10, clock=lambda: time)
    assert attempts.wait("a") == 0
    time = 4.0
    assert attempts.wait("a") == 0
    assert attempts.wait("a") == 6
    assert attempts.wait("b") == 0
    time = 10.0
    assert attempts.wait("a") == 0
    assert attempts.wait("a") == 4


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    attempts = Attempts(most=1, seconds=1000)
    for number in range(12_000):
        attempts.wait(str(number))
    assert len(attempts._times) <= 10_000
