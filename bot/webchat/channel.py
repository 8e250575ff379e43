"""The Rasa input channel `webchat`: routes under /webhooks/webchat.

POST /sessions, DELETE /sessions, POST /messages, GET /events, GET / and the page's files.
The contract is in the project's design; settings are described in settings.py.
"""

import asyncio
import logging
import os
import uuid
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from functools import wraps
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty, json, redirect
from sqlalchemy.exc import SQLAlchemyError

from bot.action_replies import check_schema_once
from bot.webchat.chat import Chat
from bot.webchat.dialogue import Listen
from bot.webchat.logs import keep_texts_out_of_logs
from bot.webchat.origins import TOKEN_HEADER, Origins, client_address
from bot.webchat.output import CHANNEL, TurnOutput
from bot.webchat.pages import SCRIPT, pages_of
from bot.webchat.problems import Problem, problem_response
from bot.webchat.records import Message, Said, SessionGone
from bot.webchat.requests import (
    BODY_BYTES,
    Inbound,
    read_json,
    read_locale,
    read_message,
    read_position,
)
from bot.webchat.sentences import BUILT_IN, load_sentences
from bot.webchat.settings import Settings, read_settings
from bot.webchat.tokens import TokenError

log = logging.getLogger(__name__)

Handler = Callable[..., Awaitable[HTTPResponse | None]]
PRIVATE = {"Cache-Control": "no-store"}
# Proxies that compress or gather would hold events back.
STREAM_HEADERS = {
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
}


