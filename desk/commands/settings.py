"""Settings of the desk from the environment, which no other module of it reads."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from desk.mail.smtp_url import SmtpServer, SmtpUrlError, parse_smtp_url
from desk.models.keyring import VARIABLE, Keyring, KeysUnreadable
from desk.storage.database import DatabaseUrlError, database_url

SHORTEST_TOKEN = 16
# Texts that samples and guides have in place of a real token, without punctuation.
PLACEHOLDERS = (
    "changeme",
    "changethis",
    "replaceme",
    "placeholder",
    "yourtoken",
    "example",
)


class SettingsError(Exception):
    """The environment cannot be used. The text names each variable, never its value."""


class Settings(BaseSettings):
    """Every field is the environment variable of the same name in upper case."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        # Otherwise the error on a refused token would print it.
        hide_input_in_errors=True,
    )

    desk_token: SecretStr
    desk_host: str = "127.0.0.1"
    desk_port: int = Field(8000, ge=0, le=65535)
    var_dir: Path = Path("var")
    firm_file: Path = Path("firm.yml")
    desk_db_url: SecretStr | None = None
    smtp_url: SecretStr | None = None
    desk_encryption_keys: SecretStr | None = None
    # By name of the adapter: DESK_ADAPTER_SECRETS__<NAME>.
    desk_adapter_secrets: dict[str, SecretStr] = {}

    @field_validator("desk_token")
    @classmethod
    def _is_a_real_token(cls, token: SecretStr) -> SecretStr:
        text = token.get_secret_value()
        bare = "".join(sign for sign in text.lower() if sign.isalnum())
        if len(set(bare)) < 6 or any(
            placeholder in bare for placeholder in PLACEHOLDERS
        ):
            raise ValueError("is a placeholder; set it to a long random value")
        if len(text) < SHORTEST_TOKEN:
            raise ValueError(f"must have at least {SHORTEST_TOKEN} characters")
        if not (text.isascii() and text.isprintable()) or " " in text:
            raise ValueError("must be printable ASCII without spaces")
        return token

    @model_validator(mode="after")
    def _addresses_are_readable(self) -> Self:
        try:
            self.smtp_server()
        except SmtpUrlError as error:
            raise ValueError(f"SMTP_URL {error}") from error
        try:
            database_url(self.database_url)
        except DatabaseUrlError as error:
            raise ValueError(f"DESK_DB_URL {error}") from error
        try:
            _ = self.keyring
        except KeysUnreadable as error:
            raise ValueError(f"{VARIABLE} {error}") from error
        return self

    @property
    def keyring(self) -> Keyring:
        """The keys of `DESK_ENCRYPTION_KEYS`; without them, personal data is stored plain."""
        keys = self.desk_encryption_keys
        return Keyring.read(keys.get_secret_value() if keys else "")

    @property
    def database_url(self) -> str:
        """`DESK_DB_URL`, or a SQLite file in `VAR_DIR`."""
        if self.desk_db_url is not None:
            return self.desk_db_url.get_secret_value()
        return f"sqlite:///{(self.var_dir / 'desk.db').resolve()}"

    @property
    def mail_dir(self) -> Path:
        """The folder for mails as files, used when no SMTP server is set."""
        return self.var_dir / "mail"

    @property
    def files_dir(self) -> Path:
        """The folder for the contents of clients' files."""
        return self.var_dir / "files"

    def smtp_server(self) -> SmtpServer | None:
        """The mail server of `SMTP_URL`, or None when mails go to `mail_dir`."""
        return (
            parse_smtp_url(self.smtp_url.get_secret_value()) if self.smtp_url else None
        )


def read_settings() -> Settings:
    """The settings in the environment.

    Raises SettingsError with every variable that is missing or wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(
            "; ".join(_sentence(e["loc"], e["msg"]) for e in error.errors())
        ) from None


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    reason = message.removeprefix("Value error, ")
    name = str(place[0]).upper() if place else ""
    return f"{name} {'is missing' if reason == 'Field required' else reason}".strip()
