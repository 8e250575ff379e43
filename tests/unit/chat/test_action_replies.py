"""A reply of the action server is taken or refused as by Rasa itself, only faster."""

from typing import Any

import jsonschema
import pytest
from jsonschema import ValidationError, validators
from rasa.core.actions.action import RemoteAction

from bot.chat.action_replies import check_schema_once

GOOD = {
    "events": [{"event": "slot", "name": "email", "value": "maria@example.com"}],
    "responses": [{"text": "Which country do you live in?", "buttons": []}],
}
BAD: list[Any] = [
    {"events": [{"event": "no such event"}], "responses": []},
    {"events": "none", "responses": []},
    {"events": [], "responses": ["only text"]},
    ["neither"],
]


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    monkeypatch.setattr(
        RemoteAction, "_validate_action_result", RemoteAction._validate_action_result
    )
    check_schema_once.cache_clear()
    check_schema_once()
    return RemoteAction("validate_complaint_form", None)


@pytest.mark.parametrize("reply", BAD)
def test_a_bad_reply_is_refused_with_rasas_reason(
    action: RemoteAction, reply: Any
) -> None:
    with pytest.raises(ValidationError, match="Failed to validate Action server"):
        action._validate_action_result(reply)


def test_a_good_reply_is_taken_and_the_schema_is_not_checked_again(
    action: RemoteAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonschema, "validate", None)
    monkeypatch.setattr(validators, "validate", None)
    assert action._validate_action_result(GOOD) is True
    assert action._validate_action_result({}) is True
