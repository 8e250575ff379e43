"""A server that is to encrypt, or to know the desk, gets a mail so or not at all."""

import ssl
from pathlib import Path

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from desk.tests.mail.smtp.conftest import MailServer, OwedBy
from desk.tests.support.serving import eventually

USER = "desk%40example.com:p%40ss%2Fw%3Ard@"


def sign_in(
    _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object
) -> AuthResult:
    right = LoginPassword(b"desk@example.com", b"p@ss/w:rd")
    return AuthResult(success=given == right)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def certified(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("scheme", "query"), [("smtp+starttls", ""), ("smtp", "?starttls=1")]
)
def test_starttls_and_the_sign_in_are_used(
    server: MailServer,
    owed_by: OwedBy,
    certified: ssl.SSLContext,
    scheme: str,
    query: str,
) -> None:
    server.start(tls_context=certified, authenticator=sign_in, auth_required=True)
    with owed_by(server.url(scheme, USER) + query):
        eventually(lambda: server.mails != [])
    assert server.encrypted == [True]


@pytest.mark.usefixtures("trusted")
def test_tls_from_the_first_byte_is_used(
    server: MailServer, owed_by: OwedBy, certified: ssl.SSLContext
) -> None:
    server.start(ssl_context=certified)
    with owed_by(server.url("smtps")):
        eventually(lambda: server.mails != [])
    assert server.encrypted == [True]


def test_a_server_without_encryption_gets_nothing_when_it_is_asked_for(
    server: MailServer, owed_by: OwedBy
) -> None:
    server.start()
    with owed_by(server.url("smtp+starttls")) as owed:
        eventually(lambda: owed().last_error is not None)
    assert server.mails == []


def test_a_server_whose_certificate_is_not_trusted_gets_nothing(
    server: MailServer, owed_by: OwedBy, certified: ssl.SSLContext
) -> None:
    server.start(ssl_context=certified)
    with owed_by(server.url("smtps")) as owed:
        eventually(lambda: owed().last_error is not None)
    assert server.mails == []
