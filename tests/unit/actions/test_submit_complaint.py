"""Submission: "filed" only with a receipt; anything else keeps the complaint."""

from __future__ import annotations

from typing import Any

import pytest

from actions import submit_complaint
from actions.register.client import DeskConflict, DeskRefused, DeskUnavailable, Receipt
from actions.submit_complaint import SubmitComplaint
from tests.unit.actions.conftest import COMPLAINT, Run, pressed

RECEIPT = Receipt("KR-1234-5678", "2026-03-03T10:00:00Z", "2026-03-05", "2026-03-12")


class Desk:
    """Answers as told, and remembers what it was sent."""

    def __init__(self, *answers: Receipt | Exception) -> None:
        self.answers = list(answers)
        self.posted: list[tuple[str, dict[str, Any]]] = []

    async def file_complaint(self, key: str, body: dict[str, Any]) -> Receipt:
        self.posted.append((key, body))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _submit(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, message: str = "m-1", **slots: Any
) -> Run:
    monkeypatch.setattr(submit_complaint, "desk", lambda: desk)
    slots = {**COMPLAINT, "submit": True, "requested_slot": None, **slots}
    press = pressed("submit", message=message)
    return Run(SubmitComplaint(), press, **slots, in_form=False)


def test_a_receipt_is_shown_with_the_reference_and_both_dates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = _submit(monkeypatch, Desk(RECEIPT))
    assert run.says == ["utter_filed"]
    assert run.last["card"] == {
        "type": "receipt",
        "reference": "KR-1234-5678",
        "received_at": "2026-03-03T10:00:00Z",
        "acknowledge_by": "2026-03-05",
        "resolve_by": "2026-03-12",
    }
    assert run.messages[0]["acknowledge_by"] == "Thursday 5 March 2026"
    assert run.slots["description"] is None
    assert "email" not in run.slots  # the client's identity stays known


def test_the_desk_gets_the_complaint_as_its_contract_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk(RECEIPT)
    _submit(monkeypatch, desk, occurred={})
    _, body = desk.posted[0]
    assert body["details"]["description"] == COMPLAINT["description"]
    assert body["details"]["occurred"] is None
    assert body["conversation"] == "a-session"
    assert set(body) == {
        "email", "account_id", "full_name", "country", "category", "details",
        "locale", "conversation", "flags",
    }  # fmt: skip


@pytest.mark.parametrize("open_", [None, ""])
def test_what_the_client_would_not_say_is_filed_empty_and_named_in_the_flags(
    monkeypatch: pytest.MonkeyPatch, open_: str | None
) -> None:
    desk = Desk(RECEIPT)
    kept_back = ["account_id", "country", "full_name"]
    _submit(monkeypatch, desk, **dict.fromkeys(kept_back, open_))
    _, body = desk.posted[0]
    assert [body[name] for name in kept_back] == ["", "", ""]
    assert body["flags"] == kept_back


@pytest.mark.parametrize("failure", [DeskUnavailable("timeout"), DeskRefused("422")])
def test_without_a_receipt_nothing_is_lost_and_the_form_stays_open(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    run = _submit(monkeypatch, Desk(failure))
    assert run.says[0] in ("utter_not_filed", "utter_desk_refused")
    assert run.slots["requested_slot"] == "submit"
    assert run.slots["submit"] is None
    assert not set(COMPLAINT) & set(run.slots)
    assert {
        "event": "active_loop",
        "name": "complaint_form",
        "timestamp": None,
    } in run.events


def test_trying_again_uses_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = Desk(DeskUnavailable("timeout"))
    kept = _submit(monkeypatch, failed).slots["submission"]
    again = Desk(RECEIPT)
    _submit(monkeypatch, again, submission=kept)
    assert again.posted == failed.posted


def test_a_turn_that_runs_again_after_a_crash_uses_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk(RECEIPT, RECEIPT, RECEIPT)
    _submit(monkeypatch, desk)
    _submit(monkeypatch, desk)  # nothing of the first run was stored
    assert desk.posted[0] == desk.posted[1]
    _submit(monkeypatch, desk, message="m-2")  # a next complaint
    assert desk.posted[2][0] != desk.posted[0][0]


def test_a_change_after_a_lost_answer_files_once_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failed = Desk(DeskUnavailable("timeout"))
    kept = _submit(monkeypatch, failed).slots["submission"]
    again = Desk(DeskConflict("409"), RECEIPT)
    run = _submit(monkeypatch, again, submission=kept, country="ES")
    assert again.posted[1] == failed.posted[0]
    assert run.says == ["utter_filed", "utter_filed_before_change"]
