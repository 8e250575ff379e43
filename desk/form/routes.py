"""`/complaint`: the form, the page to check it on, and the receipt. No JavaScript.

Nothing is kept between the pages: each carries the typed answers to the next, and only
the explicit submit files them, under the key that the first page was given. So a double
press, a reload and the back button lead to one complaint.
"""

import logging
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException

from desk.complaint.submission import Submission
from desk.form.answers import Answers, faulty, read, unread
from desk.form.complaint import submission_of
from desk.form.pages import FormPages, Sealed
from desk.form.shielding import without_secrets
from desk.storage.database import UNAVAILABLE
from desk.storage.idempotency import KeyReused
from desk.web.attempts import Attempts
from desk.web.csrf import Csrf, from_elsewhere, new_secret
from desk.web.desk import Desk, DeskDependency
from desk.web.filing import file_submission
from desk.web.guards import GUARDS
from desk.web.posted import FormReader, Posted
from desk.words.wording import Wording
from fields import FIELDS, Context
from firm import Firm
from shield import Shield

log = logging.getLogger(__name__)

router = APIRouter(include_in_schema=False)

COOKIE = "complaint_form"
_PATH = "/complaint"
# Eleven fields with at most three inputs each, and the inputs of the form itself.
_MOST_INPUTS = 60
_STYLE = Path(__file__).parent / "form.css"


@dataclass(frozen=True)
class Form:
    """The services of the form. `attempts` counts posts by network address."""

    pages: FormPages
    csrf: Csrf
    shield: Shield
    attempts: Attempts


def form_of(firm: Firm, token: str) -> Form:
    """The form of one firm; desks with the same token accept each other's forms."""
    wording = Wording(firm)
    return Form(
        pages=FormPages(firm, wording),
        csrf=Csrf(token, COOKIE),
        shield=Shield(wording.marker),
        attempts=Attempts(most=60, seconds=600),
    )


async def _form(request: Request) -> Form:
    form = request.app.state.form
    assert isinstance(form, Form)
    return form


FormDependency = Annotated[Form, Depends(_form)]


_read_form = FormReader(_MOST_INPUTS)


async def _posted(request: Request) -> Posted | HTTPException:
    """The posted inputs, or the error why they cannot be read."""
    try:
        return await _read_form(request)
    except HTTPException as refusal:
        return refusal


@router.get(_PATH)
def empty_form(request: Request, form: FormDependency) -> Response:
    """The empty form. It holds nothing personal, so "back" may show it again."""
    sealed = _sealed_anew(request, form)
    page = _answer(form.pages.form(unread({}), sealed), 200)
    page.headers["Cache-Control"] = "private, no-cache"
    form.csrf.give(page, request, sealed.visitor)
    return page


@router.get(f"{_PATH}/form.css")
def style() -> Response:
    """The style sheet of the form."""
    return FileResponse(_STYLE, media_type="text/css", headers=GUARDS)


@router.post(_PATH)
def next_page(
    request: Request,
    desk: DeskDependency,
    form: FormDependency,
    sent: Annotated[Posted | HTTPException, Depends(_posted)],
) -> Response:
    """The page that follows from the typed answers and the pressed button (`step`)."""
    pages = form.pages
    if isinstance(sent, HTTPException):
        reason = "too_large" if sent.status_code == 413 else "unreadable"
        return _answer(pages.stopped(reason), sent.status_code)
    sealed = _sealed(request, sent, form)
    if sealed is None:
        fresh = _sealed_anew(request, form)
        again = pages.form(unread(sent), fresh, problem=pages.problem("expired"))
        refused = _answer(again, 403)
        form.csrf.give(refused, request, fresh.visitor)
        return refused
    seconds = form.attempts.wait(request.client.host if request.client else "")
    if seconds:
        minutes = str(-(-seconds // 60))
        problem = pages.problem("too_many", minutes=minutes)
        page = _answer(pages.form(unread(sent), sealed, problem=problem), 429)
        page.headers["Retry-After"] = str(seconds)
        return page
    return _step(sent, sealed, desk, form)


def _step(sent: Posted, sealed: Sealed, desk: Desk, form: Form) -> Response:
    pages = form.pages
    step, _, name = sent.get("step", "").partition(":")
    tries = _tries(sent)
    kept, removed = without_secrets(sent, form.shield)
    answers = read(kept, _context(desk))
    if step == "edit":
        focus = name if name in FIELDS else None
        page = pages.form(answers, sealed, tries=tries, focus=focus, removed=removed)
        return _answer(page, 200)
    if faulty(answers):
        page = pages.form(answers, sealed, tries=tries + 1, removed=removed)
        return _answer(page, 422)
    submission = submission_of(answers, desk.firm)
    if not isinstance(submission, Submission):
        page = pages.form(submission, sealed, tries=tries + 1, removed=removed)
        return _answer(page, 422)
    # The client has not yet seen on the page to check what was cut just now.
    if step == "submit" and not removed:
        return _submit(submission, answers, sealed, desk, form, tries)
    page = pages.check(answers, sealed, _context(desk), tries=tries, removed=removed)
    return _answer(page, 200)


def _submit(
    submission: Submission,
    answers: Answers,
    sealed: Sealed,
    desk: Desk,
    form: Form,
    tries: int,
) -> Response:
    pages = form.pages
    try:
        # With a prefix of its own: no caller of the API can hit this key.
        filed = file_submission(submission, f"form {sealed.key}", desk)
    except KeyReused:
        return _answer(pages.filed_before_change(), 409)
    except UNAVAILABLE as error:
        log.error("database_unavailable", exc_info=error)
        problem = pages.problem("unavailable")
        context = _context(desk)
        page = pages.check(answers, sealed, context, tries=tries, problem=problem)
        return _answer(page, 503)
    link = _link(filed.receipt.reference, desk)
    page = pages.receipt(filed.receipt, answers, link)
    return _answer(page, 201 if filed.fresh else 200)


def _link(reference: str, desk: Desk) -> str | None:
    """The link to add files; None, which the receipt allows, without a database."""
    try:
        number = desk.register.number_in(reference)
        link = desk.evidence.link_for(number, desk.now()) if number else None
    except UNAVAILABLE as error:
        log.error("database_unavailable", exc_info=error)
        return None
    return f"files/{link.token}" if link else None


def _context(desk: Desk) -> Context:
    zone = ZoneInfo(desk.firm.calendar.time_zone)
    return Context(desk.firm, desk.now().astimezone(zone))


def _tries(sent: Posted) -> int:
    tries = sent.get("tries", "")
    return int(tries) if tries in ("1", "2", "3", "4", "5") else 0


def _answer(page: str, status: int) -> Response:
    headers = {**GUARDS, "Cache-Control": "no-store"}
    return HTMLResponse(page, status, headers)


def _sealed_anew(request: Request, form: Form) -> Sealed:
    """A new key, sealed for this visitor or for a new one."""
    visitor = form.csrf.secret(request) or new_secret()
    key = str(uuid.uuid4())
    return Sealed(visitor, key, form.csrf.mark(visitor, key))


def _sealed(request: Request, sent: Posted, form: Form) -> Sealed | None:
    """The sealed inputs; None when they are not intact, or another site sent them."""
    visitor = form.csrf.secret(request)
    key, seal = sent.get("key", ""), sent.get("seal", "")
    elsewhere = from_elsewhere(request, trusted=("same-origin", "same-site"))
    if visitor is None or elsewhere or not form.csrf.right(seal, visitor, key):
        return None
    return Sealed(visitor, key, seal)
