"""Failures of mails, described without anything personal."""

from dataclasses import dataclass

from aiosmtplib import (
    SMTPDataError,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

_OF_THE_MAIL = (SMTPRecipientsRefused, SMTPRecipientRefused, SMTPDataError)


@dataclass(frozen=True)
class Failure:
    """Failure of one attempt to send a mail.

    `text` is the type of the error and, from a mail server, its code. The server's own
    words are left out, because they quote the address.

    `permanent`: the server refused this mail for good, with a code of 500 and above
    (RFC 5321, 4.2.1) to its recipient or its content. If it refuses the desk itself
    (its sign-in, its sender), the mail is not at fault and waits until that is mended.
    """

    text: str
    permanent: bool


def failure_of(error: BaseException) -> Failure:
    """The failure that this exception stands for."""
    code = _code(error)
    name = type(error).__name__
    if code is None:
        return Failure(name, permanent=False)
    permanent = isinstance(error, _OF_THE_MAIL) and 500 <= code < 600
    return Failure(f"{name} {code}", permanent)


def _code(error: BaseException) -> int | None:
    if isinstance(error, SMTPRecipientsRefused):
        codes = [refused.code for refused in error.recipients]
        return codes[0] if codes else None
    return error.code if isinstance(error, SMTPResponseException) else None
