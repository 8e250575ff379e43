from pathlib import Path

import pytest

from bot.evaluation.assistant import ModelError, newest_model
from bot.evaluation.labels import LABELS, label_of, stated_label
from bot.evaluation.rows import RowError, read_rows, write_rows


def test_rows_come_back_as_written(tmp_path: Path) -> None:
    rows = [{"text": "¿dónde?"}, {"text": "two\nlines", "label": "support"}]
    write_rows(tmp_path / "rows.jsonl", rows)
    assert read_rows(tmp_path / "rows.jsonl") == rows


@pytest.mark.parametrize("line", ["{", "[]", '{"text": 3}', '{"label": "support"}'])
def test_a_line_that_is_no_row_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "fine"}\n\n' + line + "\n")
    with pytest.raises(RowError, match=r"rows\.jsonl:3"):
        read_rows(file)


def test_every_route_has_one_of_the_five_labels() -> None:
    routes = ("complaint", "support", "process", "urgent", "care", "out_of_scope")
    assert {label_of(route) for route in routes} <= set(LABELS)
    assert stated_label("greet_or_chitchat") == "chitchat"
    with pytest.raises(ValueError, match="nonsense"):
        stated_label("nonsense")


def test_without_a_model_the_way_to_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train"):
        newest_model(tmp_path)
