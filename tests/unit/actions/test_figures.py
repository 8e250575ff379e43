"""Steps of a chat are reported as they happen, and reporting never holds a turn up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from actions.register import figures
from actions.register.client import DeskRefused, DeskUnavailable, Receipt
from actions.register.figures import Reporter
from actions.submit_complaint import SubmitComplaint
from actions.validate_complaint_form import ValidateComplaintForm
from dialogue.state import Stage, State

from .conftest import Reported, Run, asking, pressed, reviewing, typed

FORM = ValidateComplaintForm()


def test_opening_the_form_is_a_start(reported: Reported) -> None:
    Run(FORM, pressed("file_complaint"))
    assert reported.told == [("started", "")]


def test_a_field_is_reported_when_it_is_first_answered(reported: Reported) -> None:
    Run(FORM, typed("ada@example.com", "answer"), state=asking("email"))
    assert ("field_answered", "email") in reported.told
    reported.told.clear()
    edited = reviewing()
    edited.stage, edited.open, edited.editing = Stage.FORM, "email", "email"
    Run(FORM, typed("maria@example.com", "answer"), state=edited)
    assert ("field_answered", "email") not in reported.told


def test_no_word_of_the_client_is_reported(reported: Reported) -> None:
    words = "You held my withdrawal of 200 euros, and nobody answers."
    Run(FORM, typed(words, "answer"), state=asking("description"))
    assert ("field_answered", "description") in reported.told
    assert not any("withdrawal" in subject for _, subject in reported.told)


def test_the_review_is_reported_when_it_is_put_and_not_at_each_turn(
    reported: Reported,
) -> None:
    said = typed("Release it, please", "answer")
    Run(FORM, said, state=asking("desired_resolution"))
    assert reported.told == [
        ("field_answered", "desired_resolution"),
        ("review_shown", ""),
    ]
    reported.told.clear()
    Run(FORM, typed("hm?"), state=reviewing())
    assert reported.told == []


def test_a_filed_complaint_is_reported_only_with_the_receipt(
    reported: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Desk:
        answer: Receipt | Exception = DeskUnavailable("503")

        async def file_complaint(self, key: str, body: dict[str, Any]) -> Receipt:
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

    desk = Desk()
    monkeypatch.setattr("actions.submit_complaint.desk", lambda: desk)
    said = pressed("submit", "Submit complaint")
    Run(SubmitComplaint(), said, state=reviewing())
    assert reported.told == []
    desk.answer = Receipt("KR-1", "2026-03-03T10:00:00Z", "2026-03-05", "2026-03-12")
    Run(SubmitComplaint(), said, state=reviewing())
    assert reported.told == [("filed", "")]


def test_a_support_answer_is_reported_with_its_topic(reported: Reported) -> None:
    Run(FORM, pressed("support_fees"))
    assert reported.told == [("sent_to_support", "fees")]


def test_this_is_a_complaint_names_the_topic_that_was_wrong(reported: Reported) -> None:
    Run(FORM, pressed("this_is_complaint", topic="fees"))
    assert reported.told[0] == ("this_is_a_complaint", "fees")


def test_leaving_is_reported_where_there_is_a_complaint_to_leave(
    reported: Reported,
) -> None:
    Run(FORM, typed("stop", "request stop"), state=State())
    assert reported.told == []
    Run(FORM, typed("stop", "request stop"), state=asking("country"))
    assert reported.told == [("left", "")]


def test_a_turn_goes_on_whatever_happens_to_the_reporting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> Reporter:
        raise RuntimeError("no settings")

    monkeypatch.setattr(figures, "reporter", broken)
    run = Run(FORM, pressed("support_fees"))
    assert run.says == ["utter_support"]


class AwayDesk:
    """A desk that answers as the test says: an exception to raise, or None; and when."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.taken: list[dict[str, str]] = []
        self.tries: list[list[str]] = []
        self.open = threading.Event()
        self.open.set()

    def report_events(self, told: list[dict[str, str]]) -> None:
        self.open.wait(10)
        self.tries.append([event["id"] for event in told])
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        self.taken += told


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < deadline, "did not happen in 10 s"
        time.sleep(0.005)


def test_what_the_desk_cannot_take_now_is_sent_again_with_the_same_ids() -> None:
    desk = AwayDesk(DeskUnavailable("ConnectionError"), DeskUnavailable("503"))
    reporter = Reporter(desk, first_pause=0.01)
    reporter.report("a-session", "started")
    until(lambda: len(desk.taken) == 1)
    assert len(desk.tries) == 3
    assert len({tuple(ids) for ids in desk.tries}) == 1
    assert reporter.dropped == 0


def test_what_the_desk_refuses_is_dropped_counted_and_the_rest_goes_on() -> None:
    for refusal in (DeskRefused("422"), ValueError("a fault of ours")):
        desk = AwayDesk(refusal)
        reporter = Reporter(desk)
        reporter.report("a-session", "started")
        until(lambda reporter=reporter: reporter.dropped == 1)  # type: ignore[misc]
        reporter.report("a-session", "filed")
        until(lambda desk=desk: len(desk.taken) == 1)  # type: ignore[misc]


def test_a_desk_that_hangs_holds_nobody_up_and_the_overflow_is_counted() -> None:
    desk = AwayDesk()
    desk.open.clear()
    reporter = Reporter(desk, most_waiting=50)
    began = time.monotonic()
    for _ in range(5_000):
        reporter.report("a-session", "started")
    assert time.monotonic() - began < 1
    assert reporter.dropped >= 5_000 - 50 - figures.MOST_AT_ONCE
    desk.open.set()
    until(lambda: len(desk.taken) + reporter.dropped == 5_000)
