"""The case page: all of a complaint, what can be done next, and two officials at once."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.cases.actor import Actor
from desk.cases.service import Cases
from desk.complaint.states import Outcome, Severity, Status
from desk.console.case.acts import ACTS, Act
from desk.mail.drafts import DecidedPoint
from desk.models import AuditEntry, Complaint, HistoryEntry, OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import OFFICIAL, ask_to_withdraw, file_one, take_to
from desk.tests.support.staffing import ConsolePage, sign_in_as
from firm import Firm

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")


@pytest.fixture
def id_(database: Database, firm: Firm, clock: Clock) -> int:
    return file_one(database, firm, clock)


def version_of(database: Database, id_: int) -> int:
    with database.reading() as session:
        return session.get_one(Complaint, id_).version


def open_form(client: TestClient, id_: int, act: str) -> dict[str, str]:
    """The hidden inputs of an act's form, and what the desk proposes in it."""
    page = client.get(f"/console/complaints/{id_}/do/{act}")
    assert page.status_code == 200
    return ConsolePage(page.text).inputs


def stage_for(act: Act) -> Status:
    """The first stage at which the act is offered."""
    return next(stage for stage in Status if act.offered(Complaint(status=stage.value)))


def test_everything_of_the_complaint_is_on_the_page_word_for_word(
    client: TestClient, id_: int, database: Database
) -> None:
    staff = sign_in_as(client)
    page = client.get(f"/console/complaints/{id_}").text
    with database.reading() as session:
        complaint = session.get_one(Complaint, id_)
        entry = session.scalars(select(AuditEntry)).one()
    said = ConsolePage(page).text
    for words in (
        complaint.description,
        complaint.reference,
        complaint.email,
        complaint.full_name,
        complaint.actions_taken,
        complaint.desired_resolution,
        "last Tuesday, in the afternoon",
        *complaint.individuals,
    ):
        assert words in said
    assert (entry.action, entry.staff_id, entry.complaint_id) == (
        "complaint_viewed",
        staff.id,
        id_,
    )


def test_flags_of_the_chat_are_explained(
    client: TestClient, database: Database, firm: Firm, clock: Clock
) -> None:
    id_ = file_one(
        database, firm, clock, email="ada at example", flags=["email", "individuals"]
    )
    sign_in_as(client)
    page = client.get(f"/console/complaints/{id_}").text
    assert "it is not in the form of an address" in page
    assert "“individuals” was taken as typed" in page


@pytest.mark.parametrize("stage", list(Status))
def test_only_what_the_stage_allows_is_offered_and_done(
    client: TestClient, cases: Cases, database: Database, id_: int, stage: Status
) -> None:
    take_to(cases, id_, stage)
    complaint = cases.read(id_).complaint
    sign_in_as(client)
    page = client.get(f"/console/complaints/{id_}").text
    for name, act in ACTS.items():
        link = f'href="/console/complaints/{id_}/do/{name}"'
        assert (link in page) == act.offered(complaint), name
        form = client.get(
            f"/console/complaints/{id_}/do/{name}", follow_redirects=False
        )
        assert form.status_code == (200 if act.offered(complaint) else 303)
        sent = {
            "version": str(version_of(database, id_)),
            "step": "send",
            "reason": "because",
            "question": "Which?",
            "text": "That one.",
            "new_date": "2030-01-01",
            "email": "new@example.com",
            "outcome": "upheld",
            "point_text": "a",
            "point_outcome": "upheld",
            "point_reasons": "b",
        }
        if not act.offered(complaint):
            answer = client.post(f"/console/complaints/{id_}/do/{name}", data=sent)
            assert "not possible at this stage" in answer.text
            assert version_of(database, id_) == int(sent["version"])


@pytest.mark.parametrize("name", list(ACTS))
def test_every_act_is_done_where_it_is_offered(
    client: TestClient,
    cases: Cases,
    database: Database,
    firm: Firm,
    clock: Clock,
    id_: int,
    name: str,
) -> None:
    act = ACTS[name]
    if name == "keep_open":
        ask_to_withdraw(database, firm, clock, id_)
    else:
        take_to(cases, id_, stage_for(act))
    sign_in_as(client)
    typed = {
        "reason": "Because\n  of that.",
        "question": "Which?",
        "text": "That one.",
        "email": "new@example.com",
        "outcome": "upheld",
        "point_text": "a",
        "point_outcome": "upheld",
        "point_reasons": "b",
    }
    form = {**open_form(client, id_, name), **typed}
    url = f"/console/complaints/{id_}/do/{name}"
    if act.mail:
        with database.reading() as session:
            before = len(session.scalars(select(OutboxMail)).all())
        preview = client.post(url, data={**form, "step": "preview"})
        assert preview.status_code == 200, preview.text
        assert "Nothing is sent yet" in preview.text
        with database.reading() as session:
            assert len(session.scalars(select(OutboxMail)).all()) == before
        # What was typed comes back with the mail, to be sent with the next press.
        assert ConsolePage(preview.text).inputs.items() >= {
            (key, value)
            for key, value in form.items()
            if f'name="{key}"' in preview.text
        }
    answer = client.post(url, data={**form, "step": "send"}, follow_redirects=False)
    assert answer.headers["location"] == f"/console/complaints/{id_}?done={name}"
    with database.reading() as session:
        actions = set(session.scalars(select(AuditEntry.action)))
    assert f"complaint_{name}" in actions


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("delay", "reason"),
        ("withdraw", "reason"),
        ("acknowledge", "reason"),
        ("answered", "text"),
    ],
)
def test_what_has_to_be_said_is_asked_for_before_any_mail_is_shown(
    client: TestClient, id_: int, name: str, missing: str, database: Database
) -> None:
    sign_in_as(client)
    form = open_form(client, id_, name)
    answer = client.post(
        f"/console/complaints/{id_}/do/{name}", data={**form, missing: "  ", "step": ""}
    )
    assert answer.status_code == 422
    assert "Please fill this in." in answer.text
    assert f'aria-describedby="{missing}' in answer.text
    assert version_of(database, id_) == 1


