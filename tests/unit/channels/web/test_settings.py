"""Settings come from credentials, then the environment, then defaults; mistakes are named."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.web import channel
from bot.channels.web.settings import Rate, read_settings
from bot.chat.sentences import BUILT_IN, SentencesError, load_sentences
from bot.chat.settings import SettingsError


def test_defaults_keep_everything_under_var() -> None:
    settings = read_settings(None, {})
    assert settings.database_url == "sqlite:///var/webchat.db"
    assert settings.secret_file == Path("var/secrets/chat.key")
    assert settings.limits.text == 8000
    assert settings.origins == ()


def test_the_environment_fills_what_credentials_leave_open() -> None:
    environ = {
        "VAR_DIR": "/data",
        "CHAT_DB_URL": "postgres://u:p@db/chat",
        "REDIS_URL": "redis://r",
        "CHAT_SECRET": "s" * 32,
        "CHAT_ORIGINS": "https://www.example.com  https://shop.example.com/",
    }
    settings = read_settings(
        {"limits": {"session_messages": {"burst": 5, "per_minute": 6}}}, environ
    )
    assert settings.database_url == "postgresql+psycopg2://u:p@db/chat"
    assert (settings.redis_url, settings.secret) == ("redis://r", "s" * 32)
    assert settings.secret_file == Path("/data/secrets/chat.key")
    assert settings.limits.session_messages == Rate(5, 6)
    both = ("https://www.example.com", "https://shop.example.com")
    assert settings.origins == both
    named = read_settings({"origins": ["https://other.example"]}, environ)
    assert named.origins == ("https://other.example",)
    assert "p@db" not in repr(settings.secret)
    assert "s" * 32 not in repr(settings)


@pytest.mark.parametrize(
    ("credentials", "message"),
    [
        ({"orgins": []}, "unknown key 'orgins'"),
        ({"secret": "x"}, "unknown key 'secret'"),
        ({"origins": ["www.example.com"]}, "origins"),
        ({"proxies": "many"}, "proxies: Expected `int`"),
        ({"limits": {"txt": 1}}, "unknown key 'limits.txt'"),
        (
            {"limits": {"session_messages": 5}},
            "limits.session_messages: Expected `object`",
        ),
        (
            {"limits": {"session_messages": {"burst": 0, "per_minute": 1}}},
            "limits.session_messages.burst: Expected `float` >= 1",
        ),
        ({"database_url": "chat.db"}, "database_url"),
        ({"turn_seconds": 0}, "turn_seconds: Expected `float` > 0"),
        ({"firm_file": "firm.yml"}, "unknown key 'firm_file'"),
    ],
)
def test_a_mistake_is_named(credentials: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_settings(credentials, {})


def test_a_translated_sentences_file_must_be_whole(tmp_path: Path) -> None:
    sentences = yaml.safe_load(BUILT_IN.read_text("utf-8"))
    del sentences["problems"]["ended"]
    path = tmp_path / "de.yml"
    path.write_text(yaml.safe_dump(sentences), "utf-8")
    with pytest.raises(SentencesError, match=r"de\.yml: problems\.ended is missing"):
        load_sentences(path)


def test_every_problem_in_the_code_has_a_sentence() -> None:
    import re

    sentences = load_sentences()
    used: set[str] = set()
    for module in Path(channel.__file__).parent.glob("*.py"):
        used |= set(re.findall(r'Problem\(\s*\d+, "(\w+)"', module.read_text("utf-8")))
        used |= set(re.findall(r'now, "(too_many_\w+)"', module.read_text("utf-8")))
    assert used >= {"not_json", "not_offered", "too_many_messages", "too_many_sessions"}
    assert used == set(sentences.problems)
