"""The insight page counts rightly, shows it in pictures and tables, and tells of no one."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from desk.insight.figures import Figures
from desk.insight.report import NAMES
from desk.insight.span import Span
from desk.models import AuditEntry, Complaint, HistoryEntry
from desk.storage.database import Database
from desk.tests.api.test_events import event, report
from desk.tests.conftest import Clock, Postbox
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from desk.tests.support.staffing import console_of, sign_in_as
from firm import Firm

INSIGHT = "/console/insight"
Row = dict[str, str]


def table(client: TestClient, name: str, query: str = "") -> dict[str, Row]:
    """A figure's CSV: its rows by their label."""
    answer = client.get(f"{INSIGHT}/{name}.csv?{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    head = rows[0]
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows[1:]}


@pytest.fixture
def filed(
    client: TestClient, database: Database, firm: Firm, postbox: Postbox
) -> Callable[..., Complaint]:
    """Files a complaint and sets what became of it. No mail goes out, which would
    acknowledge it."""
    postbox.refusal = ConnectionRefusedError()

    def filed(body: dict[str, object] | None = None, **became: object) -> Complaint:
        answer = file(client, complaint_to(firm, **(body or {})))
        with database.writing() as session:
            chosen = select(Complaint).where(
                Complaint.reference == answer.json()["reference"]
            )
            complaint = session.scalars(chosen).one()
            for name, value in became.items():
                setattr(complaint, name, value)
            return complaint

    return filed


def test_complaints_are_counted_by_category_and_week(
    client: TestClient, clock: Clock, firm: Firm, filed: Callable[..., Complaint]
) -> None:
    first, second = firm.categories[0], firm.categories[1]
    filed({"category": first.id})
    filed({"category": "my own words", "flags": ["category"]})
    clock.forward(days=7)
    filed({"category": second.id})
    filed({"category": second.id})
    sign_in_as(client)
    weeks = table(client, "weeks", "since=2025-01-06&until=2025-01-19")
    assert weeks == {
        "6 Jan 2025": {first.title: "1", second.title: "0", "Not in the list": "1"},
        "13 Jan 2025": {first.title: "0", second.title: "2", "Not in the list": "0"},
    }
    sums = table(client, "categories")
    assert {label: row["Complaints"] for label, row in sums.items()} == {
        second.title: "2",
        first.title: "1",
        "Not in the list": "1",
    }
    assert "my own words" not in client.get(INSIGHT).text


def test_the_days_are_the_firms_and_only_those_asked_for(
    client: TestClient, clock: Clock, filed: Callable[..., Complaint]
) -> None:
    clock.time = datetime(2025, 7, 1, 23, 30, tzinfo=UTC)  # 2 July in Dublin
    filed()
    sign_in_as(client)
    assert table(client, "categories", "since=2025-07-01&until=2025-07-01") == {}
    assert len(table(client, "categories", "since=2025-07-02&until=2025-07-02")) == 1


def test_open_complaints_are_counted_by_age_and_clock(
    client: TestClient, clock: Clock, filed: Callable[..., Complaint]
) -> None:
    filed()
    clock.forward(days=60)
    filed()
    filed(status="closed", resolved_at=clock.time, closed_at=clock.time)
    sign_in_as(client)
    ages = table(client, "ages", "since=2025-03-01&until=2025-03-02")
    assert ages["0–2"] == {
        "On time": "1",
        "Due soon": "0",
        "Waiting for client": "0",
        "Overdue": "0",
    }
    assert ages["57+"]["Overdue"] == "1"
    assert "Overdue now" in client.get(INSIGHT).text


def test_dates_are_counted_as_kept_missed_or_open(
    client: TestClient, clock: Clock, filed: Callable[..., Complaint]
) -> None:
    received = clock.time
    in_time, late = received + timedelta(days=3), received + timedelta(days=40)
    for acknowledged, resolved in ((in_time, in_time), (in_time, late), (late, None)):
        filed(
            status="resolved" if resolved else "investigating",
            acknowledged_at=acknowledged,
            resolved_at=resolved,
            first_resolved_at=resolved,
        )
    sign_in_as(client)
    dates = table(client, "deadlines")
    assert dates["Acknowledgement"] == {
        "Kept": "2",
        "Still open": "0",
        "Withdrawn in time": "0",
        "Missed": "1",
    }
    assert (dates["Answer"]["Kept"], dates["Answer"]["Missed"]) == ("1", "1")
    assert dates["Answer"]["Still open"] == "1"


