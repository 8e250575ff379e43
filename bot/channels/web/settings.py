"""Settings of the web channel: from its credentials, then the environment.

Keys of `bot.channels.web.channel.WebChat` in credentials.yml, all optional, besides those of
the chat itself (bot/chat/settings.py):

    secret_file    holds the signing key; else CHAT_SECRET; else VAR_DIR/secrets/chat.key
    origins        other web origins that may embed the chat, such as "https://www.example.com";
                   else CHAT_ORIGINS, with spaces between them
    proxies        how many trusted proxies stand in front (their X-Forwarded-For is believed)
    title          the page's title
    widget         the widget's folder, with the built one in dist/; else the one that came along
    token_days     how long a token lives; it is replaced when half of that is over
    limits         see Limits

Only the environment says where the plain form is: COMPLAINT_FORM_URL.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from bot.chat.settings import (
    ChatSettings,
    Positive,
    SettingsError,
    chat_values,
    converted,
    var_folder,
)
from firm import path_from

WIDGET = Path(__file__).resolve().parents[3] / "widget"
# Not keys of credentials.yml, which more people can read.
_FROM_ENVIRONMENT = frozenset({"secret", "form_url", "firm_file"})


class Rate(Struct, frozen=True, forbid_unknown_fields=True):
    """`burst` at once, then `per_minute`."""

    burst: Annotated[float, Meta(ge=1)]
    per_minute: Positive


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """`text` in characters (Unicode code points) of one message."""

    text: Annotated[int, Meta(ge=1)] = 8_000
    session_messages: Rate = Rate(300, 120)
    address_messages: Rate = Rate(1_200, 600)
    address_sessions: Rate = Rate(30, 10)
    # Not limited by address: the machine itself, and a proxy on it that `proxies` does not count.
    exempt: tuple[str, ...] = ("127.0.0.1", "::1")


class Settings(ChatSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the chat and of its web channel."""

    secret_file: Path
    firm_file: Path
    secret: str | None = None
    form_url: str | None = None
    origins: tuple[str, ...] = ()
    proxies: Annotated[int, Meta(ge=0)] = 0
    title: str | None = None
    widget: Path = WIDGET
    token_days: Positive = 7.0
    heartbeat_seconds: Positive = 15.0
    limits: Limits = Limits()

    # It holds the signing key.
    __repr__ = object.__repr__


def read_settings(
    credentials: Mapping[str, Any] | None, environ: Mapping[str, str]
) -> Settings:
    """Settings from the channel's credentials and the environment.

    Raises SettingsError for an unknown key or a value of the wrong kind, and firm.FirmError.
    """
    given = credentials or {}
    if unknown := _FROM_ENVIRONMENT & given.keys():
        raise SettingsError(f"the chat: unknown key {min(unknown)!r}")
    values = chat_values(given, environ)
    if "secret_file" not in values:
        values["secret_file"] = var_folder(environ) / "secrets" / "chat.key"
        values["secret"] = environ.get("CHAT_SECRET") or None
    values["firm_file"] = path_from(environ)
    values["form_url"] = environ.get("COMPLAINT_FORM_URL") or None
    values["origins"] = tuple(
        _origin(origin)
        for origin in values.get("origins") or environ.get("CHAT_ORIGINS", "").split()
    )
    return converted(Settings, values)


def _origin(origin: object) -> str:
    text = str(origin).rstrip("/").lower()
    if text != "*" and not text.startswith(("http://", "https://")):
        raise SettingsError(
            f"the chat: origins: {origin!r} is not like https://www.example.com"
        )
    return text
