"""The store of contents: a folder of the desk's own user, outside all that it serves.

Each content is a file under a random name. With a key of its own it is written in
frames of 64 KiB, each sealed by AES-256 in GCM. The nonce counts the frames and marks
the last one, so that frames can be neither left out, nor put in another order, nor cut
off at the end (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
2015). A key seals one file only, so no nonce is used twice.
"""

import base64
import hashlib
import os
import secrets
import time
from collections.abc import Collection
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk.storage.disk import sync_folder

_FRAME = 64 * 1024
_SEAL = 16
_NAME_BYTES = 24
_DAY = 24 * 3600


class Damaged(Exception):
    """A content is missing, or not as it was stored."""


class Incoming:
    """A content on its way in: written as it arrives, hashed, and sealed if asked to.

    `keep` makes it part of the store; `drop` deletes it if it was not kept.
    """

    def __init__(self, folder: Path, sealed: bool) -> None:
        self.name = secrets.token_hex(_NAME_BYTES)
        self.size = 0
        self._kept = False
        self._folder = folder
        self._path = folder / "incoming" / self.name
        self._key = AESGCM.generate_key(256) if sealed else None
        self._cipher = AESGCM(self._key) if self._key else None
        self._hash = hashlib.sha256()
        self._waiting = bytearray()
        self._frames = 0
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        self._file = os.fdopen(os.open(self._path, flags, 0o600), "wb")

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes written so far, in hexadecimal."""
        return self._hash.hexdigest()

    @property
    def key(self) -> str | None:
        """The key for `Store.read`, in base64; None when the content is not sealed."""
        return base64.b64encode(self._key).decode() if self._key else None

    def write(self, data: bytes) -> None:
        """Writes the next bytes."""
        self.size += len(data)
        self._hash.update(data)
        if self._cipher is None:
            self._file.write(data)
            return
        self._waiting += data
        # The last frame is marked, so one waits until another is known to follow.
        while len(self._waiting) > _FRAME:
            self._seal(bytes(self._waiting[:_FRAME]), last=False)
            del self._waiting[:_FRAME]

    def finish(self) -> None:
        """Ends the writing; afterwards all of the content is on the disk."""
        if self._cipher is not None:
            self._seal(bytes(self._waiting), last=True)
            self._waiting.clear()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def keep(self) -> None:
        """Moves the content into the store; afterwards a power cut does not lose it."""
        os.replace(self._path, self._folder / self.name)
        self._kept = True
        sync_folder(self._folder)

    def drop(self) -> None:
        """Deletes the content, unless it is kept."""
        self._file.close()
        if not self._kept:
            self._path.unlink(missing_ok=True)

    def content(self) -> bytes:
        """The whole content, before it is kept; call `finish` first."""
        return _opened(self._path.read_bytes(), self.key)

    def _seal(self, frame: bytes, last: bool) -> None:
        assert self._cipher is not None
        self._file.write(self._cipher.encrypt(_nonce(self._frames, last), frame, None))
        self._frames += 1


class Store:
    """The folder of contents; made when it is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "incoming").mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)

    def incoming(self, sealed: bool) -> Incoming:
        """A place for a new content."""
        return Incoming(self._folder, sealed)

    def read(self, name: str, key: str | None, sha256: str) -> bytes:
        """A whole content, checked against its hash. Raises Damaged."""
        try:
            content = _opened((self._folder / name).read_bytes(), key)
        except OSError:
            raise Damaged from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged
        return content

    def delete(self, name: str) -> None:
        """Deletes a content, if it is there."""
        (self._folder / name).unlink(missing_ok=True)

    def sweep(self, known: Collection[str]) -> int:
        """Deletes files older than a day that are not `known`; returns their number.

        Those are uploads that broke off with the process, and contents of erased
        complaints.
        """
        swept = 0
        for path in [*self._folder.iterdir(), *(self._folder / "incoming").iterdir()]:
            stale = path.is_file() and path.stat().st_mtime < time.time() - _DAY
            if stale and path.name not in known:
                path.unlink(missing_ok=True)
                swept += 1
        return swept


def _nonce(frame: int, last: bool) -> bytes:
    return frame.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _opened(stored: bytes, key: str | None) -> bytes:
    if key is None:
        return stored
    cipher = AESGCM(base64.b64decode(key))
    frames = []
    step = _FRAME + _SEAL
    count = max(1, -(-len(stored) // step))
    try:
        for number in range(count):
            frame = stored[number * step : (number + 1) * step]
            nonce = _nonce(number, last=number == count - 1)
            frames.append(cipher.decrypt(nonce, frame, None))
    except InvalidTag:
        raise Damaged from None
    return b"".join(frames)
