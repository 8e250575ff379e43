"""The keyring: keys that seal personal data with AES-256 in GCM (NIST SP 800-38D)."""

import base64
import binascii
import os
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VARIABLE = "DESK_ENCRYPTION_KEYS"
KEY_BYTES = 32
_NONCE_BYTES = 12

# The prefix of a sealed value. A client may type it too: see `Keyring.stored`.
_MARK = "redress-sealed:"
_ESCAPED = f"{_MARK}plain:"
_SEALED = re.compile(rf"{_MARK}v1:([0-9a-f]{{12}}):([A-Za-z0-9_-]+)")


class KeysUnreadable(ValueError):
    """The variable holds no usable keys. The text says why, without quoting them."""


class KeyMissing(Exception):
    """A value needs a key that is not in the environment, or was changed after sealing.

    The text names the variable and the key's id, never a value.
    """


class Keyring:
    """The keys in use, newest first: the newest seals, each opens what it sealed.

    Without keys it stores values plain. It reads plain values in any case, so that
    sealing can be turned on for a register that has rows.
    """

    def __init__(self, keys: Sequence[bytes] = ()) -> None:
        self._keys = {key_id(key): key for key in keys}
        self._ciphers = {name: AESGCM(key) for name, key in self._keys.items()}
        self.newest: str | None = next(iter(self._keys), None)

    @classmethod
    def read(cls, text: str) -> Self:
        """Reads keys of 32 bytes, in base64, with commas or spaces between them.

        Raises KeysUnreadable.
        """
        keys = [_key(part) for part in re.split(r"[\s,]+", text.strip()) if part]
        if len(set(keys)) < len(keys):
            raise KeysUnreadable("names a key twice")
        return cls(keys)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its keys."""
        return frozenset(self._keys)

    def stored(self, text: str) -> str:
        """The text in stored form: sealed with the newest key, or plain without one."""
        if self.newest is None:
            # Otherwise a client who types the mark would file an unreadable complaint.
            return f"{_ESCAPED}{text}" if text.startswith(_MARK) else text
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self.newest].encrypt(
            nonce, text.encode("utf-8"), self.newest.encode()
        )
        packed = base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")
        return f"{_MARK}v1:{self.newest}:{packed}"

    def opened(self, stored: str) -> str:
        """The text that `stored` was given. Raises KeyMissing."""
        if not stored.startswith(_MARK):
            return stored
        if stored.startswith(_ESCAPED):
            return stored.removeprefix(_ESCAPED)
        match = _SEALED.fullmatch(stored)
        if match is None:
            return stored
        name, packed = match.groups()
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise KeyMissing(f"{VARIABLE} lacks the key {name}")
        content = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        try:
            plain = cipher.decrypt(
                content[:_NONCE_BYTES], content[_NONCE_BYTES:], name.encode()
            )
        except InvalidTag:
            raise KeyMissing(f"a value is not as the key {name} sealed it") from None
        return plain.decode("utf-8")

    @staticmethod
    def is_sealed(stored: str) -> bool:
        """Whether reading the value needs a key."""
        return _SEALED.fullmatch(stored) is not None

    def is_current(self, stored: str) -> bool:
        """Whether `stored` would store the value in this form now."""
        match = _SEALED.fullmatch(stored)
        return (match.group(1) if match else None) == self.newest

    def derived(self, purpose: str) -> bytes | None:
        """32 bytes derived from the newest key (HKDF, RFC 5869) for one other purpose,
        such as the keyed words of a search index; None without keys."""
        if self.newest is None:
            return None
        kdf = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"redress {purpose}".encode())
        return kdf.derive(self._keys[self.newest])


def key_id(key: bytes) -> str:
    """Twelve hexadecimal digits that identify a key and tell nothing about it."""
    return sha256(b"redress key id\0" + key).hexdigest()[:12]


def new_key() -> str:
    """A fresh key, in the variable's format."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def _key(text: str) -> bytes:
    try:
        # Both base64 alphabets are in use; `openssl rand -base64 32` writes that of +
        # and /.
        key = base64.b64decode(
            text.translate(str.maketrans("-_", "+/")) + "=" * (-len(text) % 4),
            validate=True,
        )
    except (binascii.Error, ValueError):
        raise KeysUnreadable("holds a key that is not base64") from None
    if len(key) != KEY_BYTES:
        raise KeysUnreadable(
            f"holds a key that is not {KEY_BYTES} bytes long (openssl rand -base64 {KEY_BYTES})"
        )
    if len(set(key)) < 8:
        raise KeysUnreadable("holds a key that is not random")
    return key
