"""The services that handlers work with, made once at start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from desk.cases.acknowledgement import Acknowledgements
from desk.cases.client_notes import Notes
from desk.cases.correspondence import Correspondence
from desk.cases.intake import Register
from desk.cases.service import Cases
from desk.files.evidence import Evidence
from desk.storage.database import Database
from desk.web.attempts import Attempts
from firm import Firm


@dataclass(frozen=True)
class Desk:
    """The running desk.

    `now` returns the time with an offset, `mail_is_due` wakes the sender of mails, and
    `is_at_work` tells whether mails are sent and clocks looked at.
    """

    firm: Firm
    database: Database
    register: Register
    notes: Notes
    acknowledgements: Acknowledgements
    cases: Cases
    correspondence: Correspondence
    evidence: Evidence
    token: str
    now: Callable[[], datetime]
    pair_attempts: Attempts
    mail_is_due: Callable[[], None]
    is_at_work: Callable[[], bool]


async def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


DeskDependency = Annotated[Desk, Depends(_desk)]
