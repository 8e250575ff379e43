"""What `SMTP_URL` may say."""

import pytest

from desk.mail.smtp_url import SmtpServer, SmtpUrlError, parse_smtp_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", SmtpServer("mail.example.com", 25, "none")),
        ("smtps://mail.example.com", SmtpServer("mail.example.com", 465, "tls")),
        (
            "smtp+starttls://u:p%40@mail.example.com",
            SmtpServer("mail.example.com", 587, "starttls", "u", "p@"),
        ),
        (
            "smtp://mail.example.com:2525?starttls=1",
            SmtpServer("mail.example.com", 2525, "starttls"),
        ),
        ("smtp://u:p@localhost", SmtpServer("localhost", 25, "none", "u", "p")),
        ("smtp://[::1]:26", SmtpServer("::1", 26, "none")),
    ],
)
def test_an_address_is_read(url: str, server: SmtpServer) -> None:
    assert parse_smtp_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.com",
        "http://mail.example.com",
        "smtp://",
        "smtp://mail.example.com:port",
        "smtp://mail.example.com:99999",
        "smtp://user:hidden@mail.example.com",
        "smtp://mail.example.com?tls=1",
    ],
)
def test_an_address_that_cannot_be_used_says_why_and_hides_the_password(
    url: str,
) -> None:
    with pytest.raises(SmtpUrlError) as refusal:
        parse_smtp_url(url)
    assert "hidden" not in str(refusal.value)
