"""Each field of a complaint is asked for, taken, shown on the review and posted."""

from __future__ import annotations

import pytest

from actions.register.submission import complaint_body
from actions.validate_complaint_form import ValidateComplaintForm
from dialogue.state import State
from fields import FIELDS, Kind
from tests.complaint import said
from tests.unit.actions.conftest import COMPLAINT, Run, asking, typed

FORM = ValidateComplaintForm()


@pytest.mark.parametrize("name", FIELDS)
def test_it_is_asked_for_when_it_is_all_that_lacks(name: str) -> None:
    names = list(FIELDS)
    other = names[names.index(name) - 1]
    state = asking(other)
    state.values[name] = None
    run = Run(FORM, typed(said(other).typed, "answer"), state=state)
    assert run.says[-1] == f"utter_question_{name}"
    assert run.last["asks"] == run.slots["requested_slot"] == name


@pytest.mark.parametrize("name", FIELDS)
def test_its_answer_is_on_the_review_and_in_the_body(name: str) -> None:
    words = said(name).typed
    run = Run(FORM, typed(words, "answer"), state=asking(name))
    value = run.slots[name]
    if FIELDS[name].kind is Kind.DATE:
        assert value["text"] == words
    else:
        assert value == said(name).kept
    rows = {row["slot"]: row["value"] for row in run.last["card"]["rows"]}
    assert rows.keys() == FIELDS.keys()
    assert rows[name] not in ("", "Not given")
    body = complaint_body(State({**COMPLAINT, name: value}), "en", "a-session")
    assert (body["details"] if FIELDS[name].details else body)[name] == value
