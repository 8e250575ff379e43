"""Runs every transcript against the real assistant, action server and desk."""

from __future__ import annotations

from typing import Any

import pytest

from tests.chat import Answer, Chat
from tests.conversations.transcripts import transcripts
from tests.system import System

_ALL = transcripts()


@pytest.mark.parametrize("transcript", [t for _, t in _ALL], ids=[n for n, _ in _ALL])
def test_conversation_goes_as_written(
    system: System, transcript: dict[str, Any]
) -> None:
    chat = Chat(system.chat_url)
    for number, turn in enumerate(transcript["turns"], start=1):
        done = turn.get("type", turn.get("press"))
        answer = (
            chat.type(turn["type"]) if "type" in turn else chat.press(turn["press"])
        )
        place = f"turn {number} ({done!r})\nthe assistant said: {answer.text}\n"
        _check_answer(turn, answer, place)
    _check_desk(transcript.get("desk"), system.complaints(chat.session))


def _check_answer(turn: dict[str, Any], answer: Answer, place: str) -> None:
    assert answer.messages, f"{place}silence"
    if "asks" in turn:
        assert answer.asks == turn["asks"], place
    for part in _list(turn.get("says")):
        assert part in answer.text, f"{place}does not say {part!r}"
    for part in _list(turn.get("never_says")):
        assert part not in answer.text, f"{place}says {part!r}"
    for title in _list(turn.get("buttons")):
        assert title in answer.buttons, f"{place}offers {list(answer.buttons)}"
    if "card" in turn:
        assert answer.card(turn["card"]), f"{place}no {turn['card']} card"
    if "row" in turn:
        card = answer.card("review")
        assert card, f"{place}no review card"
        shown = {row["slot"]: row["value"] for row in card["rows"]}
        assert {name: shown[name] for name in turn["row"]} == turn["row"], place


def _check_desk(expected: Any, filed: list[dict[str, Any]]) -> None:
    if expected in (None, "nothing"):
        assert not filed
        return
    assert len(filed) == 1, f"{len(filed)} complaints were filed"
    assert {name: filed[0][name] for name in expected} == expected


def _list(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
