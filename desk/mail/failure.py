"""What went wrong with a mail, told without anything personal."""

from dataclasses import dataclass

from aiosmtplib import SMTPRecipientsRefused, SMTPResponseException


@dataclass(frozen=True)
class Failure:
    """`text` is a type and, from a mail server, its code. The server's own words are left
    out: they quote the address. `permanent` is a code of 500 and above (RFC 5321, 4.2.1)."""

    text: str
    permanent: bool


def failure_of(error: BaseException) -> Failure:
    """What this exception says about the mail."""
    code = _code(error)
    name = type(error).__name__
    if code is None:
        return Failure(name, permanent=False)
    return Failure(f"{name} {code}", permanent=500 <= code < 600)


def _code(error: BaseException) -> int | None:
    if isinstance(error, SMTPRecipientsRefused):
        codes = [refused.code for refused in error.recipients]
        return codes[0] if codes else None
    return error.code if isinstance(error, SMTPResponseException) else None
