"""Session tokens: signed, expiring, replaced before they expire; and the key that signs them.

The key comes from the environment, or from a file made on first start.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import jwt

ISSUER = "redress-webchat"
ALGORITHM = "HS256"
SHORTEST = 32  # bytes; RFC 7518 section 3.2 asks HS256 keys to be as long as its hash


class TokenError(Exception):
    """The token is forged, expired, or not one of ours."""


@dataclass(frozen=True)
class Tokens:
    """Signs and reads tokens. `lifetime` in seconds; times are Unix seconds."""

    key: bytes
    lifetime: float

    def sign(self, session: str, now: float) -> str:
        claims = {
            "iss": ISSUER,
            "sub": session,
            "iat": int(now),
            "exp": int(now + self.lifetime),
        }
        return jwt.encode(claims, self.key, algorithm=ALGORITHM)

    def read(self, token: str, now: float) -> tuple[str, str | None]:
        """The session, and a fresh token when more than half of this one's life is over.

        Raises TokenError. The algorithm is fixed, so a token cannot choose "none".
        """
        try:
            claims = jwt.decode(
                token,
                self.key,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                options={
                    "require": ["exp", "sub", "iss", "iat"],
                    # Checked below against `now`, which tests can move.
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except jwt.InvalidTokenError as error:
            raise TokenError(type(error).__name__) from None
        expires, session = claims["exp"], claims["sub"]
        if not isinstance(expires, (int, float)) or expires <= now:
            raise TokenError("expired")
        if expires - now < self.lifetime / 2:
            return session, self.sign(session, now)
        return session, None


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
    """Writes aside, then links: nobody reads half a key, and one of two makers wins."""
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
