"""`/files/{token}`: the page by which a client adds files to a complaint. No JavaScript.

Whoever has the token in the address may use it: it is random, stands in no log, and
goes to no other site. Opening the page changes nothing, so that a program that opens
links before people do (as mail scanners do) does not use the link up; the first file
does.
"""

import logging
import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.requests import ClientDisconnect

from desk.files.intake import Intake
from desk.files.limits import LARGEST_POST, SESSION_LASTS
from desk.files.links import PATH, LinkShut, Shut
from desk.form.file_pages import FilePages
from desk.storage.database import UNAVAILABLE
from desk.web.attempts import Attempts
from desk.web.csrf import from_elsewhere
from desk.web.desk import DeskDependency
from desk.web.guards import GUARDS
from desk.web.multipart import Reader, Unreadable
from firm import Firm

log = logging.getLogger(__name__)

router = APIRouter(include_in_schema=False)

COOKIE = "files"
_STATUS = {
    Shut.UNKNOWN: 404,
    Shut.EXPIRED: 410,
    Shut.CLOSED: 410,
    Shut.ELSEWHERE: 403,
}


@dataclass(frozen=True)
class FileDesk:
    """The services of the pages. `attempts` counts posts by network address."""

    pages: FilePages
    attempts: Attempts


def file_desk_of(firm: Firm) -> FileDesk:
    """The evidence pages of one firm."""
    return FileDesk(FilePages(firm), Attempts(most=60, seconds=600))


async def _files(request: Request) -> FileDesk:
    files = request.app.state.files
    assert isinstance(files, FileDesk)
    return files


Files = Annotated[FileDesk, Depends(_files)]


@router.get(f"{PATH}{{token}}")
def upload_page(
    token: str, request: Request, desk: DeskDependency, files: Files
) -> Response:
    """The page to choose files on."""
    try:
        cookie = request.cookies.get(COOKIE)
        holding = desk.evidence.holding(token, cookie, desk.now())
    except LinkShut as shut:
        return _shut(files, shut)
    return _answer(files.pages.upload(holding), 200)


@router.post(f"{PATH}{{token}}")
async def take_files(
    token: str, request: Request, desk: DeskDependency, files: Files
) -> Response:
    """Takes the files, or closes the link (`step`)."""
    pages = files.pages
    if from_elsewhere(request, trusted=("same-origin", "same-site")):
        return _answer(pages.stopped("not_recognised"), 403)
    seconds = files.attempts.wait(request.client.host if request.client else "")
    if seconds:
        minutes = str(-(-seconds // 60))
        page = _answer(pages.stopped("too_many", minutes=minutes), 429)
        page.headers["Retry-After"] = str(seconds)
        return page
    if _announced(request) > LARGEST_POST:
        return _answer(pages.stopped("too_large"), 413)
    cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(32)
    now = desk.now()
    try:
        # Checked before anything is read: nobody fills the disk through a shut link.
        await run_in_threadpool(desk.evidence.holding, token, cookie, now)
        return await _read(request, files, token, cookie, desk)
    except LinkShut as shut:
        return _shut(files, shut)
    except UNAVAILABLE as error:
        log.error("database_unavailable", exc_info=error)
        return _answer(pages.stopped("unavailable"), 503)


async def _read(
    request: Request, files: FileDesk, token: str, cookie: str, desk: DeskDependency
) -> Response:
    pages, evidence, now = files.pages, desk.evidence, desk.now()
    problem = None
    with Intake(evidence, token, cookie, now) as intake:
        try:
            step = await _feed(request, intake)
        except Unreadable:
            intake.break_off()
            step, problem = "add", pages.problem("unreadable")
        taken = intake.taken
    if step == "done" and not taken:
        holding = await run_in_threadpool(evidence.close, token, cookie, now)
        return _answer(pages.done(holding), 200)
    holding = await run_in_threadpool(evidence.holding, token, cookie, now)
    if not taken and problem is None:
        problem = pages.problem("nothing_chosen")
    fresh = sum(1 for one in taken if one.reason is None and not one.again)
    fields = {"added": fresh, "refused": sum(1 for one in taken if one.reason)}
    log.info("files_taken", extra={"fields": fields})
    wrong = problem is not None or fields["refused"]
    page = _answer(
        pages.upload(holding, taken, problem), 422 if wrong else 201 if fresh else 200
    )
    if any(one.reason is None for one in taken):
        page.set_cookie(
            COOKIE,
            cookie,
            max_age=int(SESSION_LASTS.total_seconds()),
            path=request.url.path,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
    return page


async def _feed(request: Request, intake: Intake) -> str:
    """Reads the body into the intake; returns the pressed button. Raises Unreadable."""
    reader = Reader(request.headers.get("content-type", ""), intake)
    length = 0
    try:
        async for piece in request.stream():
            length += len(piece)
            if length > LARGEST_POST:
                intake.break_off()
                return "add"
            await run_in_threadpool(reader.feed, piece)
    except ClientDisconnect:
        raise Unreadable from None
    reader.finish()
    return reader.fields.get("step", "add")


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isdigit() else 0


def _shut(files: FileDesk, shut: LinkShut) -> Response:
    return _answer(files.pages.shut(shut.why), _STATUS[shut.why])


def _answer(page: str, status: int) -> Response:
    return HTMLResponse(page, status, {**GUARDS, "Cache-Control": "no-store"})
