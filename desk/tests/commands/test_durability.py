"""What a client was told is filed is filed, even if the desk dies the moment after."""

import email
import email.policy
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import func, select

from desk.models import Complaint, OutboxMail
from desk.storage.database import Database
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from desk.tests.support.process import DeskProcess
from desk.tests.support.serving import until
from firm import Firm

CALLERS = 6


class Callers:
    """Threads that file complaint after complaint until the desk is gone."""

    def __init__(self, address: str, firm: Firm) -> None:
        self.sent: dict[str, dict[str, Any]] = {}
        self.confirmed: dict[str, str] = {}
        self._address = address
        self._firm = firm
        self._threads = [
            threading.Thread(target=self._call, args=(n,)) for n in range(CALLERS)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _call(self, number: int) -> None:
        with httpx2.Client(base_url=self._address, timeout=10) as http:
            for turn in range(100_000):
                key = f"{number}-{turn}"
                self.sent[key] = complaint_to(self._firm, description=f"Call {key}")
                try:
                    answer = file(http, self.sent[key], key)
                except httpx2.HTTPError:
                    return
                assert answer.status_code == 201
                self.confirmed[key] = answer.json()["reference"]


def test_a_desk_killed_under_load_loses_nothing_that_it_confirmed(
    database_url: str, firm: Firm, tmp_path: Path
) -> None:
    var = tmp_path / "var"
    desk = DeskProcess(var, DESK_DB_URL=database_url)
    callers = Callers(desk.address, firm)
    callers.start()
    while len(callers.confirmed) < 25:
        time.sleep(0.01)
    desk.kill()
    callers.join()
    assert len(callers.sent) > len(callers.confirmed), "killed between two requests"
    # At most the one mail that was on its way waits for its lease to end.
    unfinished = mails_under_lease(database_url)
    assert unfinished <= 1

    desk = DeskProcess(var, DESK_DB_URL=database_url)
    try:
        references = {}
        with httpx2.Client(base_url=desk.address, timeout=10) as http:
            for key, body in callers.sent.items():
                answer = file(http, body, key)
                # What was not confirmed may or may not have been committed.
                assert answer.status_code in (200, 201)
                references[key] = answer.json()["reference"]
        assert references.items() >= callers.confirmed.items()
        assert len(set(references.values())) == len(callers.sent)
        database = Database(database_url)
        with database.reading() as session:
            complaints = session.scalar(select(func.count()).select_from(Complaint))
            owed = session.scalar(select(func.count()).select_from(OutboxMail))
        database.close()
        assert complaints == owed == len(callers.sent)
        for _ in until(30):
            written = [mail_of(file) for file in (var / "mail").glob("*.eml")]
            if len(written) >= len(callers.sent) - unfinished:
                break
    finally:
        desk.kill()
    assert len({mail["message-id"] for mail in written}) == len(written)


def mails_under_lease(url: str) -> int:
    database = Database(url)
    leased = select(func.count()).where(
        OutboxMail.state == "due", OutboxMail.leased_until.is_not(None)
    )
    try:
        with database.reading() as session:
            return session.scalar(leased) or 0
    finally:
        database.close()


def mail_of(path: Path) -> email.message.EmailMessage:
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(mail, email.message.EmailMessage)
    return mail
