"""Exports: one complaint as PDF, JSON or the regulation's template, a file of a client,
and the register as CSV.

The audit log records each of them before it is handed out.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from desk.cases.case import Case
from desk.console.case.opened import OpenCase, Opened
from desk.console.filters import Id
from desk.console.queue.filters import Filters
from desk.console.queue.rows import Asker, batches
from desk.console.queue.searches import typed_in
from desk.console.route import ConsoleRoute
from desk.console.service import ConsoleDependency
from desk.console.session import SignedIn, Supervisor
from desk.exports.annex import annex_pdf
from desk.exports.case_json import ComplaintExport, case_json
from desk.exports.case_pdf import case_pdf
from desk.exports.register_csv import register_csv
from desk.files.names import disposition
from desk.files.store import Damaged
from desk.models import Complaint, EvidenceFile
from desk.search.find import Sought
from desk.web.desk import DeskDependency
from firm import Firm

log = logging.getLogger(__name__)

router = APIRouter(route_class=ConsoleRoute, include_in_schema=False)

_COMPLAINTS = "/console/complaints"
_CASE = f"{_COMPLAINTS}/{{complaint_id}}"
_PDF = "application/pdf"
# If a browser shows a download in spite of its header, nothing in it may run.
_HARMLESS = {"Content-Security-Policy": "default-src 'none'; sandbox"}

Writer = Callable[[Case, Sequence[EvidenceFile], Firm, datetime], bytes]


@router.get(f"{_COMPLAINTS}/export.schema.json")
def schema(staff: SignedIn) -> Response:
    """The JSON Schema of the export of one complaint."""
    return JSONResponse(
        ComplaintExport.model_json_schema(), media_type="application/schema+json"
    )


@router.get(f"{_CASE}/export.pdf")
def as_pdf(opened: Opened) -> Response:
    """The complaint with its whole history as PDF, for people."""
    return _export(opened, case_pdf, "{}.pdf", _PDF)


@router.get(f"{_CASE}/export.json")
def as_json(opened: Opened) -> Response:
    """The complaint with its whole history as JSON, for another system."""
    return _export(opened, case_json, "{}.json", "application/json")


@router.get(f"{_CASE}/annex")
def as_annex(opened: Opened) -> Response:
    """The complaint in the layout of the regulation's template."""
    return _export(opened, annex_pdf, "{}-annex.pdf", _PDF)


@router.get(f"{_CASE}/files/{{file_id}}")
def file_of_client(opened: Opened, file_id: Id) -> Response:
    """A client's file as a download, which the browser never shows itself."""
    try:
        file = opened.desk.evidence.download(opened.id, file_id)
    except Damaged:
        log.error("content_damaged", extra={"fields": {"file": file_id}})
        raise HTTPException(500) from None
    if file is None:
        raise HTTPException(404)
    opened.record("file_downloaded", f"file {file_id}")
    return _download(file.content, file.name, file.media_type)


@router.get("/console/register.csv")
def as_csv(
    request: Request,
    console: ConsoleDependency,
    desk: DeskDependency,
    staff: Supervisor,
) -> Response:
    """The register as CSV, narrowed by the filters of the queue."""
    filters = Filters.read(request.query_params)
    asker = Asker.of(staff, desk.firm, desk.now())
    with console.database.writing() as session:
        typed = typed_in(session, filters.search, staff.id)
        sought = Sought.read(typed, session.connection())
        console.audit.record(
            session, staff, "register_exported", detail=str(filters.view)
        )
    nothing = bool(filters.search) and sought is None

    def complaints() -> Iterator[Complaint]:
        if not nothing:
            yield from batches(console.database, filters, sought, asker)

    headers = {
        "Content-Disposition": disposition(f"register-{asker.today.isoformat()}.csv"),
        **_HARMLESS,
    }
    return StreamingResponse(
        register_csv(complaints()), media_type="text/csv", headers=headers
    )


def _export(opened: OpenCase, write: Writer, name: str, media_type: str) -> Response:
    name = name.format(opened.case.complaint.reference)
    opened.record("complaint_exported", name.rpartition("-")[2])
    desk = opened.desk
    evidence = desk.evidence.of(opened.id)
    content = write(opened.case, evidence, desk.firm, desk.now())
    return _download(content, name, media_type)


def _download(content: bytes, name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": disposition(name), **_HARMLESS}
    return Response(content, media_type=media_type, headers=headers)
