"""The two ways to deliver mails: an SMTP server, or files in a folder."""

import asyncio
import os
import tempfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol

import aiosmtplib

from desk.mail.smtp_url import SmtpServer
from desk.storage.disk import sync_folder

# Limits for one step of the conversation with the server, and for all of it.
STEP_SECONDS = 20
WHOLE_SECONDS = 60


class MailDelivery(Protocol):
    """A way to deliver mails; raises any exception unless a mail was taken for sure."""

    async def deliver(self, message: EmailMessage, name: str) -> None:
        """Delivers one mail; `name` is the name of its file, without an ending."""


class SmtpDelivery:
    """Sends to a mail server; sends nothing if the server is to encrypt and cannot."""

    def __init__(self, server: SmtpServer, step_seconds: float = STEP_SECONDS) -> None:
        self._server = server
        self._step_seconds = step_seconds

    async def deliver(self, message: EmailMessage, name: str) -> None:
        server = self._server
        async with asyncio.timeout(WHOLE_SECONDS):
            await aiosmtplib.send(
                message,
                hostname=server.host,
                port=server.port,
                use_tls=server.encryption == "tls",
                start_tls=server.encryption == "starttls",
                username=server.username,
                password=server.password,
                timeout=self._step_seconds,
            )


class FolderDelivery:
    """Writes each mail as an `.eml` file that only the desk's user may read.

    A second mail of the same name replaces the file, so a mail sent twice after a crash
    is one file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def deliver(self, message: EmailMessage, name: str) -> None:
        await asyncio.to_thread(
            self._write, message.as_bytes(policy=SMTP), f"{name}.eml"
        )

    def _write(self, content: bytes, file_name: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes files 0600. Programs that watch the folder see only whole mails.
        handle, temporary = tempfile.mkstemp(
            dir=self._folder, prefix=".", suffix=".part"
        )
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self._folder / file_name)
        except BaseException:
            os.unlink(temporary)
            raise
        sync_folder(self._folder)
