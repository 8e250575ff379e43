"""The rooms of the desk stand on floors: nothing is imported from above."""

from bench.desk.rooms import arrows_of, knots, mutual, running_up
from desk.tests.process import ROOT


def test_no_two_rooms_import_each_other_and_no_arrow_runs_up() -> None:
    arrows = arrows_of(ROOT)
    assert {"desk.storage.search", "desk.console.case"} <= arrows.keys()
    assert "desk.models" in arrows["desk.cases"]
    assert mutual(arrows) == []
    assert running_up(arrows) == []
    assert len(knots(arrows)[0]) == 1


def test_a_knot_would_be_seen() -> None:
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"a", "b"}, "d": {"a"}}
    assert mutual(arrows) == [("b", "c")]
    assert [len(knot) for knot in knots(arrows)] == [3, 1]
    assert running_up(arrows) == [("b", "c")]
