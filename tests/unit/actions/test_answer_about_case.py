"""Answers about a filed complaint, in every stage that the register knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from actions import answer_about_case
from actions.answer_about_case import AnswerAboutCase
from actions.register.client import CaseStanding
from actions.turns.wording import stage_in_words
from tests.unit.actions.conftest import Run, typed

ROOT = Path(__file__).resolve().parents[3]
RESPONSES = yaml.safe_load(
    (ROOT / "data" / "en" / "responses" / "filed_complaint.yml").read_text(
        encoding="utf-8"
    )
)["responses"]
OVER = ["resolved", "closed", "withdrawn"]


def stages() -> list[str]:
    """The stages of the register, read from its source: it runs on another Python."""
    tree = ast.parse((ROOT / "desk" / "complaint" / "states.py").read_text("utf-8"))
    [status] = [
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == "Status"
    ]
    return [
        ast.literal_eval(node.value)
        for node in status.body
        if isinstance(node, ast.Assign)
    ]


class _Desk:
    def __init__(self, status: str) -> None:
        self._status = status

    async def status(self, reference: str, email: str) -> CaseStanding:
        return CaseStanding(
            reference=reference,
            received_at="2026-03-03T10:00:00Z",
            acknowledge_by="2026-03-05",
            resolve_by="2026-03-12",
            status=self._status,
        )


def told(status: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The whole sentence that the client reads."""
    monkeypatch.setattr(answer_about_case, "desk", lambda: _Desk(status))
    run = Run(
        AnswerAboutCase(),
        typed("where does it stand?", "ask_status"),
        in_form=False,
        case_purpose="status",
        case_reference="KR-7K3M-9QXV-2F4T-8C",
        case_email="ada@example.com",
    )
    [message] = run.messages
    [variant] = RESPONSES[message["response"]]
    return re.sub(r"\{(\w+)\}", lambda name: str(message[name[1]]), variant["text"])


@pytest.mark.parametrize("status", stages())
def test_every_stage_has_words(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = stage_in_words(status)
    assert "_" not in words
    sentence = told(status, monkeypatch)
    assert "KR-7K3M-9QXV-2F4T-8C" in sentence
    assert words in sentence
    assert "{" not in sentence


@pytest.mark.parametrize("status", stages())
def test_a_date_to_come_is_told_only_while_an_answer_is_owed(
    status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ("12 March 2026" in told(status, monkeypatch)) == (status not in OVER)


@pytest.mark.parametrize("status", OVER)
def test_who_does_not_agree_is_told_where_to_write(
    status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "complaints@your-firm.example" in told(status, monkeypatch)


def test_a_client_who_was_asked_is_told_how_to_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sentence = told("waiting_for_client", monkeypatch)
    assert "Answer that e-mail" in sentence
    assert "add something" in sentence
