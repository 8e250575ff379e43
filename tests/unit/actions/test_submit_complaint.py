"""Submission: "filed" only with a receipt; anything else keeps the complaint."""

from __future__ import annotations

from typing import Any

import pytest

from actions import submit_complaint
from actions.register.client import DeskConflict, DeskRefused, DeskUnavailable, Receipt
from actions.submit_complaint import SubmitComplaint
from dialogue.state import SUBMIT, Stage, State
from tests.unit.actions.conftest import COMPLAINT, Run, pressed, reviewing

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
    monkeypatch: pytest.MonkeyPatch,
    desk: Desk,
    state: State | None = None,
    message: str = "m-1",
    **slots: Any,
) -> Run:
    monkeypatch.setattr(submit_complaint, "desk", lambda: desk)
    press = pressed("submit", message=message)
    slots = {"submit": True, **slots}
    return Run(SubmitComplaint(), press, state=state or reviewing(), **slots)


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


def test_once_filed_nothing_is_open_and_the_client_stays_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = reviewing()
    state.values["full_name"] = ""
    state.not_given = ["full_name"]
    run = _submit(monkeypatch, Desk(RECEIPT), state)
    assert run.slots["description"] is None
    assert not {"email", "full_name"} & set(run.slots)
    after = run.state
    assert (after.stage, after.filed) == (Stage.FILED, "KR-1234-5678")
    assert after.not_given == ["full_name"]
    assert "add_evidence" in [offer.intent for offer in after.offers]
    assert run.slots["requested_slot"] is None
    assert run.slots["submit"] is None


def test_an_address_that_could_not_be_checked_is_promised_no_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = reviewing()
    state.as_typed = ["email"]
    run = _submit(monkeypatch, Desk(RECEIPT), state)
    assert run.says == ["utter_filed_unreachable"]


def test_what_is_as_typed_and_what_was_not_given_is_flagged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = reviewing()
    state.values["country"] = ""
    state.as_typed, state.not_given = ["email"], ["country"]
    desk = Desk(RECEIPT)
    _submit(monkeypatch, desk, state)
    _, body = desk.posted[0]
    assert body["country"] == ""
    assert body["flags"] == ["country", "email"]


def test_the_desk_gets_the_complaint_as_its_contract_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk(RECEIPT)
    state = reviewing()
    state.values["occurred"] = {}
    _submit(monkeypatch, desk, state)
    _, body = desk.posted[0]
    assert body["details"]["description"] == COMPLAINT["description"]
    assert body["details"]["occurred"] is None
    assert body["conversation"] == "a-session"
    assert set(body) == {
        "email", "account_id", "full_name", "country", "category", "details",
        "locale", "conversation", "flags",
    }  # fmt: skip


@pytest.mark.parametrize("failure", [DeskUnavailable("timeout"), DeskRefused("422")])
def test_without_a_receipt_nothing_is_lost_and_it_is_back_at_the_review(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    run = _submit(monkeypatch, Desk(failure))
    assert run.says[0] in ("utter_not_filed", "utter_desk_refused")
    assert not set(COMPLAINT) & set(run.slots)
    after = run.state
    assert (after.stage, after.open) == (Stage.REVIEW, SUBMIT)
    assert [offer.intent for offer in after.offers] == ["submit"]
    assert run.slots["submit"] is None


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
    state = reviewing()
    state.values["country"] = "ES"
    run = _submit(monkeypatch, again, state, submission=kept)
    assert again.posted[1] == failed.posted[0]
    assert run.says == ["utter_filed", "utter_filed_before_change"]
