"""The channel's settings: the only place that reads its credentials and the environment.

Keys of `bot.webchat.channel.WebChat` in credentials.yml, all optional:

    database_url   SQLAlchemy URL; else CHAT_DB_URL; else SQLite in VAR_DIR/webchat.db
    redis_url      wakes other processes; else REDIS_URL; else they poll
    secret_file    holds the signing key; else CHAT_SECRET; else VAR_DIR/secrets/chat.key
    origins        other web origins that may embed the chat, such as "https://www.example.com";
                   else CHAT_ORIGINS, with spaces between them
    proxies        how many trusted proxies stand in front (their X-Forwarded-For is believed)
    welcome        the payload that opens a chat; empty for none
    title          the page's title
    widget         the folder of the built widget; without one a plain page is served
    sentences      another sentences.yml
    turn_seconds   how long the dialogue may work on one message
    token_days     how long a token lives; it is replaced when half of that is over
    keep_days      idle chats are deleted after so many days; else retention.drafts_days of firm.yml
    limits         see Limits
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from firm import load_firm, path_from


class SettingsError(ValueError):
    """credentials.yml or the environment is wrong; the text says which key and why."""


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then `per_minute`."""

    burst: float
    per_minute: float


@dataclass(frozen=True)
class Limits:
    text: int = 8_000  # characters (Unicode code points) of one message
    session_messages: Rate = Rate(300, 120)
    address_messages: Rate = Rate(1_200, 600)
    address_sessions: Rate = Rate(30, 10)
    # Not limited by address: the machine itself, and a proxy on it that `proxies` does not count.
    exempt: tuple[str, ...] = ("127.0.0.1", "::1")


@dataclass(frozen=True)
class Settings:
    database_url: str
    secret_file: Path
    secret: str | None = field(default=None, repr=False)
    redis_url: str | None = field(default=None, repr=False)
    origins: tuple[str, ...] = ()
    proxies: int = 0
    welcome: str = "/greet"
    title: str | None = None
    sentences: Path | None = None
    widget: Path | None = None
    turn_seconds: float = 60.0
    token_days: float = 7.0
    keep_days: float = 30.0
    heartbeat_seconds: float = 15.0
    limits: Limits = Limits()


_PLAIN = {
    "proxies": int,
    "welcome": str,
    "title": str,
    "turn_seconds": float,
    "token_days": float,
    "keep_days": float,
    "heartbeat_seconds": float,
}


def read_settings(
    credentials: Mapping[str, Any] | None, environ: Mapping[str, str]
) -> Settings:
    """Settings from the channel's credentials and the environment.

    Raises SettingsError for an unknown key or a value of the wrong kind, and firm.FirmError.
    """
    given = {k: v for k, v in (credentials or {}).items() if v is not None}
    unknown = set(given) - {f.name for f in fields(Settings)} | (
        {"secret"} & set(given)
    )
    if unknown:
        raise SettingsError(f"webchat: unknown key {min(unknown)!r}")
    var = Path(environ.get("VAR_DIR") or "var")
    values: dict[str, Any] = {
        "database_url": _database_url(
            given.get("database_url")
            or environ.get("CHAT_DB_URL")
            or f"sqlite:///{var / 'webchat.db'}"
        ),
        "secret_file": Path(given.get("secret_file") or var / "secrets" / "chat.key"),
        "secret": None
        if "secret_file" in given
        else environ.get("CHAT_SECRET") or None,
        "redis_url": given.get("redis_url") or environ.get("REDIS_URL") or None,
        "origins": tuple(
            _origin(origin)
            for origin in given.get("origins")
            or environ.get("CHAT_ORIGINS", "").split()
        ),
        "limits": _limits(given.get("limits", {})),
    }
    if "keep_days" not in given:
        values["keep_days"] = float(load_firm(path_from(environ)).retention.drafts_days)
    if "widget" in given:
        values["widget"] = Path(given["widget"])
    if "sentences" in given:
        values["sentences"] = Path(given["sentences"])
    for key, kind in _PLAIN.items():
        if key in given:
            values[key] = _plain(key, kind, given[key])
    return Settings(**values)


def tracker_url(environ: Mapping[str, str]) -> str | None:
    """Where Rasa keeps conversations (endpoints.yml), as an SQLAlchemy URL; None if unset."""
    url = environ.get("CHAT_DB_URL")
    return _database_url(url) if url else None


def _plain(key: str, kind: Any, value: object) -> Any:
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise SettingsError(
            f"webchat: {key} must be {kind.__name__}, not {value!r}"
        ) from None


def _database_url(url: str) -> str:
    """SQLAlchemy 1.4 knows neither `postgres://` nor psycopg 3, which other parts may use."""
    scheme, mark, rest = str(url).partition("://")
    if not mark:
        raise SettingsError("webchat: database_url must be an SQLAlchemy URL")
    if scheme.split("+")[0] in ("postgres", "postgresql"):
        return f"postgresql+psycopg2://{rest}"
    return str(url)


def _origin(origin: object) -> str:
    text = str(origin).rstrip("/").lower()
    if text != "*" and not text.startswith(("http://", "https://")):
        raise SettingsError(
            f"webchat: origins: {origin!r} is not like https://www.example.com"
        )
    return text


def _limits(given: Mapping[str, Any]) -> Limits:
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key == "text":
            values[key] = _plain("limits.text", int, value)
        elif key == "exempt":
            values[key] = tuple(str(address) for address in value)
        elif key in ("session_messages", "address_messages", "address_sessions"):
            values[key] = _rate(key, value)
        else:
            raise SettingsError(f"webchat: unknown key {'limits.' + key!r}")
    return Limits(**values)


def _rate(key: str, value: object) -> Rate:
    if not isinstance(value, Mapping) or set(value) != {"burst", "per_minute"}:
        raise SettingsError(f"webchat: limits.{key} needs burst and per_minute")
    rate = Rate(float(value["burst"]), float(value["per_minute"]))
    if rate.burst < 1 or rate.per_minute <= 0:
        raise SettingsError(f"webchat: limits.{key}: burst from 1, per_minute above 0")
    return rate
