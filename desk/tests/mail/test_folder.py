"""Without an SMTP server, mails are files that a mail program opens."""

import email
import email.policy
import stat
from email.message import EmailMessage
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from desk.app import create_app
from desk.mail.delivery import FolderDelivery
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import TOKEN, file
from desk.tests.support.mails import fields_of, html_of, text_of
from desk.tests.support.serving import until
from firm import Firm


def a_message(text: str = "Words.\n") -> EmailMessage:
    message = EmailMessage(email.policy.SMTP)
    message["Subject"] = "x"
    message.set_content(text)
    return message


def test_a_filed_complaint_leaves_a_file_with_the_whole_mail(
    database: Database, firm: Firm, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "var" / "mail"
    app = create_app(
        firm=firm,
        database=database,
        token=TOKEN,
        delivery=FolderDelivery(folder),
        files_dir=tmp_path / "files",
        now=clock,
    )
    body = complaint_to(firm)
    with TestClient(app) as client:
        reference = file(client, body).json()["reference"]
        for _ in until():
            if list(folder.glob("*.eml")):
                break
    [written] = folder.iterdir()
    assert written.name == f"20250110T120000.000000Z-{reference}.eml"
    mail = email.message_from_bytes(written.read_bytes(), policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail["to"] == body["email"]
    assert reference in text_of(mail)
    shown = fields_of(html_of(mail))
    assert shown["description"] == body["details"]["description"]


async def test_only_the_desks_user_may_read_them(tmp_path: Path) -> None:
    await FolderDelivery(tmp_path / "mail").deliver(a_message(), "one")
    assert stat.S_IMODE((tmp_path / "mail").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "mail" / "one.eml").stat().st_mode) == 0o600


async def test_the_same_mail_again_is_one_file(tmp_path: Path) -> None:
    delivery = FolderDelivery(tmp_path)
    await delivery.deliver(a_message("First.\n"), "one")
    await delivery.deliver(a_message("Again.\n"), "one")
    [written] = tmp_path.iterdir()
    assert b"Again." in written.read_bytes()


async def test_half_a_mail_is_never_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        await FolderDelivery(tmp_path).deliver(a_message(), "one")
    assert list(tmp_path.iterdir()) == []
