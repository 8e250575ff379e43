"""The web channel: routes under /webhooks/webchat, as docs/contracts/chat.md describes them.

POST /sessions, DELETE /sessions, POST /messages, GET /events, GET / and the page's files.
"""

import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from functools import wraps
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty, json, redirect
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.web.limits import Gate
from bot.channels.web.origins import TOKEN_HEADER, Origins, client_address
from bot.channels.web.pages import SCRIPT, pages_of
from bot.channels.web.problems import Problem, problem_response
from bot.channels.web.requests import (
    BODY_BYTES,
    Inbound,
    read_json,
    read_locale,
    read_message,
    read_position,
    read_timezone,
)
from bot.channels.web.settings import Settings, read_settings
from bot.channels.web.stream import EventStream
from bot.channels.web.tokens import TokenError, Tokens, load_secret
from bot.chat.channel import ChatChannel, NotOpen
from bot.chat.chat import DAY, Chat
from bot.chat.records import NotOffered, Said, SessionGone

log = logging.getLogger(__name__)

NAME = "webchat"  # in the addresses: /webhooks/webchat
Handler = Callable[..., Awaitable[HTTPResponse | None]]
PRIVATE = {"Cache-Control": "no-store"}
# Tells proxies not to compress or buffer, which would hold events back.
STREAM_HEADERS = {
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
}


class WebChat(ChatChannel):
    """Named in credentials.yml as `bot.channels.web.channel.WebChat`."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._settings = settings
        self._origins = Origins(settings.origins, settings.proxies)
        self._pages = pages_of(settings, self.sentences.page_title)
        self._gate = Gate(settings.limits)
        self._tokens: Tokens | None = None

    @classmethod
    def name(cls) -> str:
        return NAME

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "WebChat":
        return cls(read_settings(credentials, os.environ))

    def opened(self, chat: Chat) -> None:
        key = load_secret(self._settings.secret, self._settings.secret_file)
        self._tokens = Tokens(key, self._settings.token_days * DAY)

    def routes(self) -> Blueprint:
        routes = Blueprint(NAME)

        async def mark_origin(request: Request, response: BaseHTTPResponse) -> None:
            self._origins.mark(request, response)

        routes.middleware(mark_origin, "response")

        def add(handler: Handler, path: str, method: str) -> None:
            routes.add_route(
                self._refusing(handler),
                path,
                methods=[method],
                stream=True,  # bodies are read by the handlers, which limit them
                name=handler.__name__.strip("_"),
            )

        add(self._open_session, "/sessions", "POST")
        add(self._clear_session, "/sessions", "DELETE")
        add(self._take_message, "/messages", "POST")
        add(self._stream_events, "/events", "GET")
        add(self._show_page, "/", "GET")
        add(self._show_script, f"/{SCRIPT}", "GET")
        add(self._show_file, "/page/<name:str>", "GET")
        for path in ("/sessions", "/messages", "/events"):
            name = f"preflight_{path[1:]}"
            routes.add_route(_preflight, path, methods=["OPTIONS"], name=name)
        return routes

    def _refusing(self, handler: Handler) -> Handler:
        """The handler, made to refuse foreign pages and answer errors as problems."""

        @wraps(handler)
        async def guarded(request: Request, **parts: str) -> HTTPResponse | None:
            request.stream.request_max_size = BODY_BYTES
            try:
                if not self._origins.may_use(request):
                    raise Problem(403, "origin")
                return await handler(request, **parts)
            except Problem as problem:
                return problem_response(problem, self.sentences)
            except NotOpen:
                starting = Problem(503, "starting", seconds=1)
                return problem_response(starting, self.sentences)
            except SQLAlchemyError as error:
                log.error("the ledger failed: %s", type(error).__name__)
                busy = Problem(503, "unavailable", seconds=2)
                return problem_response(busy, self.sentences)
            except SessionGone:
                return problem_response(Problem(401, "ended"), self.sentences)

        return guarded

    def _session(self, request: Request) -> tuple[str, dict[str, str]]:
        """The session of the request's token, and the header of a fresh token if one is due."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise Problem(401, "no_token")
        now = self.chat.clock()
        try:
            session, fresh = self._signer().read(token.strip(), now)
        except TokenError:
            raise Problem(401, "bad_token") from None
        return session, {} if fresh is None else {TOKEN_HEADER: fresh}

    def _signer(self) -> Tokens:
        if self._tokens is None:
            raise NotOpen
        return self._tokens

    async def _open_session(self, request: Request) -> HTTPResponse:
        now = self.chat.clock()
        body = await read_json(request, optional=True)
        locale, timezone = read_locale(body), read_timezone(body)
        self._gate.admit_session(self._address(request), now)
        session = await self.chat.open_session(locale, timezone)
        token = self._signer().sign(session, now)
        return json({"token": token, "session": session}, 201, PRIVATE)

    async def _clear_session(self, request: Request) -> HTTPResponse:
        session, _ = self._session(request)
        await self.chat.forget(session)
        return empty(204, PRIVATE)

    async def _take_message(self, request: Request) -> HTTPResponse:
        session, fresh = self._session(request)
        inbound = read_message(await read_json(request), self._settings.limits.text)
        try:
            said = await self._admit(request, session, inbound)
        except Problem:
            # A message sent again after a lost answer is never refused: it has been taken.
            if not await self.chat.was_taken(session, inbound.id):
                raise
            said = None
        answer = {"id": inbound.id, "duplicate": said is None}
        return json(answer, 202, {**PRIVATE, **fresh})

    async def _admit(
        self, request: Request, session: str, inbound: Inbound
    ) -> Said | None:
        """Takes a message that is within the limits; None when it was taken before."""
        now = self.chat.clock()
        self._gate.admit_message(session, self._address(request), now)
        if inbound.payload is None:
            return await self.chat.hear_typed(session, inbound.id, inbound.text)
        try:
            return await self.chat.hear_pressed(session, inbound.id, inbound.payload)
        except NotOffered:
            raise Problem(403, "not_offered") from None

    def _address(self, request: Request) -> str:
        return client_address(request, self._settings.proxies)

    async def _stream_events(self, request: Request) -> None:
        session, fresh = self._session(request)
        after = read_position(request)
        if not await self.chat.has_session(session):
            raise Problem(401, "ended")
        response = await request.respond(
            headers={**STREAM_HEADERS, **fresh}, content_type="text/event-stream"
        )
        until = self.chat.clock() + self._settings.token_days * DAY
        history = request.args.get("history") == "1"
        stream = EventStream(self.chat, self._settings.heartbeat_seconds)
        events = stream.of(session, after, until, history)
        try:
            # Closed when the client hangs up, not at the next garbage collection.
            async with aclosing(events):
                async for chunk in events:
                    await response.send(chunk)
        except SQLAlchemyError as error:
            # The answer has begun; the client comes back for the rest.
            log.error("the ledger failed in a stream: %s", type(error).__name__)
        await response.eof()

    async def _show_page(self, request: Request) -> HTTPResponse:
        # The page's files are named relative to this folder.
        if not request.path.endswith("/"):
            return redirect(f"{request.path}/", status=308)
        return self._pages.index()

    async def _show_script(self, request: Request) -> HTTPResponse:
        return self._pages.script()

    async def _show_file(self, request: Request, name: str) -> HTTPResponse:
        return self._pages.file(name) or empty(404)


async def _preflight(request: Request) -> HTTPResponse:
    return empty(204)
