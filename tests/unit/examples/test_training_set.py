from pathlib import Path

import pytest

from bot.examples.training_set import TrainingFileError, read_examples

FILE = """version: "3.1"
nlu:
  # A comment
  - intent: greet
    examples: |
      - hello
      - hi - you there
  - intent: inform
    examples: |
      - my ticket is [123](ticket)
      - I live in [Spain]{"entity": "country"}
  - lookup: coins
    examples: |
      - bitcoin
"""


def test_examples_know_their_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "some.yml"
    file.write_text(FILE)
    found = read_examples(tmp_path)
    assert [(one.text, one.intent, one.line) for one in found] == [
        ("hello", "greet", 6),
        ("hi - you there", "greet", 7),
        ("my ticket is 123", "inform", 10),
        ("I live in Spain", "inform", 11),
    ]
    assert found[0].place == f"{file}:6"


def test_a_style_that_lines_cannot_tell_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.yml").write_text(
        'nlu:\n  - intent: greet\n    examples: "- hello\\n- hi"\n'
    )
    with pytest.raises(TrainingFileError, match="2 examples by YAML, 0 by line"):
        read_examples(tmp_path)


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "some.yml").write_text("nlu: [")
    with pytest.raises(TrainingFileError, match=r"some\.yml"):
        read_examples(tmp_path)
