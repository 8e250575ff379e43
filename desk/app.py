"""The desk as an ASGI application: its pages, its API and its background workers."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from desk.adapters.posting import Adapter
from desk.api import (
    acknowledgements,
    complaints,
    events,
    health,
    notes,
    status,
    upload_links,
    withdrawals,
)
from desk.cases.acknowledgement import Acknowledgements
from desk.cases.changes import Changes
from desk.cases.client_notes import Notes
from desk.cases.correspondence import Correspondence
from desk.cases.intake import Register
from desk.cases.service import Cases
from desk.clock import utc_now
from desk.console import (
    account,
    audit,
    data_requests,
    deliveries,
    insight,
    mails,
    nowhere,
    sign_in,
    staff,
    static_files,
)
from desk.console.case import exports
from desk.console.case import routes as case
from desk.console.queue import routes as queue
from desk.console.service import console_of
from desk.files.evidence import Evidence
from desk.files.links import PATH as FILES
from desk.files.store import Store
from desk.form import files
from desk.form import routes as form
from desk.form.files import file_desk_of
from desk.form.routes import form_of
from desk.mail.delivery import MailDelivery
from desk.retention.erasure import Erasures
from desk.retention.requests import DataRequests
from desk.retention.sweep import Retention
from desk.storage.database import Database
from desk.web.attempts import Attempts
from desk.web.body_limit import BodyLimit
from desk.web.desk import Desk
from desk.web.problems import ProblemDetails, answer_errors_as_problems
from desk.web.request_log import RequestLog
from desk.workers.background import Background
from desk.workers.clocks import Sweeper
from desk.workers.deliveries import DeliveryWorker
from desk.workers.files import StoreSweeper
from desk.workers.mail import MailWorker, Pace
from desk.workers.retention import RetentionSweeper
from firm import Firm

PREFIX = "/api/v1"
CONSOLE = (
    static_files,
    sign_in,
    account,
    staff,
    audit,
    mails,
    data_requests,
    deliveries,
    insight,
    queue,
    # Before the case page, which would take the name of the schema for a number.
    exports,
    case,
    # Last: it answers every address under /console that no route above takes.
    nowhere,
)
# Ten texts at their longest, in the widest JSON escapes, come to 2.4 MB.
LARGEST_BODY = 3 * 1024 * 1024


def create_app(
    *,
    firm: Firm,
    database: Database,
    token: str,
    delivery: MailDelivery,
    files_dir: Path,
    now: Callable[[], datetime] = utc_now,
    pace: Pace = Pace(),
    mail_dir: Path | None = None,
    adapters: Mapping[str, Adapter] | None = None,
) -> FastAPI:
    """The desk of one firm on a database that is already migrated.

    The workers run from the start of the application to its end: mails, clocks, and, with
    `adapters` (by their names in firm.yml), deliveries to other systems.

    Files of complaints are kept in `files_dir`. `mail_dir` is the folder of mails written
    as files, if there is one: erasure deletes from it too.
    """
    worker = MailWorker(
        database=database, firm=firm, delivery=delivery, now=now, pace=pace
    )
    sweeper = Sweeper(database, firm, now)
    store = Store(files_dir)
    evidence = Evidence(database, store, firm)
    erasures = Erasures(database, firm, store, mail_dir)
    retention = Retention(database, firm, erasures, now)
    background: list[Background] = [
        worker,
        sweeper,
        StoreSweeper(evidence),
        RetentionSweeper(database, retention),
    ]
    if adapters:
        background.append(
            DeliveryWorker(
                database=database, firm=firm, adapters=adapters, now=now, pace=pace
            )
        )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for work in background:
                await stack.enter_async_context(work.running())
            yield

    app = FastAPI(
        title=f"{firm.name}: complaint desk",
        version="1",
        openapi_url=f"{PREFIX}/openapi.json",
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        # Its records of refused requests quote the requests.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "auto_configure": False,
        },
    )
    changes = Changes(database, firm, now, worker.wake)
    app.state.desk = Desk(
        firm=firm,
        database=database,
        register=Register(database, firm),
        notes=Notes(database, firm),
        acknowledgements=Acknowledgements(database, firm, worker.wake),
        cases=Cases(changes),
        correspondence=Correspondence(changes),
        evidence=evidence,
        token=token,
        now=now,
        pair_attempts=Attempts(most=20, seconds=300),
        mail_is_due=worker.wake,
        is_at_work=lambda: all(work.is_running() for work in background),
    )
    app.include_router(complaints.router, prefix=PREFIX)
    app.include_router(status.router, prefix=PREFIX)
    app.include_router(acknowledgements.router, prefix=PREFIX)
    app.include_router(notes.router, prefix=PREFIX)
    app.include_router(withdrawals.router, prefix=PREFIX)
    app.include_router(upload_links.router, prefix=PREFIX)
    app.include_router(events.router, prefix=PREFIX)
    app.state.files = file_desk_of(firm)
    app.include_router(files.router)
    app.state.data_requests = DataRequests(database, firm, store, erasures, now)
    app.state.form = form_of(firm, token)
    app.include_router(health.router)
    app.include_router(form.router)
    app.state.console = console_of(firm, database, token, now)
    for pages in CONSOLE:
        app.include_router(pages.router)
    answer_errors_as_problems(app)
    app.add_middleware(BodyLimit, largest=LARGEST_BODY, but=FILES)
    app.add_middleware(RequestLog)
    _document_problems(app)
    return app


def _document_problems(app: FastAPI) -> None:
    """Puts the schema of problem details, which every error refers to, into the OpenAPI."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        template = "#/components/schemas/{model}"
        problem = ProblemDetails.model_json_schema(ref_template=template)
        schemas.update(problem.pop("$defs", {}))
        schemas[ProblemDetails.__name__] = problem
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way
