"""The base of every channel of the Rasa server: a door to the chat and to nothing else.

A channel makes routes. It is given the chat (`bot.chat.chat.Chat`), never Rasa's own handler
of messages, so whatever comes through it has passed the shield and obeys only what was
offered. docs/channels.md is the checklist for a further channel.
"""

import asyncio
from typing import Any, final

from rasa.core.channels.channel import InputChannel, OutputChannel
from sanic import Blueprint, Sanic

from bot.chat.chat import Chat
from bot.chat.dialogue import Listen
from bot.chat.sentences import BUILT_IN, load_sentences
from bot.chat.settings import ChatSettings, SettingsError, chat_part


class NotOpen(Exception):
    """The server is starting, or has stopped."""


class ChatChannel(InputChannel):
    """A channel; `routes` is what it adds. The channels of one server share one chat."""

    def __init__(self, settings: ChatSettings) -> None:
        self._chat_settings = chat_part(settings)
        self.sentences = load_sentences(settings.sentences or BUILT_IN)
        self._chat: Chat | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "blueprint" in cls.__dict__:
            raise TypeError(
                f"{cls.__name__} makes `routes`; `blueprint` stays as it is"
            )

    def routes(self) -> Blueprint:
        """The channel's addresses."""
        raise NotImplementedError

    def opened(self, chat: Chat) -> None:
        """Makes what the channel needs, when the server starts, after any fork."""

    @property
    def chat(self) -> Chat:
        """The running chat; raises NotOpen."""
        if self._chat is None:
            raise NotOpen
        return self._chat

    def get_output_channel(self) -> OutputChannel:
        """The output for speaking to a session outside its turns, as reminders do."""
        return self.chat.unasked()

    @final
    def blueprint(self, on_new_message: Listen) -> Blueprint:
        """The routes. The chat itself is made when the server starts, after any fork."""
        routes = self.routes()

        async def open_chat(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            refuse_other_channels(getattr(app.ctx, "input_channels", None) or ())
            self._chat = await self._shared_chat(app, on_new_message)
            self.opened(self._chat)

        async def start_chat(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            if _made_by(app) is self:
                await self.chat.start()

        async def close_chat(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            if _made_by(app) is self:
                await self.chat.close()

        routes.listener(open_chat, "before_server_start")
        routes.listener(start_chat, "after_server_start")
        routes.listener(close_chat, "before_server_stop")
        return routes

    async def _shared_chat(self, app: Sanic, listen: Listen) -> Chat:
        """The chat of this server, which its first channel makes."""
        maker = _made_by(app)
        if maker is not None:
            if maker._chat_settings != self._chat_settings:
                raise SettingsError(
                    "the chat: the channels of one server share one chat: "
                    "database_url, redis_url, welcome, sentences, turn_seconds and "
                    "keep_days must be the same under each in credentials.yml"
                )
            return maker.chat

        def tracker_store() -> Any:
            return getattr(getattr(app.ctx, "agent", None), "tracker_store", None)

        chat = Chat(self._chat_settings, self.sentences, listen, tracker_store)
        await chat.open()
        app.ctx.chat_made_by = self
        return chat


def refuse_other_channels(channels: Any) -> None:
    """Raises SettingsError when a channel would hand messages to Rasa past the chat.

    Rasa's own channels keep no secret out, and obey whatever a client types after a slash.
    """
    for channel in channels:
        if not isinstance(channel, ChatChannel):
            raise SettingsError(
                f"credentials.yml: the channel {channel.name()!r} does not go through "
                "the chat (bot/chat/channel.py), so secrets would be stored and typed "
                "commands obeyed; take it out"
            )


def _made_by(app: Sanic) -> ChatChannel | None:
    maker: ChatChannel | None = getattr(app.ctx, "chat_made_by", None)
    return maker
