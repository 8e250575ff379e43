"""Gaps in designers' files for a field are reported before anybody trains or talks."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.evaluation.field_faults import field_faults
from tests.system import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The designers' files, to break."""
    shutil.copy(ROOT / "domain.yml", tmp_path / "domain.yml")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def test_nothing_is_missing_for_any_field() -> None:
    assert list(field_faults(ROOT)) == []


@pytest.mark.parametrize(
    ("file", "gone", "told"),
    [
        (
            "domain.yml",
            r"(?ms)^  actions_taken:\n.*?custom\n",
            "domain.yml: slots: actions_taken is missing",
        ),
        (
            "domain.yml",
            r"      - actions_taken\n",
            "domain.yml: complaint_form: required_slots have to be email, account_id",
        ),
        (
            "data/en/responses/complaint_form.yml",
            r"(?m)^  utter_again_occurred:\n.*\n",
            "data/en/responses: utter_again_occurred is missing",
        ),
        (
            "data/en/responses/process.yml",
            r"(?m)^  utter_ask_why_needed_occurred:\n.*\n",
            "data/en/responses: utter_ask_why_needed_occurred is missing",
        ),
        (
            "data/en/responses/fields.yml",
            r"(?m)^  utter_wrong_actions_taken_empty:\n.*\n",
            "data/en/responses: utter_wrong_actions_taken_empty is missing",
        ),
        (
            "data/en/wording/labels.yml",
            r"    skip: Nothing yet\n",
            "data/en/wording/labels.yml: fields: actions_taken: skip is missing",
        ),
    ],
)
def test_what_is_missing_is_named_with_its_file(
    copy: Path, file: str, gone: str, told: str
) -> None:
    text, cut = re.subn(gone, "", (copy / file).read_text("utf-8"))
    assert cut == 1
    (copy / file).write_text(text, "utf-8")
    [fault] = field_faults(copy)
    assert str(fault).startswith(told)


def test_a_label_of_no_field_is_told(copy: Path) -> None:
    labels = copy / "data" / "en" / "wording" / "labels.yml"
    text = labels.read_text("utf-8")
    labels.write_text(text.replace("  email:\n", "  fax: {label: Fax}\n  email:\n"))
    assert [str(fault) for fault in field_faults(copy)] == [
        "data/en/wording/labels.yml: fields: fax is no field"
    ]
