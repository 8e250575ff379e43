"""Errors as problem details (RFC 9457): all answers of 400 and above."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from desk.storage.database import UNAVAILABLE
from desk.web.reasons import reason_for

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
INVALID = "urn:redress:problem:invalid-request"
KEY_WRONG = "urn:redress:problem:idempotency-key-missing"
KEY_REUSED = "urn:redress:problem:idempotency-key-reused"
ENDED = "urn:redress:problem:complaint-ended"
# RFC 9457, section 4.2.1: the problem says no more than the status code.
BLANK = "about:blank"


class FieldProblem(BaseModel):
    """One field that is wrong: a JSON pointer into the body (or a header's name), and why."""

    pointer: str = Field(examples=["#/details/description"])
    detail: str = Field(examples=["is missing"])


class ProblemDetails(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(examples=[INVALID])
    title: str
    status: int
    detail: str | None = None
    errors: list[FieldProblem] | None = None
    stage: str | None = Field(
        None, description=f"The complaint's stage, for {ENDED}.", examples=["resolved"]
    )


class Problem(Exception):
    """An error to answer with. `detail` and `errors` must not quote what the client wrote."""

    def __init__(
        self,
        status: int,
        *,
        kind: str = BLANK,
        title: str | None = None,
        detail: str | None = None,
        errors: list[FieldProblem] | None = None,
        stage: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {kind}")
        self.body = ProblemDetails(
            type=kind,
            title=title or HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            errors=errors,
            stage=stage,
        )
        self.headers = headers

    def response(self) -> JSONResponse:
        """The answer, as `application/problem+json`."""
        return JSONResponse(
            self.body.model_dump(exclude_none=True),
            status_code=self.body.status,
            media_type=MEDIA_TYPE,
            headers=self.headers,
        )


def invalid(errors: list[FieldProblem]) -> Problem:
    """A 422: the request is understood, and these fields of it are wrong."""
    return Problem(
        422,
        kind=INVALID,
        title="The request has fields that are wrong",
        errors=errors,
    )


def ended(stage: str) -> Problem:
    """A 409: the complaint is decided, closed or withdrawn, as `stage` says."""
    return Problem(
        409, kind=ENDED, title="The complaint has ended already", stage=stage
    )


def pointer(place: tuple[int | str, ...]) -> str:
    """A JSON pointer (RFC 6901) as a fragment, such as `#/details/ticket_numbers/0`."""
    return "#" + "".join(
        f"/{str(p).replace('~', '~0').replace('/', '~1')}" for p in place
    )


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """A route's `responses`: problem details for each of these statuses."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {
                MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
            },
        }
        for status in statuses
    }


def answer_errors_as_problems(app: FastAPI) -> None:
    """Registers the handlers that answer every error with problem details."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    for unavailable in UNAVAILABLE:
        app.add_exception_handler(unavailable, _unavailable)
    app.add_exception_handler(Exception, _unexpected)


def _problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return error.response()


def _validation(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return invalid([_field(fault) for fault in error.errors()]).response()


def _field(fault: dict[str, Any]) -> FieldProblem:
    source, *place = fault["loc"]
    # In a body that is not JSON the place is a character's number: all of it is wrong.
    inside = tuple(place) if fault["type"] != "json_invalid" else ()
    where = (
        pointer(inside)
        if source == "body"
        else f"{source}: {'.'.join(map(str, place))}"
    )
    return FieldProblem(pointer=where, detail=reason_for(fault))


def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    # FastAPI's 400 is for a body that it cannot read: not UTF-8, or nested too deeply.
    detail = "The body cannot be read as JSON." if error.status_code == 400 else None
    headers = dict(error.headers or {})
    return Problem(error.status_code, detail=detail, headers=headers).response()


def _unavailable(_request: Request, error: Exception) -> JSONResponse:
    log.error("database_unavailable", exc_info=error)
    return Problem(
        503,
        detail="Nothing was stored that is not confirmed. Try again with the same key.",
        headers={"Retry-After": "5"},
    ).response()


def _unexpected(_request: Request, _error: Exception) -> JSONResponse:
    # Starlette raises it again after the answer, and the server logs it.
    return Problem(500).response()
