"""`SMTP_URL`: one address for the mail server, its port, its encryption and the sign-in."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

Encryption = Literal["none", "starttls", "tls"]

# Ports: RFC 5321 (25), RFC 6409 (587, submission), RFC 8314 (465, TLS from the first byte).
_DEFAULT_PORT: dict[Encryption, int] = {"none": 25, "starttls": 587, "tls": 465}
_SCHEMES: dict[str, Encryption] = {
    "smtp": "none",
    "smtp+starttls": "starttls",
    "smtps": "tls",
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class SmtpUrlError(ValueError):
    """The address cannot be used. The text says why, without the address: it may hold a password."""


@dataclass(frozen=True)
class SmtpServer:
    """A mail server; without its `encryption` "starttls" or "tls" it gets no mail."""

    host: str
    port: int
    encryption: Encryption
    username: str | None = None
    password: str | None = field(default=None, repr=False)


def parse_smtp_url(url: str) -> SmtpServer:
    """Reads `smtp://`, `smtps://` or `smtp+starttls://[user:password@]host[:port][?starttls=1]`.

    User and password are percent-decoded. Raises SmtpUrlError.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SmtpUrlError("is not an address") from None
    encryption = _SCHEMES.get(parts.scheme)
    if encryption is None:
        raise SmtpUrlError("must begin with smtp://, smtps:// or smtp+starttls://")
    if not parts.hostname:
        raise SmtpUrlError("names no host")
    query = parse_qs(parts.query)
    if query.keys() - {"starttls"}:
        raise SmtpUrlError("may have no option but starttls")
    if encryption == "none" and query.get("starttls", ["0"])[-1].lower() in (
        "1",
        "true",
        "yes",
    ):
        encryption = "starttls"
    if parts.username and encryption == "none" and parts.hostname not in _LOOPBACK:
        raise SmtpUrlError(
            "would send its password in the clear; use smtps:// or smtp+starttls://"
        )
    return SmtpServer(
        host=parts.hostname,
        port=port or _DEFAULT_PORT[encryption],
        encryption=encryption,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
