"""Tokens: forged, foreign and expired ones are refused, old ones are replaced."""

import base64
import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import jwt
import pytest
import requests

from bot.channels.web.tokens import (
    ALGORITHM,
    SecretError,
    TokenError,
    Tokens,
    load_secret,
)
from tests.patience import SECONDS
from tests.unit.channels.web.conftest import SECRET, Server

KEY = b"k" * 32
TOKENS = Tokens(KEY, lifetime=1000)


def test_a_token_names_its_session() -> None:
    assert TOKENS.read(TOKENS.sign("s", 0), 10) == ("s", None)


def test_a_token_past_half_its_life_is_replaced() -> None:
    old = TOKENS.sign("s", 0)
    session, fresh = TOKENS.read(old, 501)
    assert session == "s"
    assert fresh is not None
    assert TOKENS.read(fresh, 1400) == ("s", fresh) or TOKENS.read(fresh, 900) == (
        "s",
        None,
    )
    with pytest.raises(TokenError):
        TOKENS.read(old, 1001)


def _unsigned(claims: dict[str, object]) -> str:
    def part(value: object) -> str:
        return (
            base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
        )

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."


CLAIMS = {"iss": "redress-webchat", "sub": "s", "iat": 0, "exp": 4_000_000_000}


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        _unsigned(CLAIMS),
        jwt.encode(CLAIMS, b"another key that is long enough 32", ALGORITHM),
        jwt.encode(CLAIMS, KEY, "HS512"),
        jwt.encode({**CLAIMS, "iss": "someone else"}, KEY, ALGORITHM),
        jwt.encode({k: v for k, v in CLAIMS.items() if k != "exp"}, KEY, ALGORITHM),
        jwt.encode({k: v for k, v in CLAIMS.items() if k != "sub"}, KEY, ALGORITHM),
        jwt.encode({**CLAIMS, "exp": 5}, KEY, ALGORITHM),
        jwt.encode({**CLAIMS, "exp": "never"}, KEY, ALGORITHM),
    ],
)
def test_a_token_that_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(TokenError):
        TOKENS.read(token, 10)


@pytest.mark.parametrize("path", ["messages", "events", "sessions"])
@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x.y.z", "Basic eDp5"])
def test_without_a_good_token_nothing_is_given(
    server: Server, path: str, header: str | None
) -> None:
    method = {"messages": "POST", "events": "GET", "sessions": "DELETE"}[path]
    headers = {} if header is None else {"Authorization": header}
    body = {"id": "00000000-0000-4000-8000-000000000000", "text": "x"}
    answer = requests.request(
        method, f"{server.base}/{path}", json=body, headers=headers, timeout=SECONDS
    )
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] in ("no_token", "bad_token")


def test_an_ageing_token_brings_a_fresh_one_in_the_header(server: Server) -> None:
    client = server.open()
    young = client.post({"id": "00000000-0000-4000-8000-000000000001", "text": "x"})
    assert "Redress-Token" not in young.headers
    lifetime = server.settings.token_days * 86_400
    ageing = Tokens(SECRET.encode(), lifetime).sign(
        client.session, time.time() - 0.6 * lifetime
    )
    client.token = ageing
    answer = client.post({"id": "00000000-0000-4000-8000-000000000002", "text": "x"})
    fresh = answer.headers["Redress-Token"]
    with client.stream() as stream:
        assert "Redress-Token" in stream.answer.headers
    client.token = fresh
    again = client.post({"id": "00000000-0000-4000-8000-000000000003", "text": "x"})
    assert (again.status_code, "Redress-Token" in again.headers) == (202, False)


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "chat.key"
    first = load_secret(None, path)
    assert load_secret(None, path) == first
    assert len(first) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["chat.key"]


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SecretError, match="CHAT_SECRET holds a key of 5 bytes"):
        load_secret("short", tmp_path / "unused")
    (tmp_path / "cut").write_text("half")
    with pytest.raises(SecretError, match="cut"):
        load_secret(None, tmp_path / "cut")


def test_tokens_outlive_a_restart(serve: Callable[..., Server]) -> None:
    first = serve()
    client = first.open()
    first.stop()
    client.base = serve().base
    assert client.send("still me")
