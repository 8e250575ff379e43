"""A stand-in for Zendesk, after its published API, which rejects what that would reject.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
https://developer.zendesk.com/api-reference/introduction/rate-limits/
"""

import base64
import json
import re
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

USER = "agent@example.com"
TOKEN = "a-zendesk-token-of-the-tests"
AGENT_ID = 1

_TICKET = {
    "subject", "comment", "requester", "requester_id", "submitter_id", "external_id",
    "tags", "priority", "status", "type", "custom_fields", "group_id", "metadata",
}  # fmt: skip
_PRIORITIES = {"urgent", "high", "normal", "low"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class Rejected(Exception):
    def __init__(self, status: int, error: str, description: str) -> None:
        self.answer = JSONResponse({"error": error, "description": description}, status)


def invalid(description: str) -> Rejected:
    return Rejected(422, "RecordInvalid", description)


@dataclass
class Zendesk:
    """`retry_after`: answers 429 so often, each asking for so many seconds. `lose`: does what
    it is asked, then fails so often before it says so. `forget_keys`: as after two hours."""

    tickets: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    audits: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    keys: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    retry_after: list[str] = field(default_factory=list)
    lose: int = 0
    asked: list[str] = field(default_factory=list)

    def app(self) -> Starlette:
        ticket = "/api/v2/tickets/{id:int}"
        return Starlette(
            routes=[
                Route("/api/v2/tickets", self._guarded(self._list), methods=["GET"]),
                Route("/api/v2/tickets", self._guarded(self._create), methods=["POST"]),
                Route(ticket, self._guarded(self._show), methods=["GET"]),
                Route(ticket, self._guarded(self._update), methods=["PUT"]),
                Route(f"{ticket}/audits", self._guarded(self._audits), methods=["GET"]),
            ]
        )

    def _guarded(self, handler: Any) -> Any:
        async def guarded(request: Request) -> JSONResponse:
            self.asked.append(f"{request.method} {request.url.path}")
            if self.retry_after:
                wait = {"Retry-After": self.retry_after.pop(0)}
                return JSONResponse({"error": "TooManyRequests"}, 429, wait)
            try:
                self._check_sign_in(request)
                answer: JSONResponse = await handler(request)
            except Rejected as rejected:
                return rejected.answer
            if self.lose and request.method in ("POST", "PUT"):
                self.lose -= 1
                return JSONResponse({"error": "lost"}, 502)
            return answer

        return guarded

    @staticmethod
    def _check_sign_in(request: Request) -> None:
        right = base64.b64encode(f"{USER}/token:{TOKEN}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {right}":
            raise Rejected(401, "Couldn't authenticate you", "")

    async def _list(self, request: Request) -> JSONResponse:
        wanted = request.query_params.get("external_id")
        tickets = [t for t in self.tickets.values() if t["external_id"] == wanted]
        return JSONResponse({"tickets": tickets, "count": len(tickets)})

    async def _show(self, request: Request) -> JSONResponse:
        return JSONResponse({"ticket": self._ticket(request)})

    async def _audits(self, request: Request) -> JSONResponse:
        id_ = self._ticket(request)["id"]
        page = int(request.query_params.get("page", "1"))
        size = min(int(request.query_params.get("per_page", "100")), 100)
        audits = self.audits[id_]
        more = len(audits) > page * size
        return JSONResponse(
            {
                "audits": audits[(page - 1) * size : page * size],
                "next_page": "https://next.example" if more else None,
            }
        )

    async def _create(self, request: Request) -> JSONResponse:
        body = await request.body()
        key = request.headers.get("idempotency-key")
        if key is not None and len(key) > 255:
            raise Rejected(400, "IdempotentRequestError", "key too long")
        if key in self.keys:
            earlier, id_ = self.keys[key]
            if earlier != body:
                raise Rejected(
                    400, "IdempotentRequestError", "Request parameters don't match"
                )
            hit = {"x-idempotency-lookup": "hit"}
            return JSONResponse({"ticket": self.tickets[id_]}, 201, hit)
        said = self._said(request, body)
        comment = said.get("comment")
        if not isinstance(comment, dict) or not str(comment.get("body", "")).strip():
            raise invalid("Description: cannot be blank")
        requester = self._requester(said)
        id_ = len(self.tickets) + 1
        self.tickets[id_] = {
            "id": id_,
            "subject": said.get("subject"),
            "description": comment["body"],
            "external_id": said.get("external_id"),
            "requester_id": requester,
            "submitter_id": requester,
            "tags": said.get("tags", []),
            "status": "new",
        }
        self.comments[id_], self.audits[id_] = [], []
        self._add_comment(id_, {**comment, "author_id": requester}, said)
        if key is not None:
            self.keys[key] = (body, id_)
        miss = {"x-idempotency-lookup": "miss"}
        return JSONResponse({"ticket": self.tickets[id_]}, 201, miss)

    async def _update(self, request: Request) -> JSONResponse:
        ticket = self._ticket(request)
        said = self._said(request, await request.body())
        if ticket["status"] == "closed":
            raise invalid("Status: closed prevents ticket update")
        if comment := said.get("comment"):
            author = comment.get("author_id", AGENT_ID)
            if author not in (AGENT_ID, *self.users.values()):
                raise invalid("Author: is invalid")
            if not str(comment.get("body", "")).strip():
                raise invalid("Comment body: cannot be blank")
            self._add_comment(ticket["id"], comment, said)
        return JSONResponse({"ticket": ticket})

    def _add_comment(
        self, id_: int, comment: dict[str, Any], said: dict[str, Any]
    ) -> None:
        self.comments[id_].append(comment)
        custom = {"custom": said.get("metadata", {})}
        self.audits[id_].append({"id": len(self.audits[id_]), "metadata": custom})

    def _requester(self, said: dict[str, Any]) -> int:
        requester = said.get("requester")
        if requester is None:
            return AGENT_ID
        email = str(requester.get("email", ""))
        if not _EMAIL.fullmatch(email):
            raise invalid("Requester: Email is not properly formatted")
        if email not in self.users:
            if not str(requester.get("name", "")).strip():
                raise invalid("Requester: Name: is too short")
            self.users[email] = 100 + len(self.users)
        return self.users[email]

    @staticmethod
    def _said(request: Request, body: bytes) -> dict[str, Any]:
        if request.headers.get("content-type") != "application/json":
            raise Rejected(415, "UnsupportedMediaType", "")
        try:
            said = json.loads(body)["ticket"]
        except (ValueError, KeyError, TypeError):
            raise Rejected(400, "InvalidJson", "no ticket") from None
        if unknown := said.keys() - _TICKET:
            # Zendesk overlooks them; here they are a mistake of ours.
            raise invalid(f"unknown: {unknown}")
        if said.get("priority") not in {None, *_PRIORITIES}:
            raise invalid("Priority: is not valid")
        if any(" " in tag for tag in said.get("tags", [])):
            raise invalid("Tags: hold a space")
        assert isinstance(said, dict)
        return said

    def _ticket(self, request: Request) -> dict[str, Any]:
        try:
            return self.tickets[request.path_params["id"]]
        except KeyError:
            raise Rejected(404, "RecordNotFound", "Not found") from None
