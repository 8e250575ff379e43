"""docs/conversation.md names, for each of the ten rules, tests that are there."""

from __future__ import annotations

import re

import pytest

from tests.unit.guide.apply import ROOT

TABLE = (ROOT / "docs" / "conversation.md").read_text(encoding="utf-8")
ROWS = [line for line in TABLE.splitlines() if re.match(r"\| \d+ \|", line)]
FILES = sorted(set(re.findall(r"`([\w./]+\.(?:py|yml))`", TABLE)))


def test_there_are_ten_rules_and_each_has_tests() -> None:
    assert [int(row.split("|")[1]) for row in ROWS] == list(range(1, 11))
    assert all("`tests/" in row.split("|")[3] for row in ROWS)


@pytest.mark.parametrize("path", FILES)
def test_every_file_named_is_there(path: str) -> None:
    assert (ROOT / path).is_file()
