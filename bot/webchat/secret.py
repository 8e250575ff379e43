"""The key that signs session tokens: from the environment, or a file made on first start."""

import os
import secrets
from pathlib import Path

SHORTEST = 32  # bytes; RFC 7518 section 3.2 asks HS256 keys to be as long as its hash


class SecretError(ValueError):
    """The key is too short or cannot be kept; the text says what to do."""


def load_secret(given: str | None, path: Path) -> bytes:
    """The given key, else the file's, else a new one that is written there for the owner alone.

    Raises SecretError for a short key, OSError when the folder cannot be written.
    """
    if given is not None:
        return _long_enough(given.encode(), "CHAT_SECRET")
    if not path.exists():
        _create(path)
    return _long_enough(path.read_bytes().strip(), str(path))


def _create(path: Path) -> None:
    """Writes aside, then links: no reader sees half a key, and of two makers one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        pass  # another process made it first; its key counts
    finally:
        aside.unlink()


def _long_enough(key: bytes, where: str) -> bytes:
    if len(key) < SHORTEST:
        raise SecretError(
            f"{where} holds a key of {len(key)} bytes; it needs {SHORTEST} or more"
        )
    return key
