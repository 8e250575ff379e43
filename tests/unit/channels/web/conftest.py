"""A real Sanic server with the channel, on a free port, and a dialogue that tests write."""

import asyncio
import json
import socket
import threading
import uuid
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sanic import Sanic
from sanic.log import logger as sanic_log
from typing_extensions import Self

from bot.channels.web.channel import WebChat
from bot.channels.web.settings import Settings, read_settings
from tests.patience import SECONDS

SECRET = "a key for tests that is long enough for HS256"
Script = Callable[[UserMessage], Awaitable[None]]


async def echo(message: UserMessage) -> None:
    text = f"you said {message.text}"
    await message.output_channel.send_response(message.sender_id, {"text": text})


@dataclass
class FakeDialogue:
    """Stands for Rasa: keeps what it heard, answers by `script`, remembers in a tracker."""

    script: Script = echo
    heard: list[UserMessage] = field(default_factory=list)
    store: Any = field(
        default_factory=lambda: InMemoryTrackerStore(domain=Domain.empty())
    )
    remembers: bool = True

    async def listen(self, message: UserMessage) -> None:
        self.heard.append(message)
        await self.script(message)
        if self.remembers:
            await self.remember(message.sender_id, message.message_id)

    async def remember(self, session: str, message_id: str) -> None:
        tracker = await self.store.get_or_create_tracker(session)
        tracker.update(UserUttered("x", message_id=message_id))
        await self.store.save(tracker)

    def texts(self) -> list[str]:
        return [str(m.text) for m in self.heard]


class Server:
    """Runs the channel. `base` is the address of /webhooks/webchat."""

    def __init__(self, settings: Settings, dialogue: FakeDialogue) -> None:
        self.dialogue = dialogue
        self.settings = settings
        self.channel = WebChat(settings)
        self.loop = asyncio.new_event_loop()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}/webhooks/webchat"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._started = threading.Event()
        self._stopping = threading.Event()

    def start(self) -> "Server":
        self._thread.start()
        assert self._started.wait(SECONDS), "the test server did not start"
        return self

    def _serve(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._run())

    async def _run(self) -> None:
        Sanic.test_mode = True  # lets one process start several apps
        app = Sanic(f"test_{uuid.uuid4().hex}", configure_logging=False)
        sanic_log.setLevel("WARNING")
        app.ctx.agent = SimpleNamespace(tracker_store=self.dialogue.store)
        app.blueprint(
            self.channel.blueprint(self.dialogue.listen),
            url_prefix="/webhooks/webchat",
        )
        server = await app.create_server(
            "127.0.0.1",
            self.port,
            return_asyncio_server=True,
            access_log=False,
            asyncio_server_kwargs={"start_serving": False},
        )
        assert server is not None
        await server.startup()
        await server.before_start()
        await server.start_serving()
        await server.after_start()
        self._started.set()
        while not self._stopping.is_set():
            await asyncio.sleep(0.01)
        await server.before_stop()
        await server.close()
        await server.after_stop()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(SECONDS)

    def run(self, work: Awaitable[Any]) -> Any:
        """Runs a coroutine on the server's loop."""

        async def wrapped() -> Any:
            return await work

        return asyncio.run_coroutine_threadsafe(wrapped(), self.loop).result(SECONDS)

    def open(self, **body: Any) -> "Client":
        answer = requests.post(f"{self.base}/sessions", json=body, timeout=SECONDS)
        assert answer.status_code == 201, answer.text
        return Client(self.base, answer.json()["token"], answer.json()["session"])


@dataclass
class Client:
    base: str
    token: str
    session: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, body: Any, **headers: str) -> requests.Response:
        return requests.post(
            f"{self.base}/messages",
            json=body,
            headers={**self.headers, **headers},
            timeout=SECONDS,
        )

    def send(self, text: str, message_id: str | None = None) -> str:
        message_id = message_id or str(uuid.uuid4())
        answer = self.post({"id": message_id, "text": text})
        assert answer.status_code == 202, answer.text
        return message_id

    def press(self, payload: str, text: str = "") -> requests.Response:
        return self.post({"id": str(uuid.uuid4()), "text": text, "payload": payload})

    def stream(self, after: int = 0, query: str = "", **headers: str) -> "Stream":
        answer = requests.get(
            f"{self.base}/events?after={after}{query}",
            headers={**self.headers, **headers},
            stream=True,
            timeout=SECONDS,
        )
        assert answer.status_code == 200, answer.text
        return Stream(answer)

    def turn(self, message_id: str, query: str = "") -> list["Frame"]:
        """The numbered events from the beginning to the end of that message's turn."""
        with self.stream(query=query) as stream:
            return stream.until_end_of(message_id)

    def answers(self, message_id: str) -> list[Any]:
        return [
            f.data
            for f in self.turn(message_id)
            if f.name == "message" and f.data.get("in_reply_to") == message_id
        ]


@dataclass
class Frame:
    name: str
    number: int | None
    data: Any


class Stream:
    """Reads server-sent events; comments are kept as frames without a name."""

    def __init__(self, answer: requests.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines(chunk_size=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.answer.close()

    def __iter__(self) -> Iterator[Frame]:
        name, number, data = "", None, None
        for raw in self._lines:
            line = raw.decode()
            key, _, value = line.partition(": ")
            if line == "":
                if data is not None:
                    yield Frame(name, number, json.loads(data))
                name, number, data = "", None, None
            elif key == "event":
                name = value
            elif key == "id":
                number = int(value)
            elif key == "data":
                data = value
            elif line.startswith(":"):
                yield Frame("", None, None)

    def until_end_of(self, message_id: str) -> list[Frame]:
        frames = []
        for frame in self:
            if frame.name in ("message", "turn_end", "said"):
                frames.append(frame)
            if frame.name == "turn_end" and frame.data["in_reply_to"] == message_id:
                return frames
        raise AssertionError(f"the stream ended before the turn did: {frames}")


@pytest.fixture
def dialogue() -> FakeDialogue:
    return FakeDialogue()


@pytest.fixture
def serve(tmp_path: Path, dialogue: FakeDialogue) -> Iterator[Callable[..., Server]]:
    """Starts servers with the given credentials on one ledger, and stops them all."""
    servers: list[Server] = []

    def start(**credentials: Any) -> Server:
        given = {"welcome": "", **credentials}
        environ = {"VAR_DIR": str(tmp_path), "CHAT_SECRET": SECRET}
        server = Server(read_settings(given, environ), dialogue).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    return serve()
