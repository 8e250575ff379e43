"""A story told after filing goes to the complaint that is filed, once, or stays where it is."""

from __future__ import annotations

import uuid

import pytest

from actions import add_to_filed
from actions.add_to_filed import AddToFiled
from actions.register.client import DeskError
from tests.unit.actions.conftest import COMPLAINT, Run, pressed

FILED = "KR-7K3M-9QXV-2F4T-8C"


class _Desk:
    def __init__(self, away: bool = False, known: bool = True) -> None:
        self.notes: list[tuple[str, str, str, str]] = []
        self._away, self._known = away, known

    async def add_note(self, key: str, reference: str, email: str, text: str) -> bool:
        if self._away:
            raise DeskError("away")
        self.notes.append((key, reference, email, text))
        return self._known


def _run(desk: _Desk, monkeypatch: pytest.MonkeyPatch, **slots: str) -> Run:
    monkeypatch.setattr(add_to_filed, "desk", lambda: desk)
    told = {"filed_reference": FILED, "email": "maria@example.com", **slots}
    press = pressed("add_to_filed", message=str(uuid.uuid4()))
    return Run(AddToFiled(), press, **told)


def test_the_words_go_to_the_complaint_and_the_form_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = _Desk()
    run = _run(desk, monkeypatch, description=COMPLAINT["description"])
    [(_, reference, email, text)] = desk.notes
    assert (reference, email) == (FILED, "maria@example.com")
    assert text == COMPLAINT["description"]
    assert run.says == ["utter_note_added"]
    assert run.slots["description"] is None
    assert "email" not in run.slots  # the client's identity stays known
    assert {"event": "active_loop", "name": None}.items() <= run.events[-2].items()


def test_pressed_again_after_a_lost_answer_the_words_go_under_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = _Desk()
    for _ in range(2):  # each press is a turn of its own
        _run(desk, monkeypatch, description="More.")
    _run(desk, monkeypatch, description="Something else.")
    first, again, other = (key for key, *_ in desk.notes)
    assert first == again != other


def test_while_the_desk_is_away_nothing_is_lost_and_the_button_is_there_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = _run(_Desk(away=True), monkeypatch, description="More.")
    assert run.says == ["utter_case_unavailable"]
    assert [b["payload"] for b in run.messages[0]["buttons"]] == ["/add_to_filed"]
    assert run.events == []


def test_a_pair_that_the_desk_does_not_know_is_told_and_the_story_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = _run(_Desk(known=False), monkeypatch, description="More.")
    assert run.says == ["utter_case_unknown"]
    assert run.events == []


def test_an_old_button_after_the_story_is_gone_adds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = _Desk()
    assert _run(desk, monkeypatch).says == ["utter_nothing_open"]
    assert desk.notes == []
