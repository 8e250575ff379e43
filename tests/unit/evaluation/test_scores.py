import pytest

from bot.evaluation.scores import (
    Judged,
    by_source,
    calibration_error,
    class_scores,
    confusion,
    doubtful_scores,
    reliability,
    triage_scores,
)

ROWS = [
    Judged("a", "complaint", "complaint", 0.9, "x"),
    Judged("b", "complaint", "clarify", 0.6, "x"),
    Judged("c", "complaint", "support", 0.7, "y"),
    Judged("d", "support", "support", 0.8, "y"),
    Judged("e", "support", "complaint", 0.55, "y"),
    Judged("f", "chitchat", "chitchat", 0.95, "y"),
]


def test_triage_figures_count_a_question_as_kept_but_not_as_decided() -> None:
    found = triage_scores(ROWS)
    assert found.complaints_kept == pytest.approx(2 / 3)
    assert found.support_kept == pytest.approx(1 / 2)
    assert found.asked == pytest.approx(1 / 5)
    assert found.decided_right == pytest.approx(3 / 5)
    assert (found.rows, found.decided) == (6, 5)


def test_figures_without_rows_are_none() -> None:
    assert triage_scores([]).decided_right is None


def test_each_source_has_its_own_figures() -> None:
    assert {name: one.rows for name, one in by_source(ROWS).items()} == {"x": 2, "y": 4}


def test_precision_and_recall() -> None:
    scores = {one.name: one for one in class_scores(ROWS)}
    assert scores["support"].recall == pytest.approx(1 / 2)
    assert scores["support"].precision == pytest.approx(1 / 2)
    assert scores["complaint"].count == 3


def test_confusion_has_a_row_a_truth() -> None:
    names = ["complaint", "support"]
    assert confusion(ROWS, names, names) == [[1, 1], [1, 1]]


def test_reliability_compares_what_is_said_with_what_is_right() -> None:
    sure = [Judged("t", "a", "a" if number < 3 else "b", 0.95) for number in range(4)]
    (bin_,) = reliability(sure)
    assert (bin_.count, bin_.right) == (4, 0.75)
    assert calibration_error([bin_]) == pytest.approx(0.2)
    assert calibration_error([]) == 0.0


def test_of_doubtful_texts_a_question_and_a_way_back_are_both_open() -> None:
    found = doubtful_scores(
        [
            ("clarify", "doubt"),
            ("support", "support_fees"),
            ("urgent", "urgent_security"),
            ("complaint", "grievance"),
            ("complaint", "file_complaint"),
            ("chitchat", "thank"),
        ]
    )
    assert (found.rows, found.asked, found.support, found.begun) == (6, 1, 2, 1)
    assert found.open == pytest.approx(4 / 6)


def test_without_doubtful_texts_there_is_no_figure() -> None:
    assert doubtful_scores([]).open is None
