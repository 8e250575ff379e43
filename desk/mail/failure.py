"""What went wrong with a mail, told without anything personal."""

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
    """`text` is a type and, from a mail server, its code. The server's own words are left
    out: they quote the address.

    `permanent`: the server refused this mail for good, with a code of 500 and above (RFC
    5321, 4.2.1) to its recipient or its content. To refuse the desk itself (its sign-in, its
    sender) is no fault of the mail, which waits until that is mended."""

    text: str
    permanent: bool


def failure_of(error: BaseException) -> Failure:
    """What this exception says about the mail."""
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