def test_steps_take_as_long_as_they_took_and_decisions_are_counted(
    client: TestClient,
    clock: Clock,
    database: Database,
    filed: Callable[..., Complaint],
) -> None:
    received = clock.time
    for days, outcome in ((4, "upheld"), (8, "not_upheld")):
        answered = received + timedelta(days=days)
        complaint = filed(
            status="resolved",
            outcome=outcome,
            acknowledged_at=received + timedelta(hours=12),
            resolved_at=answered,
            first_resolved_at=answered,
        )
        with database.writing() as session:
            session.add(
                HistoryEntry(
                    complaint_id=complaint.id,
                    at=received + timedelta(days=1),
                    actor_name="Olive",
                    kind="moved",
                    from_status="acknowledged",
                    to_status="investigating",
                    reason="",
                    data={},
                )
            )
    filed(status="withdrawn", closed_at=received)
    sign_in_as(client)
    times = table(client, "times")
    assert [row["Days on average"] for row in times.values()] == [
        "0.5",
        "1.0",
        "6.0",
        "5.0",
    ]
    outcomes = table(client, "outcomes")
    assert [row["Complaints"] for row in outcomes.values()] == ["1", "0", "1", "1"]


def test_the_funnel_counts_chats_and_support_counts_questions(
    client: TestClient,
) -> None:
    report(
        client,
        event("started"),
        event("started"),
        event("field_answered", "email"),
        event("field_answered", "email"),
        event("review_shown"),
        event("filed"),
        event("started", conversation="c-2"),
        event("left", conversation="c-2"),
        event("started", conversation="c-3"),
        event("field_answered", "email", conversation="c-3"),
        event("sent_to_support", "fees", conversation="c-3"),
        event("sent_to_support", "fees", conversation="c-3"),
        event("this_is_a_complaint", "fees", conversation="c-3"),
        event("this_is_a_complaint", conversation="c-3"),
        event("person_asked", conversation="c-3"),
    )
    sign_in_as(client)
    funnel = {label: row["Chats"] for label, row in table(client, "funnel").items()}
    assert funnel["Begun"] == "3"
    assert funnel["E-mail"] == "2"
    assert funnel["What happened"] == "0"
    assert funnel["Review shown"] == funnel["Filed"] == "1"
    assert funnel["Stopped by the client"] == funnel["Went silent"] == "1"
    support = table(client, "support")
    assert support == {"Fees": {"Sent to support": "2", "“This is a complaint”": "1"}}


def test_every_picture_has_a_title_a_description_and_a_table(
    client: TestClient, filed: Callable[..., Complaint]
) -> None:
    filed()
    report(client, event("started"), event("sent_to_support", "fees"))
    sign_in_as(client)
    page = client.get(INSIGHT).text
    pieces = page.split("<svg")[1:]
    assert len(pieces) == len(NAMES) - 2  # no step was taken, nothing decided
    for piece in pieces:
        svg = ElementTree.fromstring("<svg" + piece.split("</svg>")[0] + "</svg>")
        ids = svg.get("aria-labelledby", "").split()
        told = [e.get("id") for e in svg if e.tag.endswith(("title", "desc"))]
        assert svg.get("role") == "img"
        assert ids == told
        assert not [e for e in svg.iter() if "style" in e.attrib]
        assert not [e for e in svg.iter() if e.tag.endswith(("script", "}style"))]
    assert page.count("<table>") == len(pieces)


def test_an_empty_register_has_a_page_too(client: TestClient) -> None:
    sign_in_as(client)
    page = client.get(f"{INSIGHT}?since=2025-02-01&until=2024-01-01")
    assert page.status_code == 200
    assert "No complaint is open." in page.text
    assert "<svg" not in page.text


@pytest.mark.parametrize("query", ["since=x", "since=0001-01-01&until=9999-12-31"])
def test_any_time_can_be_asked_for(client: TestClient, query: str) -> None:
    sign_in_as(client)
    assert client.get(f"{INSIGHT}?{query}").status_code == 200


def test_looking_and_downloading_are_in_the_audit_log(client: TestClient) -> None:
    sign_in_as(client)
    client.get(INSIGHT)
    table(client, "funnel")
    assert client.get(f"{INSIGHT}/register.csv").status_code == 404
    with console_of(client).database.reading() as session:
        log = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(one.action, one.detail) for one in log] == [
        ("insight_viewed", ""),
        ("insight_exported", "funnel"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula_to_a_spreadsheet(start: str) -> None:
    figures = Figures("x", (f"{start}1+1",), ((f"{start}cmd|' /C calc'!A0", (1,)),))
    rows = list(csv.reader(io.StringIO(figures.csv(f"{start}x")[1:], newline="")))
    assert all(cell[0] == "'" for row in rows for cell in row if cell != "1")


@given(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.integers(min_value=0, max_value=2000),
)
def test_the_pieces_of_a_span_hold_each_of_its_days_once(
    since: date, days: int
) -> None:
    span = Span(since, since + timedelta(days=days))
    pieces = list(span.pieces())
    assert pieces == sorted(set(pieces))
    each = [since + timedelta(days=number) for number in range(days + 1)]
    assert {span.piece(day) for day in each} == set(pieces)
