"""The filing of a complaint, for the API's callers and the form alike."""

import logging

from desk.cases.intake import Filed
from desk.complaint.formats import FormatFault, format_faults
from desk.complaint.submission import Submission
from desk.web.desk import Desk

log = logging.getLogger(__name__)


class Misformed(Exception):
    """Fields have a format that this firm cannot work with."""

    def __init__(self, faults: list[FormatFault]) -> None:
        super().__init__(f"{len(faults)} fields")
        self.faults = faults


def file_submission(submission: Submission, key: str, desk: Desk) -> Filed:
    """Checks a submission and files it, once per key; wakes the sender of mails.

    Raises Misformed, desk.storage.idempotency.KeyReused, and sqlalchemy.exc.OperationalError when
    the database cannot take it now.
    """
    faults = format_faults(submission, desk.firm)
    if faults:
        raise Misformed(faults)
    filed = desk.register.file(submission, key, desk.now())
    if filed.fresh:
        desk.mail_is_due()
        log.info("complaint_filed", extra={"fields": {"category": submission.category}})
    else:
        log.info("complaint_filed_before")
    return filed
