"""The environment is read in one place, and refused with the variable and the reason."""

import re
from pathlib import Path

import pytest

from desk.commands.settings import SettingsError, read_settings
from desk.tests.support.filing import TOKEN

VARIABLES = (
    "DESK_TOKEN",
    "DESK_HOST",
    "DESK_PORT",
    "DESK_DB_URL",
    "VAR_DIR",
    "SMTP_URL",
    "FIRM_FILE",
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def refusal() -> str:
    with pytest.raises(SettingsError) as refused:
        read_settings()
    return str(refused.value)


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        (None, "DESK_TOKEN is missing"),
        ("", "DESK_TOKEN is missing"),
        ("changeme-changeme-changeme", "DESK_TOKEN is a placeholder"),
        ("Change This To Something", "DESK_TOKEN is a placeholder"),
        ("<your token>", "DESK_TOKEN is a placeholder"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaa", "DESK_TOKEN is a placeholder"),
        ("s3cr3t-Zq9", "DESK_TOKEN must have at least 16 characters"),
        ("a word with spaces in it 12", "DESK_TOKEN must be printable ASCII"),
    ],
)
def test_a_token_that_is_none_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, token: str | None, reason: str
) -> None:
    if token is not None:
        monkeypatch.setenv("DESK_TOKEN", token)
    said = refusal()
    assert reason in said
    assert not token or token not in said


def test_every_wrong_variable_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PORT", "http")
    monkeypatch.setenv("DESK_TOKEN", "short-tok3n")
    said = refusal()
    assert "DESK_PORT" in said
    assert "DESK_TOKEN" in said


def test_what_is_not_set_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    settings = read_settings()
    assert (settings.desk_host, settings.desk_port) == ("127.0.0.1", 8000)
    assert settings.database_url == f"sqlite:///{Path.cwd() / 'var' / 'desk.db'}"
    assert settings.mail_dir == Path("var/mail")
    assert settings.smtp_server() is None
    assert settings.firm_file == Path("firm.yml")


def test_what_is_set_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DESK_DB_URL", "postgresql://desk@db/desk")
    monkeypatch.setenv("SMTP_URL", "smtps://mail.example.com")
    settings = read_settings()
    assert settings.mail_dir == tmp_path / "mail"
    assert settings.database_url == "postgresql://desk@db/desk"
    server = settings.smtp_server()
    assert server is not None
    assert server.encryption == "tls"


@pytest.mark.parametrize(
    "url",
    [
        "somewhere",
        "mysql://desk:hidden-word@db/desk",
        "sqlite://",
        "postgresql+psycopg2://desk:hidden-word@db/desk",
    ],
)
def test_a_database_of_another_kind_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    monkeypatch.setenv("DESK_DB_URL", url)
    said = refusal()
    assert said.startswith("DESK_DB_URL ")
    assert "hidden-word" not in said


def test_no_secret_is_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    monkeypatch.setenv("DESK_DB_URL", "postgresql://desk:hidden-word@db/desk")
    monkeypatch.setenv("SMTP_URL", "smtps://u:hidden-word@mail.example.com")
    settings = read_settings()
    shown = f"{settings!r} {settings.smtp_server()!r}"
    assert TOKEN not in shown
    assert "hidden-word" not in shown


def test_nobody_else_reads_the_environment() -> None:
    here = Path(__file__).parents[2]
    readers = {
        str(file.relative_to(here))
        for file in here.rglob("*.py")
        if "tests" not in file.parts
        and re.search(r"\b(environb?|getenvb?)\b", file.read_text())
    }
    assert readers <= {"settings.py"}
