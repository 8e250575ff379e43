"""Refusals as RFC 9457 problem details, each with a sentence that the page shows."""

from http import HTTPStatus

from sanic.response import HTTPResponse, json

from bot.chat.sentences import Sentences


class Problem(Exception):
    """A refused request. `code` is a key of `problems` in data/en/wording/chat.yml."""

    def __init__(self, status: int, code: str, **values: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.values = values


def problem_response(problem: Problem, sentences: Sentences) -> HTTPResponse:
    """`reason` is for people, `code` for programs; 429 and 503 carry Retry-After in seconds."""
    reason = sentences.problem(problem.code, **problem.values)
    headers = {"Cache-Control": "no-store"}
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if "seconds" in problem.values:
        headers["Retry-After"] = str(problem.values["seconds"])
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "reason": reason,
        "detail": reason,
    }
    return json(body, problem.status, headers, content_type="application/problem+json")
