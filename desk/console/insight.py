"""`/console/insight`: charts and tables of the register and of the chats, and each as CSV."""

from datetime import timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from desk.console.filters import a_day
from desk.console.route import ConsoleRoute
from desk.console.service import Console, ConsoleDependency
from desk.console.session import SignedIn
from desk.insight.charts import lying, lying_stacked, standing
from desk.insight.figures import Figures
from desk.insight.report import NAMES, Report
from desk.insight.span import Span

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_PATH = "/console/insight"
# Nobody could tell more columns apart by colour.
_MOST_COLUMNS = 7
_SHAPES = {"weeks": standing, "ages": lying_stacked, "deadlines": lying_stacked}
_SHORTCUTS = (28, 84, 365)


@router.get(_PATH)
def insight(
    request: Request,
    console: ConsoleDependency,
    staff: SignedIn,
    since: str = "",
    until: str = "",
) -> Response:
    """The page of charts. It holds only numbers, and nothing of a single complaint."""
    span = _span(console, since, until)
    report = console.report
    headlines, figures = report.of(console.database, span, console.now())
    with console.database.writing() as session:
        console.audit.record(session, staff, "insight_viewed")
    shown = {
        name: figures[name].most(_MOST_COLUMNS, report.rest)
        if name == "weeks"
        else figures[name]
        for name in NAMES
    }
    last = console.now().astimezone(console.pages.words.zone).date()
    return console.pages.page(
        request,
        "insight",
        span=span,
        query=_query(span),
        headlines=headlines,
        figures=shown,
        wording=report.wording,
        charts={name: _chart(one, report) for name, one in shown.items()},
        shortcuts=[
            (days, _query(Span(last - timedelta(days=days - 1), last)))
            for days in _SHORTCUTS
        ],
    )


@router.get(f"{_PATH}/{{name}}.csv")
def insight_csv(
    console: ConsoleDependency,
    staff: SignedIn,
    name: str,
    since: str = "",
    until: str = "",
) -> Response:
    """One table as CSV, with every column."""
    if name not in NAMES:
        raise HTTPException(404)
    span = _span(console, since, until)
    _, figures = console.report.of(console.database, span, console.now())
    with console.database.writing() as session:
        console.audit.record(session, staff, "insight_exported", detail=name)
    file = f"{name}-{span.since}-{span.until}.csv"
    return Response(
        figures[name].csv(console.report.wording[name]["label"]),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


def _span(console: Console, since: str, until: str) -> Span:
    today = console.now().astimezone(console.pages.words.zone).date()
    return Span.of(a_day(since), a_day(until), today)


def _query(span: Span) -> str:
    return urlencode({"since": span.since, "until": span.until})


def _chart(figures: Figures, report: Report) -> Markup | None:
    if figures.empty:
        return None
    words = report.wording[figures.name]
    draw = _SHAPES.get(figures.name, lying)
    # An XML library wrote the chart, and escaped every text in it.
    return Markup(draw(figures, words["title"], words["about"]))
