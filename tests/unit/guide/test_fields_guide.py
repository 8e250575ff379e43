"""The guide to a new field, followed to the letter, brings its answer to every place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from tests.unit.guide.apply import ROOT, add_the_field, steps_of_a_field

FIELD = "phone_call"
DESK = ROOT / ".venv" / "desk" / "bin" / "python"
MOST_FILES = 8


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after the guide."""
    folder = Path(tmp_path_factory.mktemp("field"))
    add_the_field(folder)
    return folder


def passed(copy: Path, python: str | Path, *given: str) -> int:
    """The number of tests of the copy, if all pass; else fails with their output."""
    done = subprocess.run(
        [str(python), "-m", "pytest", "-p", "no:cacheprovider", *given],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    counted = re.search(r"(\d+) passed", done.stdout)
    return int(counted[1]) if counted else 0


def test_no_more_than_eight_files_are_touched() -> None:
    assert 0 < len({file for file, _, _ in steps_of_a_field()}) <= MOST_FILES


def test_rasa_takes_the_domain(copy: Path) -> None:
    domain = Domain.load(str(copy / "domain.yml"))
    assert FIELD in {slot.name for slot in domain.slots}
    asked = domain.as_dict()["forms"]["complaint_form"]["required_slots"]
    assert asked.index(FIELD) == asked.index("desired_resolution") - 1


@pytest.mark.slow
def test_no_sentence_lacks_and_the_chat_asks_for_it_and_posts_it(copy: Path) -> None:
    given = (
        "tests/unit/evaluation/test_field_faults.py",
        "tests/unit/actions/test_every_field.py",
        *("-vk", f"nothing_is_missing or {FIELD}"),
    )
    assert passed(copy, sys.executable, *given) == 1 + 2


@pytest.mark.slow
def test_filed_by_api_and_form_it_is_in_mail_console_exports_and_posts(
    copy: Path,
) -> None:
    given = (
        *("-c", "desk/pyproject.toml"),
        "desk/tests/test_every_field.py",
        "desk/tests/migrations/test_migrations.py",
        *("-k", f"{FIELD} or make_the_tables and sqlite"),
    )
    ways, places, tables = 2, 8, 1
    assert passed(copy, DESK, *given) == ways * (places + 1) + tables
