"""The rooms of the desk stand on floors: nothing is imported from above."""

import re

from bench.desk.rooms import arrows_of, knots, mutual, running_up
from desk.tests.support.process import ROOT


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


def test_a_complaint_is_changed_through_one_door() -> None:
    desk = ROOT / "desk"
    watched = {
        file.relative_to(desk).as_posix()
        for file in desk.rglob("*.py")
        if "tests" not in file.parts
        and re.search(r"(set_watch|look_at_clocks)\(|\.version \+= 1", file.read_text())
    }
    # The new complaint, the door, and the sweeper, who changes nothing.
    assert watched == {
        "cases/intake.py",
        "cases/changes.py",
        "cases/watch.py",
        "workers/clocks.py",
    }
