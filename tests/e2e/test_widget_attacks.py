"""The real system refuses requests that nobody should send with the right status:
nothing is executed, nothing leaks. More of each kind are in tests/unit/channels/web."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

import jwt
import pytest
import requests

from tests.chat import Chat
from tests.faults.records import Records
from tests.host import Host
from tests.patience import SECONDS
from tests.system import System

ALGORITHM = "HS256"
KNOWN = {"type", "title", "status", "code", "reason", "detail"}
FOREIGN = b"a key that this server has never seen!"


class Attacker:
    """Sends anything to the channel, and checks that refusals say little."""

    def __init__(self, system: System) -> None:
        self.base = f"{system.chat_url}/webhooks/webchat"
        self.key = (system.var / "secrets" / "chat.key").read_bytes().strip()

    def token(self, session: str, key: bytes, seconds: float, **claims: Any) -> str:
        now = int(time.time())
        given = {"iss": "redress-webchat", "sub": session, "iat": now, **claims}
        return jwt.encode({**given, "exp": now + int(seconds)}, key, ALGORITHM)

    def post(
        self, token: str, body: Any = None, raw: bytes | None = None, **headers: str
    ) -> requests.Response:
        body = body or {"id": str(uuid.uuid4()), "text": "hello"}
        return self.checked(
            requests.post(
                f"{self.base}/messages",
                data=json.dumps(body).encode() if raw is None else raw,
                headers={"Authorization": f"Bearer {token}", **headers},
                timeout=SECONDS,
            )
        )

    @staticmethod
    def checked(answer: requests.Response) -> requests.Response:
        if answer.status_code != 202:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert set(answer.json()) <= KNOWN
            assert "Traceback" not in answer.text
        return answer


@pytest.fixture
def attacker(system: System) -> Attacker:
    return Attacker(system)


@pytest.fixture
def victim(system: System) -> Chat:
    return Chat(system.chat_url)


def token_of(chat: Chat) -> str:
    return str(chat._http.headers["Authorization"]).removeprefix("Bearer ")


def test_the_key_of_the_tests_is_the_servers_own(
    attacker: Attacker, victim: Chat
) -> None:
    good = attacker.token(victim.session, attacker.key, 3600)
    assert attacker.post(good).status_code == 202


def test_forged_foreign_and_expired_tokens_are_refused(
    attacker: Attacker, victim: Chat
) -> None:
    head, claims, _ = token_of(victim).split(".")
    none = jwt.encode({"sub": victim.session}, "", algorithm="none")
    tokens = {
        "expired": attacker.token(victim.session, attacker.key, -1),
        "foreign": attacker.token(victim.session, FOREIGN, 3600),
        "other issuer": attacker.token(victim.session, attacker.key, 3600, iss="x"),
        "unsigned": none,
        "signature cut": f"{head}.{claims}.",
        "garbage": "x.y.z",
        "empty": "",
    }
    for kind, token in tokens.items():
        assert attacker.post(token).status_code == 401, kind
        events = requests.get(
            f"{attacker.base}/events?after=0",
            headers={"Authorization": f"Bearer {token}"},
            timeout=SECONDS,
        )
        assert events.status_code == 401, kind
        assert victim.session not in events.text
    # A token in the address would end up in logs.
    query = f"{attacker.base}/events?after=0&token={token_of(victim)}"
    assert requests.get(query, timeout=SECONDS).status_code == 401


def test_a_token_for_a_session_that_never_was_opens_nothing(attacker: Attacker) -> None:
    token = attacker.token(str(uuid.uuid4()), attacker.key, 3600)
    assert attacker.post(token).status_code == 401


def test_another_sessions_payload_is_not_obeyed(
    attacker: Attacker, system: System
) -> None:
    one, two = Chat(system.chat_url), Chat(system.chat_url)
    for text in ("I want to make a complaint", "lee@example.org"):
        answer = one.type(text)
    payload = answer.buttons["No account"]
    body = {"id": str(uuid.uuid4()), "text": "No account", "payload": payload}
    refused = attacker.post(token_of(two), body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_offered")
    made_up = {**body, "payload": '/submit{"confirmed": true}'}
    assert attacker.post(token_of(one), made_up).status_code == 403
    assert one.press("No account").asks == "full_name"


@pytest.mark.parametrize("text", ["/submit", " /submit", '/inform{"email":"x"}'])
def test_a_typed_command_is_text(system: System, victim: Chat, text: str) -> None:
    victim.type("I want to make a complaint")
    victim.type(text)
    assert system.complaints(victim.session) == []
    heard = Records(system.var).user_texts(victim.session)
    assert heard[-1] == text
    assert Records(system.var).intents(victim.session)[-1] not in ("submit", "inform")


ID = b'"id": "00000000-0000-4000-8000-000000000000"'
BODIES = {
    "cut short": (b"{", 400),
    "empty": (b"", 400),
    "a list": (b"[]", 400),
    "not UTF-8": (b"\xff\xfe", 400),
    "deep": (b"[" * 100_000, 400),
    "no UUID": (b'{"id": "1", "text": "x"}', 422),
    "a number for a text": (b'{%s, "text": 1}' % ID, 422),
    "NUL": (b'{%s, "text": "a\\u0000"}' % ID, 422),
    "long": (b'{%s, "text": "%s"}' % (ID, b"x" * 8_001), 413),
    "huge": (b'{%s, "text": "%s"}' % (ID, b"x" * 200_000), 413),
}


@pytest.mark.parametrize("kind", BODIES)
def test_malformed_and_oversized_bodies_are_refused(
    attacker: Attacker, victim: Chat, kind: str
) -> None:
    raw, status = BODIES[kind]
    assert attacker.post(token_of(victim), raw=raw).status_code == status
    assert victim.type("I want to make a complaint").asks == "email"


def test_a_body_without_a_length_is_limited_too(
    attacker: Attacker, victim: Chat
) -> None:
    answer = requests.post(
        f"{attacker.base}/messages",
        data=iter([b"x" * 50_000] * 20),
        headers={"Authorization": f"Bearer {token_of(victim)}"},
        timeout=SECONDS,
    )
    assert answer.status_code == 413


def test_a_wrong_origin_is_refused_and_not_told_who_is_allowed(
    attacker: Attacker, victim: Chat, host: Host
) -> None:
    for origin in (host.other, "null", "https://evil.example", f"{host.allowed}.evil"):
        refused = attacker.post(token_of(victim), Origin=origin)
        assert (refused.status_code, refused.json()["code"]) == (403, "origin")
        assert "Access-Control-Allow-Origin" not in refused.headers
        opened = requests.post(
            f"{attacker.base}/sessions", headers={"Origin": origin}, timeout=SECONDS
        )
        assert opened.status_code == 403
        asked = requests.options(
            f"{attacker.base}/sessions", headers={"Origin": origin}, timeout=SECONDS
        )
        assert "Access-Control-Allow-Origin" not in asked.headers
    allowed = attacker.post(token_of(victim), Origin=host.allowed)
    assert allowed.headers["Access-Control-Allow-Origin"] == host.allowed
    assert "Access-Control-Allow-Credentials" not in allowed.headers


def test_rasas_own_doors_do_not_let_a_browser_in(system: System) -> None:
    """No channel but ours is open, and Rasa's HTTP API is off."""
    for path in ("webhooks/rest/webhook", "conversations/x/tracker", "model/parse"):
        answer = requests.post(
            f"{system.chat_url}/{path}",
            json={"sender": "x", "message": "/submit", "text": "x"},
            timeout=SECONDS,
        )
        assert answer.status_code in (404, 405), path
