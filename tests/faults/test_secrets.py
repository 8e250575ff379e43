"""Secrets that clients type are in no file of the system: databases, logs, mail."""

from __future__ import annotations

import pytest

from tests.chat import Chat
from tests.system import System

# The phrase is a published test vector (BIP-39), the card number one that issuers give out for tests.
SECRETS = {
    "my seed phrase is legal winner thank year wave sausage worth useful legal winner thank yellow": "winner thank year wave",
    "my password is Tr0ub4dor-77x": "Tr0ub4dor-77x",
    "card 4111 1111 1111 1111 expires 04/29": "4111 1111 1111 1111",
}


@pytest.fixture(scope="module")
def told(system: System) -> Chat:
    """A chat in which each secret was typed: first of all, in mid-form, and in the story."""
    chat = Chat(system.chat_url)
    for words in SECRETS:
        chat.type(words)
    chat.press("Make a complaint")
    for words in SECRETS:
        chat.type(words)
    story = "You blocked my withdrawal and nobody answers me. " + ". ".join(SECRETS)
    chat.type(story)
    return chat


@pytest.mark.parametrize("secret", SECRETS.values())
def test_a_secret_is_in_no_file(system: System, told: Chat, secret: str) -> None:
    files = [path for path in system.var.rglob("*") if path.is_file()]
    assert any(told.session.encode() in path.read_bytes() for path in files)
    held = [path.name for path in files if secret.encode() in path.read_bytes()]
    assert held == []


def test_the_client_is_told_what_was_removed(system: System) -> None:
    answer = Chat(system.chat_url).type(next(iter(SECRETS)))
    assert "recovery phrase" in answer.text
    assert "winner" not in answer.text
