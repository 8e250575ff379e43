"""Settings of the chat, whatever its channels: from credentials.yml, then the environment.

Keys under a channel in credentials.yml, all optional:

    database_url   SQLAlchemy URL; else CHAT_DB_URL; else SQLite in VAR_DIR/webchat.db
    redis_url      wakes other processes; else REDIS_URL; else they poll
    welcome        the payload that opens a chat; empty for none
    sentences      another file such as data/en/wording/chat.yml
    turn_seconds   how long the dialogue may work on one message
    keep_days      idle chats are deleted after so many days; else retention.drafts_days of firm.yml
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from firm import load_firm, path_from

S = TypeVar("S", bound=Struct)
Positive = Annotated[float, Meta(gt=0)]


class SettingsError(ValueError):
    """credentials.yml or the environment is wrong; the text says which key and why."""


class ChatSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the chat itself. Times are in the unit that their name ends with."""

    database_url: str
    redis_url: str | None = None
    welcome: str = "/greet"
    sentences: Path | None = None
    turn_seconds: Positive = 60.0
    keep_days: Positive = 30.0

    # The URLs hold passwords.
    __repr__ = object.__repr__


def read_chat_settings(
    given: Mapping[str, Any], environ: Mapping[str, str]
) -> ChatSettings:
    """The chat's part of a channel's credentials; keys that are the channel's own are left out.

    Raises SettingsError and firm.FirmError.
    """
    own = {key: given[key] for key in ChatSettings.__struct_fields__ if key in given}
    return converted(ChatSettings, chat_values(own, environ))


def chat_part(settings: ChatSettings) -> ChatSettings:
    """The chat's part of a channel's settings, to be compared with another channel's."""
    names = ChatSettings.__struct_fields__
    return ChatSettings(**{name: getattr(settings, name) for name in names})


def chat_values(given: Mapping[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """Credentials without empty keys, filled up from the environment; nothing is checked."""
    values = {key: value for key, value in given.items() if value is not None}
    values["database_url"] = database_url(
        values.get("database_url")
        or environ.get("CHAT_DB_URL")
        or f"sqlite:///{var_folder(environ) / 'webchat.db'}"
    )
    values["redis_url"] = values.get("redis_url") or environ.get("REDIS_URL") or None
    if "keep_days" not in values:
        values["keep_days"] = load_firm(path_from(environ)).retention.drafts_days
    return values


def converted(kind: type[S], values: Mapping[str, Any]) -> S:
    """The values as settings of this kind; raises SettingsError with the key and the reason."""
    try:
        # Not strict: variables that Rasa puts into credentials.yml are always text.
        return msgspec.convert(values, kind, strict=False, dec_hook=_build)
    except msgspec.ValidationError as error:
        raise SettingsError(_explained(error)) from None


def var_folder(environ: Mapping[str, str]) -> Path:
    """The folder of files for which no setting names a place."""
    return Path(environ.get("VAR_DIR") or "var")


def tracker_url(environ: Mapping[str, str]) -> str | None:
    """The SQLAlchemy URL of Rasa's conversations (endpoints.yml); None if unset."""
    url = environ.get("CHAT_DB_URL")
    return database_url(url) if url else None


def database_url(url: object) -> str:
    """The URL with a scheme that SQLAlchemy 1.4 knows: it knows neither `postgres://`
    nor psycopg 3, which other parts may use. Raises SettingsError when it is no URL."""
    scheme, mark, rest = str(url).partition("://")
    if not mark:
        raise SettingsError("the chat: database_url must be an SQLAlchemy URL")
    if scheme.split("+")[0] in ("postgres", "postgresql"):
        return f"postgresql+psycopg2://{rest}"
    return str(url)


def _build(kind: type, value: object) -> object:
    return kind(value)  # a Path, which msgspec does not know


def _explained(error: msgspec.ValidationError) -> str:
    """The key and the reason, of "Expected `int`, got `str` - at `$.proxies`"."""
    reason, _, place = str(error).partition(" - at `")
    key = place.rstrip("`").removeprefix("$").removeprefix(".")
    if unknown := re.search(r"unknown field `(.+)`", reason):
        return f"the chat: unknown key {'.'.join(filter(None, (key, unknown[1])))!r}"
    return f"the chat: {key}: {reason}" if key else f"the chat: {reason}"
