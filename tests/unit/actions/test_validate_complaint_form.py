"""A turn of Rasa's form: the dialogue takes it, and Rasa is told what it has to know."""

from __future__ import annotations

from typing import Any

import pytest

from actions.turns import turn
from actions.validate_complaint_form import ValidateComplaintForm
from dialogue.state import Stage, State
from tests.unit.actions.conftest import Run, asking, pressed, reviewing, typed

FORM = ValidateComplaintForm()


def test_the_form_opens_with_its_first_question() -> None:
    run = Run(FORM, pressed("file_complaint"))
    assert run.last["asks"] == run.slots["requested_slot"] == "email"
    assert run.state.stage is Stage.FORM


def test_a_chat_that_opens_is_greeted() -> None:
    assert Run(FORM, pressed("greet", title="")).says == ["utter_greet"]


def test_an_answer_is_kept_and_the_next_field_requested() -> None:
    state = asking("country")
    state.values["desired_resolution"] = None
    run = Run(FORM, typed("Malta", "answer"), state=state)
    assert run.slots["country"] == "MT"
    assert run.last["asks"] == run.slots["requested_slot"] == "desired_resolution"


def test_a_question_in_mid_form_is_answered_and_the_field_stays_requested() -> None:
    run = Run(FORM, typed("is it free?", "ask cost"), state=asking("country"))
    assert run.says == ["utter_ask_cost", "utter_question_country"]
    assert run.slots["requested_slot"] == "country"


def test_a_message_with_nothing_open_is_answered_and_the_form_ends() -> None:
    run = Run(FORM, typed("thanks", "nothing thanks", intent="thank"))
    assert run.says
    assert run.slots["requested_slot"] is None


def test_stopping_ends_the_form_and_keeps_what_was_told() -> None:
    state = asking("country")
    run = Run(FORM, typed("I have to stop", "request stop"), state=state)
    assert run.slots["requested_slot"] is None
    assert run.state.stage is Stage.PAUSED
    assert "description" not in run.slots  # it stays as it was


def test_a_plain_yes_to_the_card_is_told_to_the_rules_and_nothing_is_said() -> None:
    run = Run(FORM, typed("yes, send it", "request submit"), state=reviewing())
    assert (run.slots["submit"], run.slots["requested_slot"]) == (True, None)
    assert run.says == []


def test_a_mere_ok_to_the_card_sends_nothing() -> None:
    run = Run(FORM, typed("ok", "nothing ok"), state=reviewing())
    assert "submit" not in run.slots
    assert run.slots["requested_slot"] == "submit"


def test_a_yes_that_failed_at_the_desk_is_taken_back_by_the_next_turn() -> None:
    said = typed("change my country", "correct country")
    run = Run(FORM, said, state=reviewing(), submit=True)
    assert run.slots["submit"] is None


def test_an_errand_is_done_at_the_desk_before_the_turn_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Desk:
        notes: list[tuple[str, str, str]]

        async def add_note(self, key: str, *note: str) -> bool:
            self.notes = [note]  # type: ignore[list-item]
            return True

    desk = Desk()
    monkeypatch.setattr(turn, "desk", lambda: desk)
    state = State(stage=Stage.CASE, filed="KR-7K3M-9QXV-2F4T-8C")
    state.values["email"] = "ada@example.com"
    state.case = {
        "purpose": "note",
        "from": "filed",
        "reference": state.filed,
        "email": None,
        "note": "",
        "tries": 0,
    }
    words: Any = "  They wrote to me today.\n"
    run = Run(FORM, typed(words, "tell"), state=state)
    assert desk.notes == [("KR-7K3M-9QXV-2F4T-8C", "ada@example.com", words)]
    assert run.says == ["utter_note_added"]
    assert run.state.stage is Stage.FILED
