"""The queue: what waits for somebody, in what order, found by what, and given to whom."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from msgspec import structs
from sqlalchemy import func, select

from desk.cases.clocks import clocks_of
from desk.console.queue.filters import Sort, View
from desk.console.queue.rows import PAGE
from desk.models import AuditEntry, Complaint, StaffSearch
from desk.storage.database import Database
from desk.tests.conftest import Clock, DeskFor
from desk.tests.console.queue.conftest import Changing
from desk.tests.support.cases import file_one
from desk.tests.support.staffing import sign_in_as
from firm import Firm

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")
QUEUE = "/console/"


def listed(page: str) -> list[int]:
    """The ids of the complaints on a page, in its order."""
    return [int(id_) for id_ in re.findall(r'href="/console/complaints/(\d+)"', page)]


def test_nobody_sees_it_without_signing_in(client: TestClient) -> None:
    for path in (QUEUE, "/console/complaints/1"):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (
            303,
            "/console/sign-in",
        )


def test_what_is_due_first_stands_first(client: TestClient, three: list[int]) -> None:
    sign_in_as(client)
    # The first is acknowledged, so that its answer is what is due: after the others'
    # acknowledgements.
    assert listed(client.get(QUEUE).text) == [three[1], three[2], three[0]]


@pytest.mark.parametrize("sort", list(Sort))
def test_every_order_is_of_all_complaints(
    client: TestClient, three: list[int], sort: Sort, change: Changing
) -> None:
    change(three[2], severity="high")
    sign_in_as(client)
    expected = {
        Sort.DUE: [three[1], three[2], three[0]],
        Sort.SEVERITY: [three[2], three[1], three[0]],
        Sort.NEWEST: three[::-1],
        Sort.OLDEST: three,
    }
    assert listed(client.get(f"{QUEUE}?sort={sort}").text) == expected[sort]


def test_each_view_shows_what_it_says(
    client: TestClient, three: list[int], change: Changing, clock: Clock
) -> None:
    staff = sign_in_as(client)
    change(three[0], assignee_id=staff.id, status="waiting_for_client")
    change(three[1], flags=["account_id"])
    change(three[2], status="closed", resolved_at=clock(), closed_at=clock())
    assert clock().date().isoformat() == "2025-01-15"
    first, second, third = three
    for view, expected in {
        View.OPEN: [second, first],
        View.MINE: [first],
        View.UNASSIGNED: [second],
        # Received on Monday, to be acknowledged by Wednesday.
        View.DUE_TODAY: [second],
        View.OVERDUE: [],
        View.WAITING: [first],
        View.HELD_MAIL: [],
        View.FLAGGED: [second],
        View.ENDED: [third],
        View.ALL: [third, second, first],
    }.items():
        assert listed(client.get(f"{QUEUE}?view={view}").text) == expected, view
    clock.forward(days=1)
    sign_in_as(client, "supervisor")
    assert listed(client.get(f"{QUEUE}?view=overdue").text) == [second]
    assert "Not acknowledged in time" in client.get(QUEUE).text
    assert "1 day late" in client.get(QUEUE).text


@pytest.mark.parametrize(
    ("zone", "asked", "overdue"),
    [
        # The day after in Tokyo, where in Greenwich the day itself is not over.
        ("Asia/Tokyo", datetime(2025, 1, 21, 23, tzinfo=UTC), True),
        ("Asia/Tokyo", datetime(2025, 1, 21, 14, tzinfo=UTC), False),
        ("America/New_York", datetime(2025, 1, 22, 1, tzinfo=UTC), False),
        ("America/New_York", datetime(2025, 1, 22, 6, tzinfo=UTC), True),
    ],
)
def test_what_was_asked_for_in_time_is_not_overdue_by_the_days_of_the_firm(
    desk_for: DeskFor,
    database: Database,
    firm: Firm,
    clock: Clock,
    change: Changing,
    zone: str,
    asked: datetime,
    overdue: bool,
) -> None:
    there = structs.replace(
        firm,
        calendar=structs.replace(firm.calendar, time_zone=zone),
        deadlines=structs.replace(firm.deadlines, pause_while_waiting=True),
    )
    id_ = file_one(database, there, clock)
    clock.time = datetime(2025, 1, 23, 15, tzinfo=UTC)
    waiting = {"status": "waiting_for_client", "acknowledged_at": clock()}
    due = date(2025, 1, 21)
    change(
        id_,
        of=there,
        resolve_by=due,
        legal_limit=None,
        waiting_since=asked,
        **waiting,
    )
    with database.reading() as session:
        _, resolve, *_ = clocks_of(session.get_one(Complaint, id_), there, clock())
    assert (resolve.state == "missed") == overdue
    with TestClient(desk_for(there)) as client:
        sign_in_as(client)
        assert listed(client.get(f"{QUEUE}?view=overdue").text) == [id_] * overdue


def test_while_a_clock_is_paused_the_order_is_by_the_date_that_the_line_shows(
    desk_for: DeskFor, database: Database, firm: Firm, clock: Clock, change: Changing
) -> None:
    there = structs.replace(
        firm, deadlines=structs.replace(firm.deadlines, pause_while_waiting=True)
    )
    waits, runs = (file_one(database, there, clock, country="US") for _ in range(2))
    clock.time = datetime(2025, 1, 20, 12, tzinfo=UTC)
    acknowledged = {"acknowledged_at": clock()}
    asked = {"status": "waiting_for_client", "waiting_since": clock() - timedelta(7)}
    # A week of waiting moves the 21st behind the 24th.
    change(waits, of=there, due_by=date(2025, 1, 21), **acknowledged, **asked)
    change(runs, of=there, due_by=date(2025, 1, 24), **acknowledged)
    with TestClient(desk_for(there)) as client:
        sign_in_as(client)
        page = client.get(QUEUE).text
        assert listed(page) == [runs, waits]
        assert page.index("24 Jan 2025") < page.index("28 Jan 2025")
        assert "21 Jan 2025" not in page


def test_filters_narrow_together(
    client: TestClient, three: list[int], change: Changing
) -> None:
    sign_in_as(client)
    change(three[1], severity="high", category="fees")
    for query in ("severity=high", "category=fees", "country=DE", "status=received"):
        assert three[1] in listed(client.get(f"{QUEUE}?{query}").text), query
    assert listed(client.get(f"{QUEUE}?severity=high&country=IE").text) == []
    assert listed(client.get(f"{QUEUE}?assignee=nobody").text) != []


@pytest.mark.parametrize(
    "query",
    [
        "view=x",
        "sort=x",
        "after=x",
        "after=1.2.3.4",
        "before=9999-99-99.1.1",
        "after=0",
        "country=%00",
        "search=aaaaaaaaaaaaaaaaaaaaaa",
        "assignee=999999999",
        "a=b&a=c",
        "after=2025-01-01.0.99999999999999999999",
        "status=%27%22%3E",
        "view=all&sort=due",
    ],
)
def test_no_address_is_an_error(
    client: TestClient, three: list[int], query: str
) -> None:
    sign_in_as(client)
    assert client.get(f"{QUEUE}?{query}").status_code == 200


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_lead_through_all_of_them_once_and_back(
    client: TestClient, database: Database, firm: Firm, clock: Clock, sort: Sort
) -> None:
    for _ in range(PAGE + 7):
        file_one(database, firm, clock)
    sign_in_as(client)
    first = client.get(f"{QUEUE}?sort={sort}").text
    more = re.search(r'rel="next" href="([^"]+)"', first)
    assert more
    second = client.get(more[1].replace("&amp;", "&")).text
    assert len(listed(first)) == PAGE
    assert len(set(listed(first) + listed(second))) == PAGE + 7
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back
    assert 'rel="next"' not in second
    again = client.get(back[1].replace("&amp;", "&")).text
    assert listed(again) == listed(first)
    assert 'rel="prev"' not in again


def test_a_search_finds_and_its_words_are_in_no_address(
    client: TestClient, three: list[int], database: Database
) -> None:
    staff = sign_in_as(client)
    answer = client.post(
        "/console/search", data={"q": "hopper", "filters": ""}, follow_redirects=False
    )
    address = answer.headers["location"]
    assert "hopper" not in address.lower()
    page = client.get(address).text
    assert listed(page) == [three[1]]
    assert 'value="hopper"' in page
    with database.reading() as session:
        entry = session.scalars(
            select(AuditEntry).order_by(AuditEntry.id.desc())
        ).first()
        assert entry is not None
        assert (entry.staff_id, entry.action) == (staff.id, "register_searched")
        assert "hopper" not in entry.detail


def test_a_search_is_its_author_s_alone_and_is_forgotten_after_a_day(
    client: TestClient, three: list[int], database: Database, clock: Clock
) -> None:
    sign_in_as(client)
    sent = {"q": "hopper", "filters": ""}
    address = client.post("/console/search", data=sent, follow_redirects=False).headers[
        "location"
    ]
    sign_in_as(client, "supervisor")
    page = client.get(address).text
    assert "hopper" not in page
    assert listed(page) == []
    clock.forward(days=2)
    sign_in_as(client, email="third@example.com")
    client.post("/console/search", data=sent)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(StaffSearch)) == 1


@pytest.mark.parametrize(
    "typed", ['"', "' OR 1=1 --", "a" * 5000, "\0", "  ", "NEAR/2"]
)
def test_anything_can_be_typed_into_the_search(
    client: TestClient, three: list[int], typed: str
) -> None:
    sign_in_as(client)
    answer = client.post("/console/search", data={"q": typed, "filters": "view=x&;"})
    assert answer.status_code == 200


def test_what_clients_wrote_is_text_and_nothing_else(
    client: TestClient, database: Database, firm: Firm, clock: Clock
) -> None:
    id_ = file_one(
        database,
        firm,
        clock,
        full_name="<script>alert(1)</script>",
        description="{{ 7*7 }}<b>",
    )
    sign_in_as(client)
    assert "<script>alert" not in client.get(QUEUE).text
    page = client.get(f"/console/complaints/{id_}").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}&lt;b&gt;" in page