@pytest.mark.parametrize(
    "typed", ["", "tomorrow", "2025-01-10", "2024-01-01", "99999-1-1"]
)
def test_a_new_date_has_to_be_a_later_day(
    client: TestClient, id_: int, typed: str, database: Database
) -> None:
    sign_in_as(client)
    form = open_form(client, id_, "delay")
    assert date.fromisoformat(form["new_date"]) > date(2025, 1, 21)
    sent = {**form, "reason": "Records.", "new_date": typed, "step": "send"}
    answer = client.post(f"/console/complaints/{id_}/do/delay", data=sent)
    assert answer.status_code == 422
    assert "Records." in answer.text
    assert version_of(database, id_) == 1


def test_a_decision_keeps_what_was_typed_through_every_step(
    client: TestClient, cases: Cases, database: Database, id_: int
) -> None:
    take_to(cases, id_, Status.INVESTIGATING)
    sign_in_as(client)
    form: dict[str, object] = dict(open_form(client, id_, "decide"))
    form |= {
        "point_text": ["First <b>", "", "Second"],
        "point_outcome": ["upheld", "", "not_upheld"],
        "point_reasons": ["\n  Leading.", "", "Two\nlines"],
        "outcome": "partly_upheld",
        "next_steps": "Go on.",
    }
    url = f"/console/complaints/{id_}/do/decide"
    for step in ("preview", "edit", "point", "preview"):
        page = client.post(url, data={**form, "step": step}).text
        for words in (
            "First &lt;b&gt;",
            "Second",
            "  Leading.",
            "Two\nlines",
            "Go on.",
        ):
            assert words in page, step
    client.post(url, data={**form, "step": "send"})
    points = cases.read(id_).points
    assert [(p.text, p.outcome, p.reasons) for p in points] == [
        ("First <b>", "upheld", "\n  Leading."),
        ("Second", "not_upheld", "Two\nlines"),
    ]


def test_a_second_official_is_told_what_changed_and_keeps_what_they_typed(
    client: TestClient, cases: Cases, database: Database, id_: int, clock: Clock
) -> None:
    take_to(cases, id_, Status.INVESTIGATING)
    sign_in_as(client)
    form = open_form(client, id_, "ask")
    clock.forward(minutes=2)
    ivo = Actor(None, "Ivo Investigator")
    cases.set_severity(id_, Severity.HIGH, ivo, version_of(database, id_))
    sent = {**form, "question": "Which address?", "step": "send"}
    answer = client.post(f"/console/complaints/{id_}/do/ask", data=sent)
    assert answer.status_code == 409
    said = ConsolePage(answer.text)
    assert "Nothing was overwritten" in said.text
    assert "Ivo Investigator" in said.text
    assert "severity set" in said.text
    assert "Which address?" in answer.text
    with database.reading() as session:
        assert session.get_one(Complaint, id_).status == Status.INVESTIGATING
    # Knowing it, they send it.
    again = {**sent, **said.inputs, "step": "send"}
    assert "The question is on its way" in (
        client.post(f"/console/complaints/{id_}/do/ask", data=again).text
    )


def test_what_is_no_longer_possible_is_given_back_to_copy(
    client: TestClient, cases: Cases, database: Database, id_: int
) -> None:
    take_to(cases, id_, Status.INVESTIGATING)
    sign_in_as(client)
    form = open_form(client, id_, "ask")
    points = [DecidedPoint("a", Outcome.UPHELD, "b")]
    cases.decide(id_, Outcome.UPHELD, points, "", OFFICIAL, version_of(database, id_))
    answer = client.post(
        f"/console/complaints/{id_}/do/ask", data={**form, "question": "Which one?"}
    )
    assert answer.status_code == 409
    assert "Which one?" in answer.text
    assert "this is not possible" in answer.text


def test_a_double_press_does_it_once(
    client: TestClient, cases: Cases, database: Database, id_: int
) -> None:
    take_to(cases, id_, Status.INVESTIGATING)
    sign_in_as(client)
    sent = {**open_form(client, id_, "ask"), "question": "Which?", "step": "send"}
    url = f"/console/complaints/{id_}/do/ask"
    assert client.post(url, data=sent).status_code == 200
    assert client.post(url, data=sent).status_code == 409
    with database.reading() as session:
        kinds = list(session.scalars(select(OutboxMail.kind)))
        assert kinds.count("question") == 1


@pytest.mark.parametrize(
    "path", ["0", "99", "99999999999999999999", "x", "1/do/nothing", "1/mails/x"]
)
def test_what_is_not_there_is_a_page_that_says_so(
    client: TestClient, path: str
) -> None:
    sign_in_as(client)
    answer = client.get(f"/console/complaints/{path}")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_the_history_tells_who_did_what(
    client: TestClient, cases: Cases, database: Database, id_: int
) -> None:
    take_to(cases, id_, Status.CLOSED)
    cases.reopen(id_, OFFICIAL, version_of(database, id_), "New evidence.")
    sign_in_as(client)
    page = ConsolePage(client.get(f"/console/complaints/{id_}").text).text
    history = page[page.index("History") :]
    for words in (
        "Complaint filed",
        "Decided",
        "Reopened",
        "New evidence.",
        "Olive Official",
    ):
        assert words in history
    with database.reading() as session:
        kinds = set(session.scalars(select(HistoryEntry.kind)))
    assert "reopened" in kinds
    assert re.search(r"of before it was reopened", page)
