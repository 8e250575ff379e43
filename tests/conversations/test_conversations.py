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
    reference = ""
    for number, turn in enumerate(transcript["turns"], start=1):
        done = turn.get("type", turn.get("press"))
        if "type" in turn:
            answer = chat.type(turn["type"].replace("{reference}", reference))
        else:
            answer = chat.press(turn["press"])
        if receipt := answer.card("receipt"):
            reference = receipt["reference"]
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
    wanted = [] if expected in (None, "nothing") else expected
    wanted = wanted if isinstance(wanted, list) else [wanted]
    assert len(filed) == len(wanted), f"{len(filed)} complaints were filed"
    for complaint, fields in zip(filed, wanted, strict=True):
        assert {name: complaint[name] for name in fields} == fields


def _list(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