class WebChat(InputChannel):
    """Named in credentials.yml as `bot.webchat.channel.WebChat`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sentences = load_sentences(settings.sentences or BUILT_IN)
        self._origins = Origins(settings.origins, settings.proxies)
        self._pages = pages_of(
            settings.title or self._sentences.page_title, settings.widget
        )
        self._chat: Chat | None = None

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "WebChat":
        return cls(read_settings(credentials, os.environ))

    def get_output_channel(self) -> OutputChannel:
        """Speaks to a session outside its turns, as reminders do."""
        return TurnOutput(self._say_unasked, self._sentences)

    async def _say_unasked(
        self, session: str, body: dict[str, Any], offers: list[tuple[str, str]]
    ) -> None:
        chat = self._running()
        event = await chat.background(
            chat.ledger.append, session, None, body, offers, chat.clock()
        )
        chat.hub.publish(session, event)

    def blueprint(self, on_new_message: Listen) -> Blueprint:
        """The routes. The chat itself is made when the server starts, after any fork."""
        routes = Blueprint("webchat")

        async def open_chat(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            keep_texts_out_of_logs()
            check_schema_once()

            def tracker_store() -> Any:
                return getattr(getattr(app.ctx, "agent", None), "tracker_store", None)

            self._chat = Chat(
                self._settings, self._sentences, on_new_message, tracker_store
            )
            await self._chat.open()

        async def start_chat(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            await self._running().start()

        async def close_chat(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            await self._running().close()

        async def mark_origin(request: Request, response: BaseHTTPResponse) -> None:
            self._origins.mark(request, response)

        routes.listener(open_chat, "before_server_start")
        routes.listener(start_chat, "after_server_start")
        routes.listener(close_chat, "before_server_stop")
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

    def _running(self) -> Chat:
        if self._chat is None:
            raise Problem(503, "starting", seconds=1)
        return self._chat

    def _refusing(self, handler: Handler) -> Handler:
        """Turns a Problem into its response, and a foreign page away."""

        @wraps(handler)
        async def guarded(request: Request, **parts: str) -> HTTPResponse | None:
            request.stream.request_max_size = BODY_BYTES
            try:
                if not self._origins.may_use(request):
                    raise Problem(403, "origin")
                return await handler(request, **parts)
            except Problem as problem:
                return problem_response(problem, self._sentences)
            except SQLAlchemyError as error:
                log.error("the ledger failed: %s", type(error).__name__)
                busy = Problem(503, "unavailable", seconds=2)
                return problem_response(busy, self._sentences)
            except SessionGone:
                return problem_response(Problem(401, "ended"), self._sentences)

        return guarded

    def _session(self, request: Request) -> tuple[str, dict[str, str]]:
        """The session of the request's token, and the header of a fresh token if one is due."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise Problem(401, "no_token")
        chat = self._running()
        try:
            session, fresh = chat.tokens.read(token.strip(), chat.clock())
        except TokenError:
            raise Problem(401, "bad_token") from None
        return session, {} if fresh is None else {TOKEN_HEADER: fresh}

    async def _open_session(self, request: Request) -> HTTPResponse:
        chat = self._running()
        body = await read_json(request, optional=True)
        address = client_address(request, self._settings.proxies)
        chat.gate.admit_session(address, chat.clock())
        session, locale = str(uuid.uuid4()), read_locale(body)
        welcome = self._welcome(session, locale)
        await chat.background(
            chat.ledger.open_session, session, locale, chat.clock(), welcome
        )
        if welcome is not None:
            chat.queue.wake(session)
        token = chat.tokens.sign(session, chat.clock())
        return json({"token": token, "session": session}, 201, PRIVATE)

    def _welcome(self, session: str, locale: str | None) -> Message | None:
        payload = self._settings.welcome
        if not payload:
            return None
        return Message(session, str(uuid.uuid4()), "", payload, "internal", (), locale)

    async def _clear_session(self, request: Request) -> HTTPResponse:
        session, _ = self._session(request)
        await self._running().forget(session)
        return empty(204, PRIVATE)

    async def _take_message(self, request: Request) -> HTTPResponse:
        chat = self._running()
        session, fresh = self._session(request)
        inbound = read_message(await read_json(request), self._settings.limits.text)
        try:
            said = await self._admit(request, session, inbound)
        except Problem:
            # A message sent again after a lost answer is never refused: it has been taken.
            if not await chat.background(chat.ledger.is_known, session, inbound.id):
                raise
            said = None
            chat.queue.wake(session)
        answer = {"id": inbound.id, "duplicate": said is None}
        return json(answer, 202, {**PRIVATE, **fresh})

    async def _admit(
        self, request: Request, session: str, inbound: Inbound
    ) -> Said | None:
        """Stores a message that is within the limits and obeys what was offered."""
        chat = self._running()
        address = client_address(request, self._settings.proxies)
        chat.gate.admit_message(session, address, chat.clock())
        message = await self._message(session, inbound)
        return await chat.take(message)

    async def _message(self, session: str, inbound: Inbound) -> Message:
        chat, payload = self._running(), inbound.payload
        if payload is None:
            safe = chat.shield.cut(inbound.text)
            return Message(
                session, inbound.id, safe.text, None, "typed", safe.kinds, None
            )
        title = await chat.background(chat.ledger.offered_title, session, payload)
        if title is None:
            raise Problem(403, "not_offered")
        return Message(session, inbound.id, title, payload, "pressed", (), None)

    async def _stream_events(self, request: Request) -> None:
        chat = self._running()
        session, fresh = self._session(request)
        after = read_position(request)
        if not await chat.background(chat.ledger.has_session, session):
            raise Problem(401, "ended")
        response = await request.respond(
            headers={**STREAM_HEADERS, **fresh}, content_type="text/event-stream"
        )
        until = chat.clock() + self._settings.token_days * 86_400
        history = request.args.get("history") == "1"
        events = chat.events.stream(session, after, until, history)
        try:
            # Closed at once when the client hangs up, not when memory is next tidied.
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
        return self._pages.script() or empty(404)

    async def _show_file(self, request: Request, name: str) -> HTTPResponse:
        return self._pages.file(name) or empty(404)


async def _preflight(request: Request) -> HTTPResponse:
    return empty(204)
