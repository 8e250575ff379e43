"""The door to the chat: a message is safe by every channel it comes through."""

import asyncio
import importlib
import socket
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, Sanic

from bot.channels.web.channel import WebChat
from bot.channels.web.settings import read_settings
from bot.chat.channel import ChatChannel, refuse_other_channels
from bot.chat.chat import Chat
from bot.chat.records import NotOffered, Unstorable
from bot.chat.sentences import load_sentences
from bot.chat.settings import ChatSettings, SettingsError, read_chat_settings
from shield.turn_contract import WORD_JOINER
from tests.patience import SECONDS
from tests.unit.channels.web.conftest import FakeDialogue, Server

CREDENTIALS = Path(__file__).parents[3] / "credentials.yml"
SAFE = {"open_session", "has_session", "forget", "was_taken"}
READING = {"clock", "events_after", "said_after", "listening", "typing", "unasked"}
LIFE = {"open", "start", "close"}


class Door(ChatChannel):
    """The smallest possible channel."""

    @classmethod
    def name(cls) -> str:
        return "door"

    def routes(self) -> Blueprint:
        return Blueprint("door")


def in_memory(**given: Any) -> ChatSettings:
    return read_chat_settings({"database_url": "sqlite://", "welcome": "", **given}, {})


def chat_with(dialogue: FakeDialogue) -> Chat:
    return Chat(in_memory(), load_sentences(), dialogue.listen, lambda: dialogue.store)


def heard_of(act: Callable[[Chat, str], Any], dialogue: FakeDialogue) -> list[str]:
    """The texts that Rasa hears when `act` is done in a new session."""

    async def run() -> None:
        chat = chat_with(dialogue)
        await chat.open()
        await chat.start()
        try:
            await act(chat, await chat.open_session())
            deadline = time.monotonic() + SECONDS
            while chat._queue._workers and time.monotonic() < deadline:
                await asyncio.sleep(0.01)
        finally:
            await chat.close()

    asyncio.run(run())
    return dialogue.texts()


def test_the_chat_has_no_way_in_but_typed_words_and_presses() -> None:
    chat = chat_with(FakeDialogue())
    ways = {name for name in dir(chat) if not name.startswith("_")}
    assert ways - SAFE - READING - LIFE == {"hear_typed", "hear_pressed"}


def test_typed_words_come_without_secrets_and_are_never_obeyed(
    dialogue: FakeDialogue,
) -> None:
    async def act(chat: Chat, session: str) -> None:
        await chat.hear_typed(session, str(uuid.uuid4()), "/submit")
        await chat.hear_typed(session, str(uuid.uuid4()), "my password is Hunter2.")

    assert heard_of(act, dialogue) == [
        f"{WORD_JOINER}/submit",
        "my password is [removed: password].",
    ]


def test_only_what_a_button_of_the_session_offered_is_obeyed(
    dialogue: FakeDialogue,
) -> None:
    async def act(chat: Chat, session: str) -> None:
        with pytest.raises(NotOffered):
            await chat.hear_pressed(session, str(uuid.uuid4()), "/submit")
        with pytest.raises(Unstorable):
            await chat.hear_typed(session, str(uuid.uuid4()), "a\0b")

    assert heard_of(act, dialogue) == []


def test_every_channel_that_the_server_opens_is_a_door_to_the_chat() -> None:
    named = yaml.safe_load(CREDENTIALS.read_text("utf-8"))
    assert named
    for name in named:
        module, _, kind = name.rpartition(".")
        assert issubclass(getattr(importlib.import_module(module), kind), ChatChannel)


def test_a_channel_past_the_chat_is_refused_at_start() -> None:
    refuse_other_channels([Door(in_memory())])
    with pytest.raises(SettingsError, match="'rest' does not go through the chat"):
        refuse_other_channels([Door(in_memory()), RestInput()])


def test_a_channel_that_would_have_rasas_own_handler_is_no_channel() -> None:
    with pytest.raises(TypeError, match="makes `routes`"):

        class Thief(ChatChannel):
            def blueprint(self, on_new_message: Any) -> Blueprint:  # type: ignore[misc]  # what is refused here
                return Blueprint("thief")


async def _opened(dialogue: FakeDialogue, *channels: ChatChannel) -> None:
    Sanic.test_mode = True
    app = Sanic(f"test_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = SimpleNamespace(tracker_store=dialogue.store)
    app.ctx.input_channels = list(channels)
    for channel in channels:
        app.blueprint(channel.blueprint(dialogue.listen), url_prefix=channel.name())
    # Sanic takes port 0 for none given.
    listener = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(
        sock=listener, return_asyncio_server=True, access_log=False
    )
    assert server is not None
    await server.startup()
    try:
        await server.before_start()
        await server.after_start()
        assert len({id(channel.chat) for channel in channels}) == 1
    finally:
        await server.before_stop()
        await server.close()


def test_the_channels_of_one_server_share_one_chat(
    tmp_path: Path, dialogue: FakeDialogue
) -> None:
    environ = {"VAR_DIR": str(tmp_path)}
    web = WebChat(read_settings({}, environ))
    asyncio.run(_opened(dialogue, web, Door(read_chat_settings({}, environ))))


def test_channels_that_would_share_two_ledgers_are_refused(
    tmp_path: Path, dialogue: FakeDialogue
) -> None:
    web = WebChat(read_settings({}, {"VAR_DIR": str(tmp_path)}))
    with pytest.raises(SettingsError, match="share one chat"):
        asyncio.run(_opened(dialogue, web, Door(in_memory())))


def test_a_reminder_reaches_a_session_outside_its_turns(server: Server) -> None:
    client = server.open()
    output = server.channel.get_output_channel()
    with client.stream() as stream:
        server.run(output.send_response(client.session, {"text": "Still there?"}))
        told = next(frame for frame in stream if frame.name == "message")
    assert told.data == {"text": "Still there?"}
